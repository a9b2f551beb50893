import assert from 'node:assert/strict';
import { syncCollaborations } from '../../../../src/core/jobs/syncCollaborations.ts';
import { configurationText, id, member, membership, northwind, table, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryFile, rejection, runJob } from '../../support/jobs.ts';

const entry = (number: number, more: object = {}) => ({
  name: `Collaboration ${number}`,
  collaboration_id: id('collaboration', number),
  membership_id: id('membership', number),
  status: 'active',
  ...more,
});
function rooms(count: number, names = tables(3)): World {
  const world = new World();
  world.tables = names;
  for (let number = 1; number <= count; number += 1) world.join(membership(number));
  return world;
}
const file = (...entries: object[]): MemoryFile => new MemoryFile(configurationText({ collaborations: entries }));

describe('syncing collaborations', () => {
  it('makes every table of the active entries ready', async () => {
    const { ok, summary } = await runJob({ service: new InMemoryService(rooms(2)), file: file(entry(1), entry(2)) }, syncCollaborations);
    assert.deepEqual([ok, summary.collaborations, summary.tables], [true, 2, { ready: 6, not_ready: 0 }]);
  });

  it('writes nothing the second time, and asks for each list once, not once per table (defect 7)', async () => {
    const world = rooms(2);
    await runJob({ service: new InMemoryService(world), file: file(entry(1), entry(2)) }, syncCollaborations);
    const again = new InMemoryService(world);
    await runJob({ service: again, file: file(entry(1), entry(2)) }, syncCollaborations);
    assert.deepEqual(again.callCounts(), {
      ListMemberships: 1,
      ListCollaborations: 1,
      ListServiceQuotas: 1,
      ListConfiguredTables: 1,
      GetRole: 1,
      GetIdNamespace: 1,
      ListConfiguredTableAssociations: 2,
      ListIdNamespaceAssociations: 2,
      BatchGetSchema: 2,
    });
  });

  it('leaves a membership that the file does not list alone, with a finding that adds it', async () => {
    const world = rooms(2);
    const report = await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual(
      [world.rooms[1]?.associations, report.findings.map(({ id: kind, remedies }) => [kind, remedies[0]?.job, remedies[0]?.input])],
      [[], [['membership.not_in_configuration', 'add', { membership_id: id('membership', 2) }]]],
    );
  });

  it('leaves a paused entry alone', async () => {
    const world = rooms(1);
    await runJob({ service: new InMemoryService(world), file: file(entry(1, { status: 'paused' })) }, syncCollaborations);
    assert.deepEqual(world.writes, []);
  });

  it('is not ok where an active entry has no membership', async () => {
    const report = await runJob({ service: new InMemoryService(rooms(0)), file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual([report.ok, report.findings.map(({ id: kind }) => kind)], [false, ['configuration.entry_without_membership']]);
  });

  it('leaves the entries of another account and of another Region alone, and says so', async () => {
    const world = rooms(1);
    const report = await runJob(
      { service: new InMemoryService(world), file: file(entry(1), entry(2, { account_id: northwind }), entry(3, { region: 'eu-west-1' })) },
      syncCollaborations,
    );
    assert.deepEqual(
      [report.ok, report.summary.collaborations, report.findings.map(({ id: kind, severity }) => [kind, severity])],
      [true, 1, [['configuration.entries_of_others', 'information']]],
    );
  });

  it('is not ok where every active entry is about others: the profile or the Region is probably wrong', async () => {
    const report = await runJob(
      { service: new InMemoryService(rooms(0)), file: file(entry(1, { account_id: northwind }), entry(2, { region: 'eu-west-1' })) },
      syncCollaborations,
    );
    assert.deepEqual(
      [report.ok, report.findings.map(({ id: kind, severity }) => [kind, severity])],
      [false, [['configuration.entries_of_others', 'error']]],
    );
  });

  it('stops nothing for one entry whose role or ID namespace the service refuses to look up', async () => {
    const world = rooms(2);
    const service = new InMemoryService(world);
    service.fault = fault('GetRole', 'refused', 'Not a role name.', 'odd');
    const report = await runJob({ service, file: file(entry(1, { role_name: 'odd' }), entry(2)) }, syncCollaborations);
    assert.deepEqual([report.ok, world.rooms.map(({ associations }) => associations.length)], [false, [0, 3]]);
  });

  it('wants a configuration', async () => {
    assert.equal(
      (await rejection(runJob({ service: new InMemoryService(rooms(1)), file: new MemoryFile() }, syncCollaborations))).code,
      'configuration_missing',
    );
  });

  it('syncs a named collaboration without a configuration', async () => {
    const world = rooms(2);
    await runJob({ service: new InMemoryService(world) }, syncCollaborations, { collaboration_ids: [id('collaboration', 2)] });
    assert.deepEqual(
      world.rooms.map(({ associations }) => associations.length),
      [0, 3],
    );
  });

  it('is ok where only a partner is waited for, and does not wait for the service then', async () => {
    const world = rooms(0);
    world.join(membership(1), [member(northwind)]);
    const pauses: number[] = [];
    const report = await runJob(
      {
        service: new InMemoryService(world),
        file: file(entry(1)),
        onPause: (milliseconds) => {
          pauses.push(milliseconds);
        },
      },
      syncCollaborations,
    );
    assert.deepEqual(
      [report.ok, report.findings.map(({ id: kind }) => kind), report.summary.tables, pauses],
      [true, ['rule.no_receiver'], { ready: 0, not_ready: 3 }, []],
    );
  });

  it('is not ok where a table was left out by the quota, and names it (defect 9)', async () => {
    const world = rooms(1, tables(27));
    const report = await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual(
      [
        report.ok,
        report.summary.associations,
        report.collaborations[0]?.items.filter(({ outcome }) => outcome === 'left_out').map(({ name }) => name),
      ],
      [false, { created: 25, existing: 0, repaired: 0, failed: 0, left_out: 2, planned: 0 }, ['acx_part_ibe_26', 'acx_part_ibe_27']],
    );
  });

  it('is not ok where a table has no rule of its own: that is ours to mend', async () => {
    const report = await runJob(
      { service: new InMemoryService(rooms(1, [table('part_a', 'none')])), file: file(entry(1)) },
      syncCollaborations,
    );
    assert.deepEqual(
      [report.ok, report.summary.associations.created, report.findings.map(({ id: kind }) => kind)],
      [false, 1, ['schema.analysis_rule_missing', 'table.no_analysis_rule']],
    );
  });

  it('is not ok where something failed, and exits with its reason (defect 10)', async () => {
    const service = new InMemoryService(rooms(1));
    service.fault = fault('CreateIdNamespaceAssociation', 'not_permitted', 'CreateIdNamespaceAssociation is not permitted.');
    const report = await runJob({ service, file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual(
      [report.ok, report.collaborations[0]?.items.filter(({ outcome }) => outcome === 'failed').map(({ reason }) => reason)],
      [false, ['CreateIdNamespaceAssociation is not permitted.']],
    );
  });

  it('goes on with the others where one collaboration cannot be read', async () => {
    const service = new InMemoryService(rooms(2));
    service.fault = fault('ListConfiguredTableAssociations', 'service_fault', 'Down.', id('membership', 1));
    const report = await runJob({ service, file: file(entry(1), entry(2)) }, syncCollaborations);
    assert.deepEqual(
      [report.ok, report.summary.associations.created, report.findings.map(({ title }) => title)],
      [false, 3, ['"Collaboration 1" could not be read: Down.']],
    );
  });

  it('waits for tables that the service has not finished', async () => {
    const world = rooms(1);
    world.readsUntilReady = 3;
    const { ok, summary } = await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual([ok, summary.tables], [true, { ready: 3, not_ready: 0 }]);
  });

  it('is not ok where tables are not ready when the wait is over', async () => {
    const world = rooms(1);
    world.readsUntilReady = 1000;
    const { ok, summary } = await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    assert.deepEqual([ok, summary.tables], [false, { ready: 0, not_ready: 3 }]);
  });

  it('waits as well for tables that an interrupted run has just given their rules', async () => {
    const world = rooms(1);
    await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    world.readsUntilReady = 4;
    const { ok } = await runJob({ service: new InMemoryService(world), file: file(entry(1)) }, syncCollaborations);
    assert.ok(ok);
  });

  it("reads the collaboration's own settings (defect 12)", async () => {
    const world = rooms(1);
    await runJob(
      { service: new InMemoryService(world), file: file(entry(1, { table_prefix: 'part_ibe_02', association_name: 'v_{table_name}' })) },
      syncCollaborations,
    );
    assert.deepEqual(
      world.rooms[0]?.associations.map(({ name }) => name),
      ['v_part_ibe_02'],
    );
  });

  it("lists the collaborations in the order of the file's memberships, whichever was done first", async () => {
    const report = await runJob(
      { service: new InMemoryService(rooms(5)), file: file(entry(3), entry(1), entry(5), entry(2), entry(4)) },
      syncCollaborations,
    );
    assert.deepEqual(
      report.collaborations.map(({ name }) => name),
      [3, 1, 5, 2, 4].map((number) => `Collaboration ${number}`),
    );
  });
});
