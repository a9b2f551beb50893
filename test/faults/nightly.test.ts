import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { assertConfigurationComplete, configurationFile } from './support/configuration.ts';
import { assertReached, inboxSize } from './support/outcome.ts';
import { newFolder, programFile, runProgram, type EndedRun, type ProgramPlace } from './support/program.ts';
import { openRig, withRig, type Rig } from './support/rig.ts';
import { withScenario } from './support/scenario.ts';
import { ownAccount, ownState } from './support/state.ts';
import { assertEverythingDone } from './support/wished.ts';

const deploy = fileURLToPath(new URL('../../deploy/', import.meta.url));
const nightly = join(deploy, 'cron/nightly.sh');

/** What a job on a machine has in its environment: a sandbox to talk to, and the Node of this test first. */
function environment({ folder, endpoint }: ProgramPlace): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: ownAccount,
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_REGION: 'us-east-1',
    CLEANROOMS: programFile(),
  };
}

async function runCommand(command: string, args: readonly string[], cwd: string, env: Record<string, string>): Promise<EndedRun> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  return new Promise((done, failed) => {
    child.on('error', failed).on('close', (code, signal) => {
      done({ code, signal, ...texts });
    });
  });
}

/** One night of cron. */
function night(place: ProgramPlace, variables: Record<string, string> = {}, ...options: string[]): Promise<EndedRun> {
  return runCommand('sh', [nightly, ...options], place.folder, { ...environment(place), ...variables });
}

/** Where a night of this place keeps its logs. */
function nights({ folder }: ProgramPlace): string {
  return join(folder, 'state/clean-rooms-workbench/nightly');
}

function logOf(place: ProgramPlace): string {
  const names = readdirSync(nights(place)).filter((name) => name.endsWith('.log'));
  return names.map((name) => readFileSync(join(nights(place), name), 'utf8')).join('');
}

describe('deploy/cron/nightly.sh', function () {
  this.timeout(120_000);

  it('accepts everything, keeps the configuration, and says nothing where nobody is needed', () =>
    withRig('inbox', async (rig) => {
      const ended = await night(rig.place, {}, '--config', configurationFile(rig.place.folder));
      await assertReached(rig, ended);
      assert.deepEqual([ended.stdout, ended.stderr], ['', '']);
      assert.deepEqual(logOf(rig.place).match(/cleanrooms [a-z-]+ ended with \d/g), [
        'cleanrooms process-invites ended with 0',
        'cleanrooms sync-all ended with 0',
        'cleanrooms verify ended with 0',
      ]);
      assert.deepEqual(
        readdirSync(nights(rig.place)).filter((name) => !name.endsWith('.log')),
        [],
        'a lock or a file was left',
      );
    }));

  it('twice at once on one machine: one works, the other says so', () =>
    withRig('inbox', async (rig) => {
      const both = await Promise.all([night(rig.place), night(rig.place)]);
      const [worked, refused] = both[0].code === 0 ? both : [both[1], both[0]];
      await assertReached(rig, worked);
      assert.deepEqual([refused.code, refused.stderr.includes('Another night is still under way')], [1, true]);
    }));

  it('twice at once on two machines: nothing is made twice', () =>
    withRig(
      'inbox',
      async (rig) => {
        const both = await Promise.all(
          ['one', 'two'].map((name) => night(rig.place, { CLEANROOMS_NIGHTLY: join(rig.place.folder, name) })),
        );
        for (const ended of both) await assertReached(rig, ended);
      },
      100,
    ));

  it('takes the place of a night that was killed', () =>
    withRig('empty', async ({ place }) => {
      mkdirSync(join(nights(place), 'lock'), { recursive: true });
      // No process has this number (Linux: at most 2^22).
      writeFileSync(join(nights(place), 'lock/pid'), '4194305\n');
      const { code, stderr } = await night(place);
      assert.deepEqual([code, stderr, existsSync(join(nights(place), 'lock'))], [0, '', false]);
    }));

  for (const [codes, worst] of [
    [[0, 0, 3], 3],
    [[1, 0, 3], 1],
    [[1, 2, 3], 2],
    [[3, 1, 0], 1],
    [[0, 137, 0], 1],
  ] as const) {
    it(`ends with ${worst} where the commands end with ${codes.join(', ')}`, async () => {
      const folder = newFolder();
      const program = join(folder, 'program');
      const [accept, sync, verify] = codes;
      writeFileSync(
        program,
        `#!/bin/sh\necho "$*" >&2\ncase $1 in process-invites) exit ${accept};; sync-all) exit ${sync};; *) exit ${verify};; esac\n`,
      );
      chmodSync(program, 0o755);
      const place = { folder, endpoint: 'http://127.0.0.1:9' };
      const { code, stderr } = await night(place, { CLEANROOMS: program, CLEANROOMS_WEBHOOK_URL: 'https://x.example' }, '--profile', 'a b');
      assert.equal(code, worst);
      const failed = codes.filter((each) => each !== 0).length;
      assert.equal(stderr.match(/ ended with /g)?.length, failed);
      // Every command gets the options, the last one those about alerts, and what it says is kept.
      assert.deepEqual(logOf(place).match(/^.* --profile a b$/gm), [
        'process-invites --profile a b',
        'sync-all --profile a b',
        'verify --alert-days 3 --webhook --profile a b',
      ]);
      rmSync(folder, { recursive: true });
    });
  }
});

const policySchema = z.object({ Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]) })) });

/** A scenario in which a role of this account may do what a policy of deploy/ allows, and nothing else. */
async function withPolicy(policy: string, test: (rig: Rig, as: Record<string, string>) => Promise<void>): Promise<void> {
  const { Statement } = policySchema.parse(JSON.parse(readFileSync(join(deploy, `iam/${policy}.json`), 'utf8')));
  const permissions = [{ actions: Statement.flatMap(({ Action }) => Action) }];
  await withScenario('inbox', {}, async (file) => {
    const scenario = z
      .looseObject({ accounts: z.array(z.looseObject({ id: z.string(), roles: z.optional(z.array(z.unknown())) })) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const account of scenario.accounts.filter(({ id }) => id === ownAccount))
      account.roles = [...(account.roles ?? []), { name: 'night', trust: [ownAccount], permissions }];
    writeFileSync(file, JSON.stringify(scenario));
    const rig = await openRig(file);
    const aws = join(rig.place.folder, 'aws-config');
    writeFileSync(
      aws,
      `[profile own]\naws_access_key_id = ${ownAccount}\naws_secret_access_key = x\n[profile night]\nrole_arn = arn:aws:iam::${ownAccount}:role/night\nsource_profile = own\nregion = us-east-1\n`,
    );
    try {
      assert.equal((await rig.run('init-config')).code, 0);
      await test(rig, { AWS_CONFIG_FILE: aws, AWS_PROFILE: 'night', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    } finally {
      await rig.close();
    }
  });
}

describe('the IAM policies of deploy/, in force', function () {
  this.timeout(120_000);

  it('operator.json is enough for a night', () =>
    withPolicy('operator', async (rig, as) => {
      await assertReached(rig, await night(rig.place, as));
    }));

  it('read-only.json is enough to look, and for nothing else', () =>
    withPolicy('read-only', async (rig, as) => {
      const run = (...args: string[]): Promise<EndedRun> =>
        runCommand(programFile(), args, rig.place.folder, { ...environment(rig.place), ...as });
      for (const command of ['invitations', 'list', 'verify', 'report']) {
        const { code, stderr } = await run(command);
        assert.equal(code, 0, `${command}: ${stderr}`);
        assert.ok(!/not permitted|not authorized/.test(stderr), stderr);
      }
      assert.equal((await run('accept-all')).code, 1);
      assert.deepEqual(await rig.control.writes(), []);
    }));
});

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        name: z.string(),
        id: z.optional(z.string()),
        if: z.optional(z.string()),
        uses: z.optional(z.string()),
        shell: z.optional(z.literal('bash')),
        env: z.optional(z.record(z.string(), z.string())),
        run: z.optional(z.string()),
      }),
    ),
  }),
});

interface ActionRun {
  /** Of the step that ended it. */
  code: number | null;
  stdout: string;
  summary: string;
  outputs: string;
}

/** Carries out the action's own steps as a runner would: bash, the inputs put in, the files for outputs and the summary. */
async function act(place: ProgramPlace, given: Record<string, string>, variables: Record<string, string> = {}): Promise<ActionRun> {
  const action = actionSchema.parse(parse(readFileSync(join(deploy, 'github-actions/action.yml'), 'utf8')));
  const inputs = { ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])), ...given };
  const runner = newFolder();
  const [summary, output] = [join(runner, 'summary'), join(runner, 'output')];
  for (const file of [summary, output]) writeFileSync(file, '');
  const outputs = (): Map<string, string> =>
    new Map(
      [...readFileSync(output, 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
        `steps.night.outputs.${name}`,
        value,
      ]),
    );
  const substituted = (text: string): string =>
    text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_all, name: string) => {
      const value = name.startsWith('inputs.') ? new Map(Object.entries(inputs)).get(name.slice('inputs.'.length)) : outputs().get(name);
      assert.ok(value !== undefined, `${name} is not known`);
      return value;
    });
  const ended: ActionRun = { code: 0, stdout: '', summary: '', outputs: '' };
  for (const step of action.runs.steps) {
    // The only condition there is.
    if (step.run === undefined || (step.if !== undefined && inputs.program !== '')) continue;
    assert.ok(!step.run.includes('${{'), 'what a workflow gives must come through the environment, not into the script');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, substituted(value)]));
    const { code, stdout, stderr } = await runCommand(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run],
      place.folder,
      { ...environment(place), ...variables, ...env, RUNNER_TEMP: runner, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output },
    );
    ended.stdout += stdout + stderr;
    ended.code = code;
    if (code !== 0) break;
  }
  const result = { ...ended, summary: readFileSync(summary, 'utf8'), outputs: readFileSync(output, 'utf8') };
  rmSync(runner, { recursive: true });
  return result;
}

/** The workflow commands that a runner would carry out: none between stop-commands and its token. */
function workflowCommands(stdout: string): string[] {
  let token: string | undefined;
  return stdout.split('\n').flatMap((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
      return [];
    }
    const [, name, value] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
    if (name === 'stop-commands') token = value;
    return name === undefined || name === 'stop-commands' ? [] : [`${name} ${value ?? ''}`];
  });
}

describe('deploy/github-actions/action.yml', function () {
  this.timeout(120_000);

  it('accepts everything and writes the report into the summary', () =>
    withRig('inbox', async (rig) => {
      const { code, stdout, summary, outputs } = await act(rig.place, { program: programFile() });
      assert.deepEqual([code, outputs], [0, 'exit-code=0\n'], stdout);
      const state = await rig.control.state();
      assertEverythingDone(state, inboxSize);
      assertConfigurationComplete(rig.place.folder, state);
      assert.match(summary, /^# Clean rooms report\n/);
      assert.match(summary, /: 12 collaborations, 300 of 300 tables ready, 0 invitations waiting\./);
      assert.deepEqual(workflowCommands(stdout), [
        'group cleanrooms process-invites',
        'endgroup ',
        'group cleanrooms sync-all',
        'endgroup ',
        'group cleanrooms verify',
        'endgroup ',
      ]);
    }));

  it('fails with the worst exit code, and still writes the report', () =>
    withRig('overfull', async ({ place }) => {
      const { code, stdout, summary, outputs } = await act(place, { program: programFile() });
      assert.deepEqual([code, outputs], [1, 'exit-code=1\n']);
      assert.match(summary, /left out/);
      assert.ok(workflowCommands(stdout).some((each) => each.startsWith('error ')));
    }));

  it('warns of what asks for a person, and fails for it only where that is wanted', () =>
    withRig('inbox', async ({ place }) => {
      // A creator who is not trusted: his invitations wait.
      const file = configurationFile(place.folder);
      writeFileSync(file, JSON.stringify({ trusted_creators: [], collaborations: [], pending_invitations: [] }));
      const results = [
        await act(place, { program: programFile() }),
        await act(place, { program: programFile(), 'fail-on-alerts': 'false' }),
      ];
      assert.deepEqual(
        results.map(({ code, outputs }) => [code, outputs]),
        [
          [3, 'exit-code=3\n'],
          [0, 'exit-code=3\n'],
        ],
      );
      for (const { stdout } of results) assert.ok(workflowCommands(stdout).some((each) => each.startsWith('warning ')));
    }));

  it('does not do what the name of a collaboration tells it to', () =>
    withScenario('inbox', { groups: 1 }, async (file) => {
      const hostile = '::error file=x::pwned';
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Northwind campaign reach', hostile));
      await withRig(file, async (rig) => {
        const { code, stdout } = await act(rig.place, { program: programFile() });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^::error file=x::pwned/m);
        assert.ok(!workflowCommands(stdout).some((each) => each.includes('pwned')));
        assert.equal(ownState(await rig.control.state()).memberships.length, 3);
      });
    }));

  it('runs over the connections of the configuration', () =>
    withRig('inbox', async (rig) => {
      const aws = join(rig.place.folder, 'aws-config');
      writeFileSync(aws, `[profile own]\naws_access_key_id = ${ownAccount}\naws_secret_access_key = x\n`);
      const file = configurationFile(rig.place.folder);
      const before = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
      writeFileSync(file, JSON.stringify({ ...before, connections: [{ name: 'own', profile: 'own', region: 'us-east-1' }] }));
      const { code, stdout, summary } = await act(
        rig.place,
        { program: programFile(), 'all-connections': 'true' },
        { AWS_CONFIG_FILE: aws, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      );
      assert.equal(code, 0, stdout);
      assert.match(summary, /## Account 111122223333 \(`own`, us-east-1\)/);
      assert.equal((await runProgram(rig.place, 'verify')).code, 0);
    }));
});
