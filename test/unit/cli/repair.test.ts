import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationSchema } from '../../../src/core/config/schema.ts';
import { Person } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';

const [own, creator, gone] = ['111122223333', '444455556666', '888899990000'] as const;

/** A room in which everything is wrong that a repair mends, once: `messy` is the same at length, and takes as long. */
const scenario = {
  accounts: [
    {
      id: own,
      display_name: 'Provider',
      roles: [{ name: 'cleanrooms-glue-s3-access' }],
      id_namespaces: [{ name: 'ACXIdNamespace' }, { name: 'OldIdNamespace' }],
      configured_tables: [{ repeat: { from: 1, to: 4, name: 'part_{n}' }, analysis_rule: { type: 'CUSTOM', providers: [creator] } }],
    },
    { id: creator, display_name: 'Creator' },
    { id: gone, display_name: 'Gone' },
  ],
  collaborations: [
    {
      name: 'Room',
      creator,
      created: '2026-01-01T00:00:00Z',
      members: [
        { account: creator, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
        { account: gone, abilities: ['CAN_RECEIVE_RESULTS'], status: 'LEFT' },
        {
          account: own,
          membership: {
            configured_table_associations: [
              { name: 'old_name', table: 'part_1', analysis_rule: { receivers: [creator] } },
              { name: 'acx_part_2', table: 'part_2', analysis_rule: { type: 'LIST', receivers: [creator] } },
              { name: 'acx_part_3', table: 'part_3', analysis_rule: { receivers: [creator, gone] } },
              { name: 'acx_part_4', table: 'part_4', analysis_rule: { receivers: [creator] } },
              { name: 'pilot', table: 'part_4', analysis_rule: { receivers: [creator] } },
            ],
            id_namespace_associations: [{ namespace: 'OldIdNamespace', name: 'ACXIdNamespace' }],
          },
        },
      ],
    },
  ],
};

describe('the command repair', function () {
  this.timeout(30_000);
  let folder: string;
  let sandbox: TestSandbox;
  let person: Person;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cleanrooms-repair-'));
    await writeFile(join(folder, 'mess.json'), JSON.stringify(scenario));
    sandbox = await TestSandbox.start(join(folder, 'mess.json'), 1000);
    person = await Person.sitDown({ AWS_ENDPOINT_URL: sandbox.endpoint });
    await person.run(['init-config']);
    const file = join(person.folder, 'collaboration-config.json');
    const configuration = configurationSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    await writeFile(
      file,
      JSON.stringify({ ...configuration, defaults: { ...configuration.defaults, allowed_query_providers: [creator, gone] } }),
    );
  });
  after(async () => {
    await person.leave();
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });

  it('only plans without --yes, says how to go on, and ends with 1', async () => {
    const { code, stdout, stderr } = await person.run(['repair']);
    assert.equal(code, 1);
    assert.match(stderr, /Nothing was changed\. To carry this out, run again with --yes\.\n$/);
    for (const line of [
      /^ {4}± Delete the association old_name and make it anew as acx_part_1, with its rule: /m,
      /^ {4}- Delete the association pilot; acx_part_4 stays: /m,
      /^ {4}± Delete the LIST rule on acx_part_2 and make a CUSTOM rule, results to 444455556666: /m,
      /^ {4}~ Results of acx_part_3 to 444455556666 \(now 444455556666, 888899990000\): /m,
      /^ {4}± Delete the ID namespace association ACXIdNamespace and make it anew for \S+ACXIdNamespace: It points to \S+OldIdNamespace/m,
      /^~ Let 888899990000 query part_1 \(now 444455556666\), in Room: /m,
    ])
      assert.match(stdout, line);
    assert.deepEqual(await sandbox.writes(), []);
  });

  it('ends with 0 for a dry run that was asked for, and asks for nothing', async () => {
    const { code, stderr } = await person.run(['repair', '--dry-run']);
    assert.deepEqual([code, stderr.includes('--yes'), await sandbox.writes()], [0, false, []]);
  });

  it('is named as the remedy of what it mends, as it can be typed, and says with --json that it is not done', async () => {
    const { stderr } = await person.run(['verify']);
    const [command = ''] = /cleanrooms repair --membership-id \S+ --subject-id \S+/.exec(stderr) ?? [];
    const { code, report } = await person.json(command.split(' ').slice(1));
    assert.deepEqual([code, report.ok, report.dry_run], [1, false, true]);
    assert.equal(report.collaborations.flatMap(({ items }) => items).filter(({ outcome }) => outcome === 'planned').length, 1);
  });

  it('carries the plan out with --yes, names what it did, and has nothing to do then', async () => {
    const { code, stdout, stderr } = await person.run(['repair', '--yes']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^ {4}repaired: association acx_part_1: /m);
    const done = await sandbox.writes();
    assert.ok(done.includes('DeleteConfiguredTableAssociation'));
    const again = await person.run(['repair']);
    assert.deepEqual([again.code, (await sandbox.writes()).length], [0, done.length]);
    assert.match(again.stdout, /^Nothing to repair\.$/m);
    assert.ok(!again.stderr.includes('--yes'));
  });
});
