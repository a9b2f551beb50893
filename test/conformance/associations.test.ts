import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, textAt } from './model/client.ts';
import { startJoined, type Joined } from './model/joined.ts';
import { namespaceArn, partner, roleArn, us } from './model/scenario.ts';

describe('Associations and their rules', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const join = async (changes?: Parameters<typeof startJoined>[0]): Promise<Joined> => {
    const joined = await startJoined(changes);
    running.push(joined.sandbox);
    return joined;
  };
  const rule = (type: string, receivers: string[]): JsonObject => ({
    analysisRuleType: type,
    analysisRulePolicy: { v1: { [type.toLowerCase()]: { allowedResultReceivers: receivers } } },
  });

  it('wants a role of the own account that trusts Clean Rooms', async () => {
    const { client, associate } = await join();
    for (const name of ['stranger', 'nobody']) {
      await client.refused(
        'CreateConfiguredTableAssociation',
        associate('one', 'a', `arn:aws:iam::${us}:role/${name}`),
        'ValidationException',
        'INVALID_CONFIGURATION',
      );
    }
    await client.refused(
      'CreateConfiguredTableAssociation',
      associate('one', 'a', `arn:aws:iam::${partner}:role/reader`),
      'ValidationException',
      'INVALID_CONFIGURATION',
    );
  });

  it("keeps to the role's aws:SourceArn condition", async () => {
    const { client, associate } = await join({
      us: {
        roles: [
          {
            name: 'reader',
            trust: [{ principal: 'cleanrooms.amazonaws.com', source_arn: `arn:aws:cleanrooms:us-east-1:${us}:membership/another` }],
          },
        ],
      },
    });
    await client.refused('CreateConfiguredTableAssociation', associate('one', 'a'), 'ValidationException', 'INVALID_CONFIGURATION');
  });

  it('wants iam:PassRole', async () => {
    const { client, associate } = await join({ us: { deny: ['iam:PassRole'] } });
    await client.refused('CreateConfiguredTableAssociation', associate('one', 'a'), 'AccessDeniedException', 'INSUFFICIENT_PERMISSIONS');
  });

  it('does not know a role that was made a moment ago', async () => {
    const { client, associate } = await join({ us: { roles: [{ name: 'reader', age_ms: 0 }] }, top: { iam_synchronization_ms: 150 } });
    await client.refused('CreateConfiguredTableAssociation', associate('one', 'a'), 'ValidationException', 'IAM_SYNCHRONIZATION_DELAY');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
  });

  it('has a name of its own in the whole collaboration', async () => {
    const { client, other, associate } = await join();
    await client.call('CreateConfiguredTableAssociation', associate('one', 'shared'));
    await client.refused('CreateConfiguredTableAssociation', associate('two', 'shared'), 'ConflictException', 'ALREADY_EXISTS');
    const theirs = textAt(await other.call('ListMemberships'), 'membershipSummaries', 0, 'id');
    const theirTable = textAt(await other.call('ListConfiguredTables'), 'configuredTableSummaries', 0, 'id');
    await other.refused(
      'CreateConfiguredTableAssociation',
      {
        membershipIdentifier: theirs,
        configuredTableIdentifier: theirTable,
        name: 'shared',
        roleArn: `arn:aws:iam::${partner}:role/reader`,
      },
      'ConflictException',
      'ALREADY_EXISTS',
    );
  });

  for (const oneAssociation of [true, false]) {
    it(`one_association_per_table: ${String(oneAssociation)}`, async () => {
      const { client, associate } = await join({ top: { one_association_per_table: oneAssociation } });
      await client.call('CreateConfiguredTableAssociation', associate('one', 'first'));
      if (oneAssociation)
        await client.refused('CreateConfiguredTableAssociation', associate('one', 'second'), 'ConflictException', 'ALREADY_EXISTS');
      else await client.call('CreateConfiguredTableAssociation', associate('one', 'second'));
    });
  }

  it('ends at the quotas, which name themselves', async () => {
    const { client, associate, membershipIdentifier } = await join({
      top: { quotas: { table_associations_per_membership: 1, id_namespace_associations_per_membership: 0 } },
    });
    await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
    const body = await client.refused('CreateConfiguredTableAssociation', associate('two', 'b'), 'ServiceQuotaExceededException');
    assert.equal(body['quotaValue'], 1);
    assert.equal(typeof body['quotaName'], 'string');
    assert.equal((await client.attempt('CreateConfiguredTableAssociation', associate('two', 'b'))).status, 402);
    await client.refused(
      'CreateIdNamespaceAssociation',
      { membershipIdentifier, name: 'ids', inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: true } },
      'ServiceQuotaExceededException',
    );
    assert.equal(at(await client.call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode: 'L-25AC34A7' }), 'Quota', 'Value'), 1);
  });

  it("takes a collaboration analysis rule of the table's type, once, for other members", async () => {
    const { client, associate, membershipIdentifier } = await join();
    const made = await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
    const one = { membershipIdentifier, configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id') };
    const create = 'CreateConfiguredTableAssociationAnalysisRule';
    await client.refused('GetConfiguredTableAssociationAnalysisRule', { ...one, analysisRuleType: 'CUSTOM' }, 'ResourceNotFoundException');
    await client.refused(create, { ...one, ...rule('LIST', [partner]) }, 'ValidationException', 'INVALID_CONFIGURATION');
    await client.refused(create, { ...one, ...rule('CUSTOM', [us]) }, 'ValidationException', 'INVALID_CONFIGURATION');
    await client.refused(create, { ...one, ...rule('CUSTOM', ['555566667777']) }, 'ValidationException', 'INVALID_CONFIGURATION');
    await client.refused(
      create,
      { ...one, ...rule('LIST', [partner]), analysisRuleType: 'CUSTOM' },
      'ValidationException',
      'INVALID_CONFIGURATION',
    );
    await client.call(create, { ...one, ...rule('CUSTOM', [partner]) });
    await client.refused(create, { ...one, ...rule('CUSTOM', [partner]) }, 'ConflictException', 'ALREADY_EXISTS');
    assert.deepEqual(
      at(
        await client.call('ListConfiguredTableAssociations', { membershipIdentifier }),
        'configuredTableAssociationSummaries',
        0,
        'analysisRuleTypes',
      ),
      ['CUSTOM'],
    );
  });

  it('takes no rule where the table has none', async () => {
    const { client, associate, membershipIdentifier } = await join();
    const made = await client.call('CreateConfiguredTableAssociation', associate('three', 'a'));
    const input = {
      membershipIdentifier,
      configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id'),
      ...rule('CUSTOM', [partner]),
    };
    await client.refused('CreateConfiguredTableAssociationAnalysisRule', input, 'ValidationException', 'INVALID_CONFIGURATION');
  });

  it('leaves analysisRuleTypes out of lists where the scenario wants that', async () => {
    const { client, associate, membershipIdentifier } = await join({ top: { omit_analysis_rule_types: true } });
    await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
    assert.equal(
      at(
        await client.call('ListConfiguredTableAssociations', { membershipIdentifier }),
        'configuredTableAssociationSummaries',
        0,
        'analysisRuleTypes',
      ),
      undefined,
    );
  });

  it('associates an ID namespace of the own account once', async () => {
    const { client, membershipIdentifier } = await join();
    const input = (inputReferenceArn: string, name = 'ids'): JsonObject => ({
      membershipIdentifier,
      name,
      inputReferenceConfig: { inputReferenceArn, manageResourcePolicies: true },
    });
    await client.refused('CreateIdNamespaceAssociation', input(`${namespaceArn}-unknown`), 'ValidationException', 'INVALID_CONFIGURATION');
    await client.refused(
      'CreateIdNamespaceAssociation',
      input(namespaceArn.replace(us, partner)),
      'ValidationException',
      'INVALID_CONFIGURATION',
    );
    await client.call('CreateIdNamespaceAssociation', input(namespaceArn));
    await client.refused('CreateIdNamespaceAssociation', input(namespaceArn, 'other'), 'ConflictException', 'ALREADY_EXISTS');
  });

  it('answers its members one by one: a table association', async () => {
    const { client, other, associate, membershipIdentifier, table } = await join();
    const made = await client.call('CreateConfiguredTableAssociation', { ...associate('one', 'a'), description: 'of one' });
    const one = { membershipIdentifier, configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id') };
    const read = at(await client.call('GetConfiguredTableAssociation', one), 'configuredTableAssociation');
    assert.deepEqual(read, made['configuredTableAssociation']);
    assert.deepEqual(
      ['name', 'description', 'roleArn', 'configuredTableId', 'analysisRuleTypes'].map((each) => at(read, each)),
      ['a', 'of one', roleArn, table('one'), []],
    );
    await other.refused('GetConfiguredTableAssociation', one, 'ResourceNotFoundException');
    await other.refused('DeleteConfiguredTableAssociation', one, 'ResourceNotFoundException');
    await client.call('DeleteConfiguredTableAssociation', one);
    const body = await client.refused('DeleteConfiguredTableAssociation', one, 'ResourceNotFoundException');
    assert.equal(body['resourceType'], 'CONFIGURED_TABLE_ASSOCIATION');
  });

  it('answers its members one by one: an ID namespace association', async () => {
    const { client, other, membershipIdentifier } = await join();
    const input = {
      name: 'our ids',
      description: 'of our customers',
      inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: false },
      idMappingConfig: { allowUseAsDimensionColumn: true },
    };
    const made = await client.call('CreateIdNamespaceAssociation', { membershipIdentifier, ...input });
    const one = { membershipIdentifier, idNamespaceAssociationIdentifier: textAt(made, 'idNamespaceAssociation', 'id') };
    const read = at(await client.call('GetIdNamespaceAssociation', one), 'idNamespaceAssociation');
    assert.deepEqual(read, made['idNamespaceAssociation']);
    assert.deepEqual(Object.fromEntries(Object.keys(input).map((each) => [each, at(read, each)])), input);
    await other.refused('GetIdNamespaceAssociation', one, 'ResourceNotFoundException');
    await other.refused('DeleteIdNamespaceAssociation', one, 'ResourceNotFoundException');
    await client.call('DeleteIdNamespaceAssociation', one);
    await client.refused('DeleteIdNamespaceAssociation', one, 'ResourceNotFoundException');
  });

  it('wants entityresolution:DeletePolicyStatement to delete what manages resource policies', async () => {
    const { client, membershipIdentifier } = await join({ us: { deny: ['entityresolution:DeletePolicyStatement'] } });
    for (const manageResourcePolicies of [false, true]) {
      const made = await client.call('CreateIdNamespaceAssociation', {
        membershipIdentifier,
        name: 'ids',
        inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies },
      });
      const one = { membershipIdentifier, idNamespaceAssociationIdentifier: textAt(made, 'idNamespaceAssociation', 'id') };
      if (manageResourcePolicies)
        await client.refused('DeleteIdNamespaceAssociation', one, 'AccessDeniedException', 'INSUFFICIENT_PERMISSIONS');
      else await client.call('DeleteIdNamespaceAssociation', one);
    }
  });

  it('has to be gone before the membership can go; its rule goes with it', async () => {
    const { client, associate, membershipIdentifier } = await join();
    const made = await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
    await client.refused('DeleteMembership', { membershipIdentifier }, 'ConflictException', 'SUBRESOURCES_EXIST');
    const one = { membershipIdentifier, configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id') };
    await client.call('CreateConfiguredTableAssociationAnalysisRule', { ...one, ...rule('CUSTOM', [partner]) });
    await client.call('DeleteConfiguredTableAssociation', one);
    await client.refused('GetConfiguredTableAssociationAnalysisRule', { ...one, analysisRuleType: 'CUSTOM' }, 'ResourceNotFoundException');
    await client.call('DeleteMembership', { membershipIdentifier });
    assert.deepEqual(await client.call('ListMemberships'), { membershipSummaries: [] });
  });

  it("is the member's own business", async () => {
    const { other, membershipIdentifier } = await join();
    await other.refused('ListConfiguredTableAssociations', { membershipIdentifier }, 'ResourceNotFoundException');
    await other.refused('DeleteMembership', { membershipIdentifier }, 'ResourceNotFoundException');
  });
});
