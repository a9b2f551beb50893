import * as vscode from 'vscode';
import type { Workbench } from '../workbench.ts';
import { forgetConnectionSettings, saveConnectionSettings, type LiveRampConnectionSettings } from '../connections/connectionSettings.ts';
import { originOf } from '../connections/liveRampSecrets.ts';
import { firstScenario, sandboxScenarios } from '../sandbox/sandboxScenarios.ts';
import { plainMessage } from '../plainMessage.ts';
import { Account } from '../connections/account.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Asks for profile and Region, checks that AWS answers, and remembers the connection. */
export async function addAwsAccount({ accounts, openService }: Workbench): Promise<void> {
  const { listProfiles } = await import('../../services/aws/profiles.ts');
  const { knownRegions } = await import('../../services/aws/regions.ts');
  const profiles = await listProfiles();
  const profile = await vscode.window.showQuickPick(
    [
      ...profiles.map(({ name, kind, region }) => ({
        label: name,
        description: [kind, region].filter((part) => part !== undefined).join(' · '),
        name,
        region,
      })),
      {
        label: vscode.l10n.t('Credentials of the environment'),
        description: vscode.l10n.t('environment variables, container or instance role'),
        name: undefined,
        region: process.env['AWS_REGION'],
      },
    ],
    {
      title: vscode.l10n.t('Add AWS account (1/2): profile'),
      placeHolder: vscode.l10n.t('Profiles of ~/.aws/config and ~/.aws/credentials'),
    },
  );
  if (profile === undefined) return;
  const regions = [...new Set([...(profile.region === undefined ? [] : [profile.region]), ...knownRegions])];
  const region = await vscode.window.showQuickPick(regions, {
    title: vscode.l10n.t('Add AWS account (2/2): Region'),
    placeHolder: vscode.l10n.t('A collaboration lives in one Region'),
  });
  if (region === undefined) return;

  const settings = {
    name: profile.name ?? vscode.l10n.t('environment'),
    service: 'aws' as const,
    region,
    ...(profile.name === undefined ? {} : { profile: profile.name }),
  };
  const trial = new Account(settings, false, (life) => openService(settings, () => undefined, life));
  try {
    const { connection } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to AWS'), cancellable: true },
      async (_progress, token) => {
        const listening = token.onCancellationRequested(() => {
          trial.dispose();
        });
        return trial.open().finally(() => {
          listening.dispose();
        });
      },
    );
    await saveConnectionSettings(settings);
    void vscode.window.showInformationMessage(
      plainMessage(vscode.l10n.t('Connected to account {0} in {1}.', connection.accountId, connection.region)),
    );
  } finally {
    trial.dispose();
  }
  await accounts.refreshAll();
}

/** Connects two accounts of this window's sandbox, started where it does not run: the first five minutes. */
export async function trySandbox(workbench: Workbench): Promise<void> {
  await connectSandbox(workbench, firstScenario);
}

/** The same with another beginning, which a person picks. A sandbox that runs another one ends. */
export async function tryScenario(workbench: Workbench): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    sandboxScenarios().map((scenario) => ({ label: scenario.title, detail: scenario.description, scenario })),
    { placeHolder: vscode.l10n.t('What should the sandbox begin with?') },
  );
  if (picked !== undefined) await connectSandbox(workbench, picked.scenario.name);
}

async function connectSandbox({ accounts, sandbox }: Workbench, scenario: string): Promise<void> {
  const {
    endpoint,
    accounts: [first, second],
    organisations,
  } = await vscode.window.withProgress({ location: { viewId: 'cleanRooms.rooms' } }, () => sandbox.ready(scenario));
  const [firstName, secondName] = sandboxScenarios().find(({ name }) => name === scenario)?.accounts ?? [scenario, scenario];
  const settings = (name: string, accountId: string) => ({
    name,
    service: 'aws' as const,
    endpoint,
    region: 'us-east-1',
    sandbox: true,
    accountId,
  });
  // Those of a sandbox that has ended.
  for (const old of accounts.all.filter((each) => !each.saved && each.settings.endpoint?.startsWith(endpoint) !== true))
    accounts.remove(old);
  if (first !== undefined) accounts.addForSession(settings(firstName, first));
  if (second !== undefined) accounts.addForSession(settings(secondName, second));
  // Those who can invite each other; the scenario's others have no business here.
  for (const { name, clientId } of organisations.slice(0, 2)) {
    accounts.addForSession({
      name: vscode.l10n.t('Sandbox: {0}', name),
      service: 'liveramp',
      organisation: name,
      clientId,
      endpoint: `${endpoint}/v1`,
      sandbox: true,
    });
  }
  await vscode.commands.executeCommand('cleanRooms.needsYou.focus');
  await accounts.refreshAll();
}

/** Reads accounts anew; a refresh by hand also signs in anew, except under a running job. */
export async function refresh({ accounts, jobs }: Workbench, target: CommandTarget): Promise<void> {
  const chosen = target.account === undefined ? accounts.all : [target.account];
  for (const account of chosen) if (!jobs.isBusy(account)) account.reopen();
  await vscode.window.withProgress({ location: { viewId: 'cleanRooms.rooms' } }, () =>
    Promise.all(chosen.map((account) => accounts.refresh(account))),
  );
}

/** Takes a connection away; nothing changes in the service. */
export async function removeConnection({ accounts, secrets }: Workbench, { account }: CommandTarget): Promise<void> {
  if (account === undefined) return;
  const { settings } = account;
  if (account.saved) await forgetConnectionSettings(settings);
  else accounts.remove(account);
  // A secret that nothing uses any more is not kept.
  if (settings.service === 'liveramp' && !accounts.all.some((other) => other !== account && usesSecretOf(other, settings)))
    await secrets.forget(settings);
}

function usesSecretOf({ settings }: Account, of: LiveRampConnectionSettings): boolean {
  return settings.service === 'liveramp' && settings.clientId === of.clientId && originOf(settings) === originOf(of);
}
