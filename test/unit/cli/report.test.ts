import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonReportSchema } from '../../../src/core/reporting/jsonReport.ts';
import { first, rooms, second, tables, TwoAccounts } from './support/twoAccounts.ts';

describe('the report of what is there', function () {
  this.timeout(30_000);
  let two: TwoAccounts;
  before(async () => {
    two = await TwoAccounts.begin();
    await two.configure();
    await two.person.run(['process-invites', '--all-connections']);
  });
  after(() => two.end());

  it('is of every connection, as JSON that fits its schema', async () => {
    const { code, stdout, stderr } = await two.person.run(['report', '--format', 'json', '--all-connections']);
    const { accounts, failures } = jsonReportSchema.parse(JSON.parse(stdout));
    assert.deepEqual([code, stderr, failures], [0, '', []]);
    assert.deepEqual(
      accounts.map(({ connection, account_id, collaborations }) => [
        connection,
        account_id,
        collaborations.length,
        collaborations.flatMap((each) => each.tables).filter(({ state, table_rule }) => state === 'ready' && table_rule?.type === 'LIST')
          .length,
      ]),
      [
        ['the one', first, rooms, rooms * tables],
        ['the two', second, rooms, rooms * tables],
      ],
    );
  });

  it('has a line for each table as CSV', async () => {
    const { stdout } = await two.person.run(['report', '--format', 'csv', '--profile', 'one']);
    assert.equal(stdout.split('\r\n').filter((line) => line.startsWith(`table,one,${first},us-east-1,`)).length, rooms * tables);
  });

  it('is written to a file at once, with nothing on stdout and nothing left beside it', async () => {
    const { code, stdout } = await two.person.run(['report', '--out', 'report.md', '--all-connections']);
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(await readFile(join(two.person.folder, 'report.md'), 'utf8'), /^# Clean rooms report\n/);
    assert.ok(!(await readdir(two.person.folder)).some((name) => name.endsWith('.draft')));
  });

  it('names a connection that cannot be read, and ends with 1', async () => {
    await two.configure(['one', 'lost']);
    const { code, stdout, stderr } = await two.person.run(['report', '--all-connections']);
    assert.equal(code, 1);
    assert.match(stderr, /^error: the lost: There is no AWS profile "lost"\./);
    assert.match(stdout, /## Not read\n\n- `the lost`: `There is no AWS profile "lost"/);
    assert.match(stdout, new RegExp(`## Account ${first}`));
  });

  it('leaves an older file alone where nothing could be read', async () => {
    const file = join(two.person.folder, 'old.md');
    await writeFile(file, 'yesterday');
    const { code, stderr } = await two.person.run(['report', '--out', 'old.md', '--profile', 'lost']);
    assert.deepEqual([code, await readFile(file, 'utf8')], [2, 'yesterday']);
    assert.match(stderr, /^error: There is no AWS profile "lost"\./);
  });
});
