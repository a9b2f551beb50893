import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { configurationFileName } from '../../../src/core/config/schema.ts';
import { diagnosisSchema } from '../../../src/core/diagnosis/diagnosis.ts';
import { Person, type Finished } from '../support/program.ts';
import { TestSandbox } from '../support/sandbox.ts';
import { assertFits } from './support/acmeRetail.ts';

const [own, other] = ['111122223333', '657425294073'] as const;
const unknownTable = '27b93e2b-5001-4b20-a47b-6aad96ec8958';

/** One collaboration, whose only ID mapping table nobody has filled. */
const scenario = {
  accounts: [
    {
      id: own,
      display_name: 'Provider',
      roles: [{ name: 'cleanrooms-glue-s3-access' }],
      id_namespaces: [{ name: 'ACXIdNamespace' }],
      id_mapping_workflows: [{ name: 'acx_to_amc', source: 'ACXIdNamespace', target: `${other}/AmcIds` }],
    },
    { id: other, display_name: 'Querier', id_namespaces: [{ name: 'AmcIds', type: 'TARGET' }] },
  ],
  collaborations: [
    {
      name: 'AMC Collaboration',
      creator: other,
      members: [
        {
          account: other,
          abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
          membership: { id_namespace_associations: [{ namespace: 'AmcIds' }] },
        },
        {
          account: own,
          membership: {
            id_namespace_associations: [{ namespace: 'ACXIdNamespace' }],
            id_mapping_tables: [{ name: 'acx_to_amc', workflow: 'acx_to_amc', populated: false }],
          },
        },
      ],
    },
  ],
};
const configuration = { defaults: { region: 'us-east-1', role_name: 'cleanrooms-glue-s3-access', id_namespace_name: 'ACXIdNamespace' } };
const printedSchema = z.looseObject({
  ok: z.boolean(),
  result: z.looseObject({ dry_run: z.boolean(), items: z.array(z.looseObject({ outcome: z.string() })) }),
});

describe('the command populate', function () {
  this.timeout(30_000);
  let sandbox: TestSandbox;
  let person: Person;
  let membershipId: string;
  let idMappingTableId: string;
  before(async () => {
    person = await Person.sitDown();
    const file = join(await mkdtemp(join(person.folder, 'scenario-')), 'unfilled.json');
    await writeFile(file, JSON.stringify(scenario));
    await writeFile(join(person.folder, configurationFileName), JSON.stringify(configuration));
    sandbox = await TestSandbox.start(file);
    person.environment['AWS_ENDPOINT_URL'] = sandbox.endpoint;
  });
  after(async () => {
    await sandbox.stop();
    await person.leave();
  });
  beforeEach(async () => {
    await sandbox.reset();
    const [input] = await remediesOf(await person.run(['diagnose', 'acx_to_amc', '--json']));
    ({ membership_id: membershipId, id_mapping_table_id: idMappingTableId } = z
      .object({ membership_id: z.string(), id_mapping_table_id: z.string() })
      .parse(input));
  });

  const populate = (...more: string[]): Promise<Finished> =>
    person.run(['populate', '--membership-id', membershipId, '--id-mapping-table-id', idMappingTableId, ...more]);
  const started = async (): Promise<number> => (await sandbox.writes()).filter((each) => each === 'PopulateIdMappingTable').length;

  it('is what a diagnosis of an empty ID mapping table says is to be run, and mends it', async () => {
    const { code, stdout } = await person.run(['diagnose', 'acx_to_amc']);
    assert.equal(code, 1);
    const [command = ''] = /cleanrooms populate .*$/m.exec(stdout) ?? [];
    assert.equal(command, `cleanrooms populate --membership-id ${membershipId} --id-mapping-table-id ${idMappingTableId}`);
    assert.equal((await person.run(command.split(' ').slice(1))).code, 0);
    assert.equal((await person.run(['diagnose', 'acx_to_amc'])).code, 0);
  });

  it('says which job has begun, and how to look again', async () => {
    const { code, stdout } = await populate();
    assert.equal(code, 0);
    assert.match(stdout, /\+ Populate the ID mapping table "acx_to_amc": The ID mapping job \S+ has begun\./);
    const [next = ''] = /^Next: cleanrooms (.*)$/m.exec(stdout)?.slice(1) ?? [];
    assert.equal((await person.run(next.split(' '))).code, 0);
  });

  it('says with --dry-run what it would start and that this costs, and starts nothing', async () => {
    const { code, stdout } = await populate('--dry-run');
    assert.equal(code, 0);
    assert.match(stdout, /starts an ID mapping job, which AWS Entity Resolution charges for\.\n {2}1 planned/);
    assert.equal(await started(), 0);
  });

  it('prints one object with --json that fits the committed schema', async () => {
    const { stdout } = await populate('--json');
    assert.match(stdout, /^\{.*\}\n$/);
    const printed = printedSchema.parse(JSON.parse(stdout));
    await assertFits('partner-writes', printed);
    assert.deepEqual([printed.ok, printed.result.dry_run, printed.result.items.map(({ outcome }) => outcome)], [true, false, ['done']]);
    assert.equal(await started(), 1);
  });

  it('names the ID mapping tables that there are where there is none of that id', async () => {
    const { code, stderr } = await populate('--id-mapping-table-id', unknownTable);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`has no ID mapping table ${unknownTable} .* There are: acx_to_amc \\(${idMappingTableId}\\)\\.`));
    assert.equal(await started(), 0);
  });

  it('ends with 2 for what is no id, and asks no service', async () => {
    const { code, stderr } = await populate('--membership-id', 'AMC Collaboration');
    assert.equal(code, 2);
    assert.match(stderr, /"AMC Collaboration" is not an id; .* See: cleanrooms populate --help\./);
  });
});

/** What the jobs that mend are given. */
async function remediesOf({ stdout }: Finished): Promise<unknown[]> {
  const value: unknown = JSON.parse(stdout);
  await assertFits('diagnosis', value);
  return diagnosisSchema.parse(value).causes.flatMap(({ finding }) => finding.remedies.map(({ input }) => input));
}
