import assert from 'node:assert/strict';
import { textAt } from '../../conformance/model/client.ts';
import { namespaceArn, partner, roleArn } from '../../conformance/model/scenario.ts';
import { AwsRoom } from '../support/awsRoom.ts';

/** Longer than an answer takes, shorter than the first pause of a create that comes after a delete. */
const lingerMs = 600;

describe('a create right after a delete in AWS Clean Rooms', function () {
  this.timeout(20_000);
  const rooms: AwsRoom[] = [];
  afterEach(() => Promise.all(rooms.splice(0).map((room) => room.close())));
  async function open(top: object = {}): Promise<AwsRoom> {
    const room = await AwsRoom.open({
      us: { id_namespaces: [{ name: 'ids' }, { name: 'old-ids' }] },
      top: { deletes_linger_ms: lingerMs, ...top },
    });
    rooms.push(room);
    return room;
  }

  it('outlasts the time in which name and table count as taken', async () => {
    const room = await open();
    const { membershipId, associationId, name } = await room.associate('one', 'a');
    await room.repairs.deleteAssociation({ membershipId, associationId, name }, room.options);
    const { value, outcome } = await room.associations.create(
      { membershipId, configuredTableId: room.joined.table('one'), name, roleArn, replaces: [associationId] },
      room.options,
    );
    assert.deepEqual([outcome, value.id === associationId, await room.names()], ['created', false, ['a']]);
    assert.deepEqual(room.outcomes, ['DeleteConfiguredTableAssociation deleted', 'CreateConfiguredTableAssociation created']);
  });

  it('outlasts it for two names that are swapped', async () => {
    const room = await open({ one_association_per_table: false });
    const [first, second] = [await room.associate('one', 'b'), await room.associate('two', 'a')];
    for (const place of [first, second]) await room.repairs.deleteAssociation(place, room.options);
    const made = await Promise.all(
      [
        { name: 'a', table: 'one', replaces: [first.associationId] },
        { name: 'b', table: 'two', replaces: [second.associationId] },
      ].map(({ name, table, replaces }) =>
        room.associations.create(
          { membershipId: room.membershipId, configuredTableId: room.joined.table(table), name, roleArn, replaces },
          room.options,
        ),
      ),
    );
    assert.deepEqual(
      made.map(({ outcome, value }) => [outcome, value.name, value.configuredTableId]),
      [
        ['created', 'a', room.joined.table('one')],
        ['created', 'b', room.joined.table('two')],
      ],
    );
  });

  it('outlasts it where the quota still counts what was deleted', async () => {
    const room = await open({ deletes_linger_ms: 0, quotas: { table_associations_per_membership: 1 } });
    const { membershipId, associationId, name } = await room.associate('one', 'a');
    await room.repairs.deleteAssociation({ membershipId, associationId, name }, room.options);
    await room.fault({
      operation: 'CreateConfiguredTableAssociation',
      count: 1,
      error: { name: 'ServiceQuotaExceededException', status: 402, quotaName: 'associations', quotaValue: 1 },
    });
    const { outcome } = await room.associations.create(
      { membershipId, configuredTableId: room.joined.table('one'), name, roleArn, replaces: [associationId] },
      room.options,
    );
    assert.equal(outcome, 'created');
  });

  it('is found where another process was faster, and is not made a second time', async () => {
    const room = await open({ deletes_linger_ms: 0, one_association_per_table: false });
    const { membershipId, associationId, name } = await room.associate('one', 'old');
    await room.repairs.deleteAssociation({ membershipId, associationId, name }, room.options);
    const other = await room.associate('one', 'a');
    const { outcome, value } = await room.associations.create(
      { membershipId, configuredTableId: room.joined.table('one'), name: 'a', roleArn, replaces: [associationId] },
      room.options,
    );
    assert.deepEqual([outcome, value.id, await room.names()], ['existing', other.associationId, ['a']]);
  });

  it('is found where the answer to it was lost, and is not made a second time', async () => {
    const room = await open({ deletes_linger_ms: 0 });
    const { membershipId, associationId, name } = await room.associate('one', 'old');
    await room.repairs.deleteAssociation({ membershipId, associationId, name }, room.options);
    await room.fault({ operation: 'CreateConfiguredTableAssociation', then: 'drop', count: 1 });
    const { outcome } = await room.associations.create(
      { membershipId, configuredTableId: room.joined.table('one'), name: 'a', roleArn, tags: { team: 'reach' }, replaces: [associationId] },
      room.options,
    );
    assert.deepEqual(
      [outcome, await room.names(), room.outcomes.slice(1)],
      ['created', ['a'], ['CreateConfiguredTableAssociation created']],
    );
  });

  it('of a rule is found where the answer to it was lost', async () => {
    const room = await open({ deletes_linger_ms: 0 });
    const place = await room.associate('one', 'a');
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [] });
    await room.repairs.deleteAnalysisRule({ ...place, type: 'CUSTOM' }, room.options);
    await room.fault({ operation: 'CreateConfiguredTableAssociationAnalysisRule', then: 'drop', count: 1 });
    const { outcome } = await room.associations.createAnalysisRule(
      { ...place, associationName: 'a', type: 'CUSTOM', allowedResultReceivers: [partner], replaces: true },
      room.options,
    );
    assert.deepEqual(
      [outcome, await room.rule(place.associationId, 'CUSTOM'), room.outcomes.slice(1)],
      ['created', { allowedResultReceivers: [partner] }, ['CreateConfiguredTableAssociationAnalysisRule created']],
    );
  });

  it('of an ID namespace association outlasts the time in which its name counts as taken', async () => {
    const room = await open();
    const { client } = room.joined;
    const made = await client.call('CreateIdNamespaceAssociation', {
      membershipIdentifier: room.membershipId,
      name: 'ids',
      inputReferenceConfig: { inputReferenceArn: namespaceArn.replace('/ids', '/old-ids'), manageResourcePolicies: true },
    });
    const associationId = textAt(made, 'idNamespaceAssociation', 'id');
    await room.repairs.deleteIdNamespaceAssociation({ membershipId: room.membershipId, associationId, name: 'ids' }, room.options);
    const written = await room.service.idNamespaces?.create(
      { membershipId: room.membershipId, name: 'ids', idNamespaceArn: namespaceArn, replaces: [associationId] },
      room.options,
    );
    assert.deepEqual([written?.outcome, written?.value.idNamespaceArn], ['created', namespaceArn]);
  });
});
