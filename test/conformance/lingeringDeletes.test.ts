import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { listAt, textAt } from './model/client.ts';
import { startJoined, type Joined } from './model/joined.ts';
import { namespaceArn, partner, roleArn, us } from './model/scenario.ts';

/** Long enough for the requests of a test before it ends, short enough to wait for. */
const lingerMs = 400;

describe('What was deleted a moment ago', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const join = async (top: JsonObject): Promise<Joined> => {
    const joined = await startJoined({
      us: { id_namespaces: [{ name: 'ids' }, { name: 'other-ids' }] },
      top: { deletes_linger_ms: lingerMs, ...top },
    });
    running.push(joined.sandbox);
    return joined;
  };
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lingerMs));
  const deleteNew = async ({ client, membershipIdentifier, associate }: Joined, table: string, name: string): Promise<JsonObject> => {
    const made = await client.call('CreateConfiguredTableAssociation', associate(table, name));
    const one = { membershipIdentifier, configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id') };
    await client.call('DeleteConfiguredTableAssociation', one);
    return one;
  };
  const namesOf = async ({ client, membershipIdentifier, collaborationIdentifier }: Joined): Promise<unknown[][]> => {
    const associations = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    const schemas = await client.call('ListSchemas', { collaborationIdentifier });
    return [
      listAt(associations, 'configuredTableAssociationSummaries').map((each) => each['name']),
      listAt(schemas, 'schemaSummaries').map((each) => each['name']),
    ];
  };

  it('is a table association that lists still show, that keeps its name, and that nothing finds by its id', async () => {
    const joined = await join({ one_association_per_table: false, quotas: { table_associations_per_membership: 1 } });
    const { client, other, associate, collaborationIdentifier } = joined;
    const one = await deleteNew(joined, 'one', 'a');
    assert.deepEqual(await namesOf(joined), [['a'], ['a']]);
    await client.refused('GetConfiguredTableAssociation', one, 'ResourceNotFoundException');
    await client.refused('DeleteConfiguredTableAssociation', one, 'ResourceNotFoundException');
    await client.refused('GetSchema', { collaborationIdentifier, name: 'a' }, 'ResourceNotFoundException');
    const body = await client.refused('CreateConfiguredTableAssociation', associate('two', 'a'), 'ConflictException', 'ALREADY_EXISTS');
    assert.equal(body['resourceId'], one['configuredTableAssociationIdentifier']);
    const theirs = {
      membershipIdentifier: textAt(await other.call('ListMemberships'), 'membershipSummaries', 0, 'id'),
      configuredTableIdentifier: textAt(await other.call('ListConfiguredTables'), 'configuredTableSummaries', 0, 'id'),
      name: 'a',
      roleArn: roleArn.replace(us, partner),
    };
    await other.refused('CreateConfiguredTableAssociation', theirs, 'ConflictException', 'ALREADY_EXISTS');
    await pause();
    assert.deepEqual(await namesOf(joined), [[], []]);
    await client.call('CreateConfiguredTableAssociation', associate('two', 'a'));
    assert.deepEqual(await namesOf(joined), [['a'], ['a']]);
  });

  it('is a table that cannot be associated again yet, unless it may be associated twice', async () => {
    for (const oneAssociationPerTable of [true, false]) {
      const joined = await join({ one_association_per_table: oneAssociationPerTable });
      const { client, associate } = joined;
      await deleteNew(joined, 'one', 'a');
      if (oneAssociationPerTable) {
        await client.refused('CreateConfiguredTableAssociation', associate('one', 'b'), 'ConflictException', 'ALREADY_EXISTS');
        await pause();
      }
      await client.call('CreateConfiguredTableAssociation', associate('one', 'b'));
    }
  });

  it('is an ID namespace association that the list still shows and that keeps its name and its namespace', async () => {
    const { client, membershipIdentifier } = await join({ quotas: { id_namespace_associations_per_membership: 1 } });
    const input = (name: string, inputReferenceArn: string): JsonObject => ({
      membershipIdentifier,
      name,
      inputReferenceConfig: { inputReferenceArn, manageResourcePolicies: true },
    });
    const names = async (): Promise<unknown[]> =>
      listAt(await client.call('ListIdNamespaceAssociations', { membershipIdentifier }), 'idNamespaceAssociationSummaries').map(
        (each) => each['name'],
      );
    const other = namespaceArn.replace('/ids', '/other-ids');
    const made = await client.call('CreateIdNamespaceAssociation', input('a', namespaceArn));
    const one = { membershipIdentifier, idNamespaceAssociationIdentifier: textAt(made, 'idNamespaceAssociation', 'id') };
    await client.call('DeleteIdNamespaceAssociation', one);
    assert.deepEqual(await names(), ['a']);
    await client.refused('GetIdNamespaceAssociation', one, 'ResourceNotFoundException');
    await client.refused('DeleteIdNamespaceAssociation', one, 'ResourceNotFoundException');
    await client.refused('CreateIdNamespaceAssociation', input('a', other), 'ConflictException', 'ALREADY_EXISTS');
    await client.refused('CreateIdNamespaceAssociation', input('b', namespaceArn), 'ConflictException', 'ALREADY_EXISTS');
    await pause();
    assert.deepEqual(await names(), []);
    await client.call('CreateIdNamespaceAssociation', input('a', other));
  });

  it('lets its membership go, is not in the state, and comes back with a snapshot', async () => {
    const joined = await join({});
    const { client, membershipIdentifier } = joined;
    await deleteNew(joined, 'one', 'a');
    const state = await client.control('GET', 'state');
    assert.deepEqual(listAt(state, 'accounts', 0, 'regions', 'us-east-1', 'memberships', 0, 'configured_table_associations'), []);
    const snapshot = await client.control('GET', 'snapshot');
    await client.call('DeleteMembership', { membershipIdentifier });
    await client.control('PUT', 'snapshot', snapshot);
    assert.deepEqual(await client.control('GET', 'snapshot'), snapshot);
    assert.deepEqual(await namesOf(joined), [['a'], ['a']]);
  });

  it('is gone at once otherwise', async () => {
    const joined = await join({ deletes_linger_ms: 0 });
    await deleteNew(joined, 'one', 'a');
    assert.deepEqual(await namesOf(joined), [[], []]);
    assert.deepEqual((await joined.client.control('GET', 'snapshot'))['associations'], []);
    await joined.client.call('CreateConfiguredTableAssociation', joined.associate('one', 'a'));
  });
});
