import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { configurationFileName } from '../../../src/core/config/schema.ts';
import { diagnosisSchema, type Diagnosis } from '../../../src/core/diagnosis/diagnosis.ts';
import { amc, startFaultyRooms } from '../mcp/support/faultyRooms.ts';
import { Person, type Finished } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';
import { assertFits } from './support/acmeRetail.ts';

const failed = z.object({ ok: z.literal(false), command: z.string(), error: z.looseObject({ code: z.string(), message: z.string() }) });
const nextSchema = z.looseObject({ steps: z.array(z.looseObject({ who: z.string(), cause: z.int() })), diagnosis: diagnosisSchema });

describe('the command diagnose', function () {
  this.timeout(30_000);
  let sandbox: TestSandbox;
  let stop: () => Promise<void>;
  let person: Person;
  before(async () => {
    ({ sandbox, stop } = await startFaultyRooms());
    person = await Person.sitDown({ AWS_ENDPOINT_URL: sandbox.endpoint });
  });
  after(async () => {
    await person.leave();
    await stop();
  });
  beforeEach(async () => {
    await sandbox.reset();
    await rm(join(person.folder, configurationFileName), { force: true });
  });

  const run = (...args: string[]): Promise<Finished> => person.run(['diagnose', ...args]);
  /** Runs with --json; fails where stdout is anything but one object that fits the committed schema. */
  const json = async (args: readonly string[], variables: Record<string, string> = {}): Promise<Finished & { value: unknown }> => {
    const finished = await person.run([...args, '--json'], variables);
    assert.match(finished.stdout, /^\{.*\}\n$/, finished.stderr);
    const value: unknown = JSON.parse(finished.stdout);
    await assertFits(args[0] === 'next' ? 'diagnosis-next-steps' : 'diagnosis', value);
    return { ...finished, value };
  };
  const diagnosed = async (args: readonly string[], variables?: Record<string, string>): Promise<Diagnosis & { code: number | null }> => {
    const { code, value } = await json(['diagnose', ...args], variables);
    return { code, ...diagnosisSchema.parse(value) };
  };

  it('says why a table is not ready, where that is from, and with which command it is mended', async () => {
    const { code, stdout, stderr } = await run('part_2', '--room', amc);
    assert.deepEqual([code, stderr], [1, '']);
    assert.match(stdout, /^"part_2" in "AMC Collaboration" is not ready: .*"acx_part_2".* has no collaboration analysis rule\./m);
    assert.match(stdout, /^Sources, looked at .*\n {2}\[1\] ListConfiguredTableAssociations$/m);
    const [command = ''] = /cleanrooms associate --membership-id \S+$/m.exec(stdout) ?? [];
    await person.run(command.split(' ').slice(1));
    assert.equal((await run('part_2', '--room', amc)).code, 0);
  });

  it('ends with 0 for a table that is ready, and says so', async () => {
    const { code, stdout } = await run('part_1', '--room', amc);
    assert.equal(code, 0);
    assert.match(stdout, /is ready\./);
  });

  it('prints the diagnosis alone with --json', async () => {
    const { code, state, causes, about } = await diagnosed(['part_3', '--room', amc]);
    assert.deepEqual([code, state, about?.name], [1, 'not_ready', 'part_3']);
    assert.deepEqual(
      causes.map(({ finding, explains }) => [finding.id, explains.map(({ id }) => id)]),
      [['table.no_analysis_rule', ['schema.analysis_rule_missing', 'schema.collaboration_analysis_rule_not_configured']]],
    );
  });

  it('looks at everything of the account where nothing is named, and writes nothing', async () => {
    const { about, causes } = await diagnosed([]);
    assert.equal(about, undefined);
    assert.ok(causes.some(({ finding: { id } }) => id === 'association.misnamed'));
    assert.deepEqual(await sandbox.writes(), []);
  });

  it('looks at a collaboration that is named by itself', async () => {
    const [alone, asRoom] = [await diagnosed([amc]), await diagnosed(['--room', amc])];
    assert.deepEqual([alone.about, alone.about?.kind], [asRoom.about, 'collaboration']);
    const idsOf = ({ causes }: Diagnosis): string[] => causes.map(({ finding: { id } }) => id);
    assert.deepEqual(idsOf(alone), idsOf(asRoom));
  });

  it('names what is called nearly so where nothing is called so', async () => {
    const { code, stdout, stderr } = await run('part_22');
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^error: .*has nothing called "part_22"\. There are: "part_2"/);
  });

  it('prints that as one object with --json', async () => {
    const { code, value } = await json(['diagnose', 'part_22']);
    assert.deepEqual([code, failed.parse(value).error.code], [1, 'not_found']);
  });

  for (const [story, args, sentence] of [
    ['a subject in all connections', ['part_1', '--all-connections'], /"part_1" is looked for in one connection, not in all\./],
    ['a room in all connections', ['--room', 'x', '--all-connections'], /cannot be used with option '--all-connections'/],
    ['an empty name', [''], /The name is empty\./],
    ['two subjects', ['part_1', 'part_2'], /too many arguments/],
    ['all connections where the file lists none', ['--all-connections'], /so there are no connections/],
  ] as const)
    it(`ends with 2 for ${story}, and says so as one object with --json`, async () => {
      const { code, stderr, value } = await json(['diagnose', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, sentence);
      assert.match(failed.parse({ ...Object(value), runs: undefined }).error.message, sentence);
    });

  it('says at which line and column a broken configuration is wrong', async () => {
    await writeFile(join(person.folder, configurationFileName), '{\n  "defaults": {,}\n}\n');
    const { code, stderr } = await run();
    assert.equal(code, 2);
    assert.match(stderr, /collaboration-config\.json:2:16: Not valid JSON: value expected\./);
  });

  for (const [story, variables, cause] of [
    ['nobody listens', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'connection.unreachable'],
    ['there are no credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, 'connection.credentials_missing'],
    ['there is no such profile', { AWS_PROFILE: 'prdo' }, 'connection.credentials_missing'],
  ] as const)
    it(`finds the one cause and ends with 1 where ${story}`, async () => {
      const { code, causes } = await diagnosed([], variables);
      assert.deepEqual([code, causes.map(({ finding }) => finding.id)], [1, [cause]]);
    });

  it('says what is left to do, in order, with the commands that do it', async () => {
    const { code, stdout } = await person.run(['next', '--room', amc]);
    assert.equal(code, 1);
    assert.match(stdout, /^2 things are left for you to do in "AMC Collaboration"\./m);
    assert.match(stdout, /^→ .*: cleanrooms associate --membership-id /m);
  });

  it('has one command for all that is one thing to do', async () => {
    const messy = await TestSandbox.start('messy');
    try {
      const variables = { AWS_ENDPOINT_URL: messy.endpoint };
      const [next = [], diagnosis = []] = await Promise.all(
        ['next', 'diagnose'].map(async (command) => {
          const { stdout } = await person.run([command, '--room', 'Contoso holiday baskets'], variables);
          return stdout.split('\n').filter((line) => line.startsWith('→ '));
        }),
      );
      assert.match(next.join('\n'), /^→ .*: cleanrooms repair --membership-id \S+$/);
      assert.deepEqual(next, diagnosis);
    } finally {
      await messy.stop();
    }
  });

  it('prints the steps with the diagnosis behind them with --json', async () => {
    const { steps, diagnosis } = nextSchema.parse((await json(['next', '--room', amc])).value);
    assert.deepEqual(
      steps.map(({ who, cause }) => [who, diagnosis.causes[cause]?.finding.id]),
      [
        ['you', 'table.no_analysis_rule'],
        ['you', 'rule.missing'],
      ],
    );
  });

  it('tells what has to be done first where the connection cannot be opened', async () => {
    const { code, stdout } = await person.run(['next'], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    assert.equal(code, 1);
    assert.match(stdout, /Check that the endpoint is right and running/);
  });

  it('explains its exit codes in the help of each command', async () => {
    for (const command of ['diagnose', 'next']) {
      const { code, stdout } = await person.run([command, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, /Exit codes: 0 ready, or waiting only for a partner; 1 not ready/);
    }
  });
});
