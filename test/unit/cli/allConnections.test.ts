import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { printedReportsSchema, type PrintedReports } from '../../../src/cli/printedReport.ts';
import { configurationSchema, type Configuration } from '../../../src/core/config/schema.ts';
import type { Finished } from '../support/program.ts';
import { first, rooms, second, tables, TwoAccounts } from './support/twoAccounts.ts';

describe('a command over all connections', function () {
  this.timeout(30_000);
  let two: TwoAccounts;
  before(async () => {
    two = await TwoAccounts.begin();
  });
  after(() => two.end());
  beforeEach(async () => {
    await two.sandbox.reset();
    await two.configure();
  });
  const run = (...args: string[]): Promise<Finished> => two.person.run([...args, '--all-connections']);
  const json = async (...args: string[]): Promise<Finished & { reports: PrintedReports }> => {
    const finished = await run(...args, '--json');
    const reports = printedReportsSchema.parse(JSON.parse(finished.stdout));
    assert.equal(reports.ok, finished.code === 0, `ok and the exit code differ: ${finished.stdout} ${finished.stderr}`);
    return { ...finished, reports };
  };
  const configuration = async (): Promise<Configuration> => configurationSchema.parse(JSON.parse(await readFile(two.file, 'utf8')));
  const readyTables = async (account: string): Promise<number> =>
    (await two.sandbox.room(account)).memberships
      .flatMap(({ configured_table_associations }) => configured_table_associations)
      .filter(({ status }) => status === 'READY').length;

  it('does for each what it does for one, and loses nothing that two note in one file', async () => {
    const { code, stderr } = await json('process-invites');
    assert.equal(code, 0, stderr);
    assert.deepEqual([await readyTables(first), await readyTables(second)], [rooms * tables, rooms * tables]);
    const { collaborations = [], pending_invitations, connections } = await configuration();
    assert.deepEqual(
      collaborations.map(({ account_id, status, association_pending }) => [account_id, status, association_pending]).sort(),
      [first, first, second, second].map((account) => [account, 'active', undefined]),
    );
    assert.deepEqual([pending_invitations, connections?.length], [[], 2]);
  });

  it('prints one object with a run for each, in the order of the file', async () => {
    const { reports } = await json('invitations');
    assert.deepEqual(
      reports.runs.map(({ name, profile, region, connection, invitations, ok }) => [
        name,
        profile,
        region,
        connection?.account_id,
        invitations.length,
        ok,
      ]),
      [
        ['the one', 'one', 'us-east-1', first, rooms, true],
        ['the two', 'two', 'us-east-1', second, rooms, true],
      ],
    );
  });

  it('counts the calls of each for itself', async () => {
    const { reports } = await json('list');
    const seen = await two.sandbox.calls();
    for (const operation of Object.keys(seen))
      assert.equal(
        reports.runs.reduce((sum, { api_calls }) => sum + (api_calls[operation] ?? 0), 0),
        seen[operation],
        operation,
      );
  });

  it('leaves the others whole where one cannot begin', async () => {
    await two.configure(['one', 'lost', 'two']);
    const { code, reports, stderr } = await json('process-invites');
    assert.equal(code, 2, stderr);
    assert.deepEqual(
      reports.runs.map(({ name, ok, error }) => [name, ok, error?.code]),
      [
        ['the one', true, undefined],
        ['the lost', false, 'invalid_input'],
        ['the two', true, undefined],
      ],
    );
    assert.match(stderr, /== the lost · us-east-1\nerror: There is no AWS profile "lost"/);
    assert.deepEqual([await readyTables(first), await readyTables(second)], [rooms * tables, rooms * tables]);
  });

  it('has a heading for each on stdout, also for the one without a result', async () => {
    await two.configure(['one', 'lost', 'two']);
    const { stdout, stderr } = await run('invitations');
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.startsWith('== ')),
      ['== the one · us-east-1', '== the lost · us-east-1', '== the two · us-east-1'],
    );
    assert.match(stdout, /== the lost · us-east-1\nno result, see the error\n/);
    assert.match(stdout, /3 connections: 2 in order, 0 not, 1 without a result\n$/);
    assert.equal(stderr.split('\n').filter((line) => line.startsWith('== ')).length, 1);
  });

  it('ends with the worst: what is not ready counts more than an alert', async () => {
    const { code, reports } = await json('verify', '--alerts');
    assert.equal(code, 3);
    assert.deepEqual(
      reports.runs.map(({ alerts = [] }) => alerts.map(({ kind, connection }) => [kind, connection])),
      ['the one', 'the two'].map((name) => Array.from({ length: rooms }, () => ['waiting_invitation', name])),
    );
    await two.configure(['one', 'two'], {
      collaborations: [{ name: 'Gone', membership_id: '00000000-3e3b-4000-8000-000000000001', status: 'active', account_id: second }],
    });
    assert.equal((await json('verify', '--alerts')).code, 1);
  });

  it('a repair changes nothing without --yes, and has nothing to do here', async () => {
    await run('process-invites');
    const writes = await two.sandbox.writes();
    const { code, reports } = await json('repair');
    assert.deepEqual([code, reports.dry_run, (await two.sandbox.writes()).length], [0, true, writes.length]);
  });

  it('says which lines to add where the file lists no connections', async () => {
    await two.configure([]);
    const { code, reports, stderr } = await json('sync-all');
    assert.deepEqual([code, reports.runs, reports.error?.code], [2, [], 'configuration_broken']);
    assert.match(
      stderr,
      /lists no connections\. Add for example: "connections": \[\{"name": "production", "profile": "prod", "region": "us-east-1"\}\]/,
    );
  });

  it('takes no endpoint from the file, which others write too', async () => {
    await two.configure([], { connections: [{ profile: 'one', region: 'us-east-1', endpoint: 'http://evil.example' }] });
    const { code, stderr } = await run('list');
    assert.equal(code, 2);
    assert.match(stderr, /connections\.0: an endpoint may not stand here/);
  });
});
