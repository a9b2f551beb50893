import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { textAt } from './model/client.ts';
import { startJoined, type Joined } from './model/joined.ts';
import { namespaceArn } from './model/scenario.ts';

describe('Tags', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const join = async (changes?: Parameters<typeof startJoined>[0]): Promise<Joined> => {
    const joined = await startJoined(changes);
    running.push(joined.sandbox);
    return joined;
  };
  const terraform = { ManagedBy: 'Terraform' };
  const idNamespace = (membershipIdentifier: string, more: JsonObject = {}): JsonObject => ({
    membershipIdentifier,
    name: 'ids',
    inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: true },
    ...more,
  });

  it('of a scenario are those of its tables and associations', async () => {
    const stack = { 'aws:cloudformation:stack-name': 'clean-room' };
    const { client, membershipIdentifier } = await join({
      us: { configured_tables: [{ name: 'one', tags: terraform }, { name: 'two' }] },
      ours: {
        membership: {
          configured_table_associations: [{ table: 'one', tags: stack }, { table: 'two' }],
          id_namespace_associations: [{ namespace: 'ids', tags: { team: 'data' } }],
        },
      },
    });
    const tagsOf = async (list: string, input: JsonObject, name: string, position = 0): Promise<unknown> =>
      (await client.call('ListTagsForResource', { resourceArn: textAt(await client.call(list, input), name, position, 'arn') }))['tags'];
    const tables = [await tagsOf('ListConfiguredTables', {}, 'configuredTableSummaries')];
    tables.push(await tagsOf('ListConfiguredTables', {}, 'configuredTableSummaries', 1));
    assert.deepEqual(tables, [terraform, {}]);
    const ours = { membershipIdentifier };
    const associations = [await tagsOf('ListConfiguredTableAssociations', ours, 'configuredTableAssociationSummaries')];
    associations.push(await tagsOf('ListConfiguredTableAssociations', ours, 'configuredTableAssociationSummaries', 1));
    assert.deepEqual(associations, [stack, {}]);
    assert.deepEqual(await tagsOf('ListIdNamespaceAssociations', ours, 'idNamespaceAssociationSummaries'), { team: 'data' });
  });

  it('come with a table association and go with it, though its ARN is longer than the model allows', async () => {
    const { client, associate, membershipIdentifier } = await join();
    const create = async (input: JsonObject): Promise<{ id: string; resourceArn: string }> => {
      const made = await client.call('CreateConfiguredTableAssociation', input);
      return { id: textAt(made, 'configuredTableAssociation', 'id'), resourceArn: textAt(made, 'configuredTableAssociation', 'arn') };
    };
    const { id, resourceArn } = await create({ ...associate('one', 'a'), tags: terraform });
    assert.equal(resourceArn.length, 142);
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn }), { tags: terraform });
    await client.call('TagResource', { resourceArn, tags: { team: 'data' } });
    await client.call('UntagResource', { resourceArn, tagKeys: ['ManagedBy'] });
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn }), { tags: { team: 'data' } });
    await client.call('DeleteConfiguredTableAssociation', { membershipIdentifier, configuredTableAssociationIdentifier: id });
    await client.refused('ListTagsForResource', { resourceArn }, 'ResourceNotFoundException');
    const again = await create(associate('one', 'a'));
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn: again.resourceArn }), { tags: {} });
    assert.deepEqual((await client.control('GET', 'snapshot'))['tags'], []);
  });

  it('come with an ID namespace association and go with it', async () => {
    const { client, membershipIdentifier } = await join();
    const create = async (input: JsonObject): Promise<{ id: string; resourceArn: string }> => {
      const made = await client.call('CreateIdNamespaceAssociation', input);
      return { id: textAt(made, 'idNamespaceAssociation', 'id'), resourceArn: textAt(made, 'idNamespaceAssociation', 'arn') };
    };
    const { id, resourceArn } = await create(idNamespace(membershipIdentifier, { tags: terraform }));
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn }), { tags: terraform });
    await client.call('DeleteIdNamespaceAssociation', { membershipIdentifier, idNamespaceAssociationIdentifier: id });
    await client.refused('ListTagsForResource', { resourceArn }, 'ResourceNotFoundException');
    const again = await create(idNamespace(membershipIdentifier));
    assert.deepEqual(await client.call('ListTagsForResource', { resourceArn: again.resourceArn }), { tags: {} });
  });

  it("are the owner's own business", async () => {
    const { client, other, associate } = await join();
    const made = await client.call('CreateConfiguredTableAssociation', { ...associate('one', 'a'), tags: terraform });
    const resourceArn = textAt(made, 'configuredTableAssociation', 'arn');
    await other.refused('ListTagsForResource', { resourceArn }, 'ResourceNotFoundException');
  });
});
