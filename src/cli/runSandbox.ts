import { once } from 'node:events';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import type { RunningSandbox } from '../sandbox/startSandbox.ts';
import { shellWord } from './shellWord.ts';

/** What ships with the sandbox, for help: its own code is loaded only where it runs. */
export const scenarioNames: Readonly<Record<string, string>> = {
  inbox: 'twelve invitations that wait, and tables to associate',
  empty: 'an account without tables, invitations or memberships',
  overfull: 'more tables and invitations than the quotas allow',
  fifty: 'fifty memberships in which nothing is associated yet',
  strangers: 'invitations of unknown creators, or that cost money',
  messy: 'memberships with defects to repair',
  unready: 'one table that is not ready, to ask why',
  partners: 'LiveRamp and AWS: partners to invite, to give permissions to and to bring on board',
};

export interface SandboxCommandOptions {
  port: number;
  scenario: string;
  latencyMs: number;
  rate?: number;
  json?: boolean;
}

/** Runs the sandbox until the program is told to stop; says on stdout when it is ready. Raises `invalid_input` for a broken scenario. */
export async function runSandbox({ port, scenario, latencyMs, rate, json }: SandboxCommandOptions, signal: AbortSignal): Promise<void> {
  const { startSandbox, ScenarioError } = await import('../sandbox/startSandbox.ts');
  const sandbox = await startSandbox({ port, scenario, latencyMs, ...(rate === undefined ? {} : { rate }) }).catch((thrown: unknown) => {
    if (thrown instanceof ScenarioError) throw new CleanRoomError('invalid_input', thrown.message, { cause: thrown });
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE')
      throw new CleanRoomError('invalid_input', t('The port {0} is in use.', port), {
        cause: thrown,
        remedy: t('Choose another, or 0 for any free one.'),
      });
    throw thrown;
  });
  process.stdout.write(json === true ? `${JSON.stringify(readyLine(sandbox))}\n` : [...howToUse(sandbox), ''].join('\n'));
  if (!signal.aborted) await once(signal, 'abort');
  await sandbox.stop();
}

/** The line of --json. */
function readyLine({ endpoint, scenario, accounts, organisations }: RunningSandbox): object {
  return { endpoint, scenario, accounts, organisations };
}

/** How other programs reach it. */
function howToUse({ scenario, endpoint, accounts, organisations }: RunningSandbox): string[] {
  const [account] = accounts;
  const [organisation] = organisations;
  // The scenario's first two are those who work with each other; the others are partners to invite.
  const ways = organisations.map(({ name, clientId }) => `${name} (${clientId})`);
  return [
    t('Sandbox "{0}" is running at {1}. Stop it with Ctrl-C.', scenario, endpoint),
    ...(account === undefined
      ? []
      : [
          t('Use it with any AWS tool:'),
          `  export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=${account} AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=us-east-1`,
        ]),
    ...(organisation === undefined
      ? []
      : [
          t('Use it as LiveRamp Clean Room, as {0}:', ways.slice(0, 2).join(t(' or '))) +
            (ways.length > 2 ? ` ${t('(there are also {0})', ways.slice(2).join(', '))}` : ''),
          `  export LIVERAMP_BASE_URL=${endpoint}/v1 LIVERAMP_ORGANISATION=${shellWord(organisation.name)} LIVERAMP_CLIENT_ID=${organisation.clientId} LIVERAMP_CLIENT_SECRET=sandbox`,
        ]),
  ];
}
