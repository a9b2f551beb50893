import assert from 'node:assert/strict';
import { isJsonObject, type JsonObject } from '../../src/sandbox/json.ts';
import { models, shapeOf } from '../../src/sandbox/aws/model.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, listAt, textAt } from './model/client.ts';
import { exampleStructure, wholeStructure } from './model/examples.ts';
import { startJoined, type Joined } from './model/joined.ts';
import { partner, us } from './model/scenario.ts';

/** The three types: the policy's part and its shapes in the model. */
const types = [
  { type: 'AGGREGATION', part: 'aggregation', shape: 'AnalysisRuleAggregation' },
  { type: 'LIST', part: 'list', shape: 'AnalysisRuleList' },
  { type: 'CUSTOM', part: 'custom', shape: 'AnalysisRuleCustom' },
];

describe('Analysis rules', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const join = async (changes?: Parameters<typeof startJoined>[0]): Promise<Joined> => {
    const joined = await startJoined(changes);
    running.push(joined.sandbox);
    return joined;
  };
  const theOne = (membershipIdentifier: string, made: JsonObject): JsonObject => ({
    membershipIdentifier,
    configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id'),
  });
  const service = models['cleanrooms'];
  assert.ok(service);

  for (const { type, part, shape } of types) {
    it(`of type ${type} keep every member that the model has, and are replaced whole by an update`, async () => {
      const { client } = await join();
      const table = await client.call('CreateConfiguredTable', {
        name: 'all-members',
        allowedColumns: ['a'],
        analysisMethod: 'DIRECT_QUERY',
        tableReference: { glue: { databaseName: 'd', tableName: 't' } },
      });
      const one = { configuredTableIdentifier: textAt(table, 'configuredTable', 'id'), analysisRuleType: type };
      const policy = async (): Promise<unknown> => at(await client.call('GetConfiguredTableAnalysisRule', one), 'analysisRule', 'policy');
      const smallest = {
        v1: {
          [part]: {
            ...exampleStructure(service, shapeOf(service, shape)),
            ...(type === 'CUSTOM' && { allowedAnalysisProviders: [partner] }),
          },
        },
      };
      const whole = { v1: { [part]: wholeStructure(service, shapeOf(service, shape)) } };
      await client.call('CreateConfiguredTableAnalysisRule', { ...one, analysisRulePolicy: whole });
      assert.deepEqual(await policy(), whole);
      const updated = await client.call('UpdateConfiguredTableAnalysisRule', { ...one, analysisRulePolicy: smallest });
      assert.deepEqual([at(updated, 'analysisRule', 'policy'), await policy()], [smallest, smallest]);
      await client.call('UpdateConfiguredTableAnalysisRule', { ...one, analysisRulePolicy: whole });
      assert.deepEqual(await policy(), whole);
      for (const other of types.filter((each) => each.type !== type)) {
        const input = { ...one, analysisRuleType: other.type, analysisRulePolicy: whole };
        await client.refused('UpdateConfiguredTableAnalysisRule', input, 'ResourceNotFoundException');
      }
    });

    it(`of type ${type} show every member the table's policy, the collaboration's, and both in one`, async () => {
      const { client, other, associate, membershipIdentifier, collaborationIdentifier } = await join({
        us: { configured_tables: [{ name: 'one', analysis_rule: { type, providers: [partner], additional_analyses: 'ALLOWED' } }] },
      });
      const made = await client.call('CreateConfiguredTableAssociation', associate('one', 'a'));
      const one = { ...theOne(membershipIdentifier, made), analysisRuleType: type };
      const ours = {
        allowedResultReceivers: [partner],
        allowedAdditionalAnalyses: ['arn:aws:cleanrooms:us-east-1:*:membership/*/configuredaudiencemodelassociation/*'],
      };
      const collaborationPolicy = { v1: { [part]: ours } };
      const shown = async (): Promise<JsonObject | undefined> => {
        const batch = await other.call('BatchGetSchemaAnalysisRule', {
          collaborationIdentifier,
          schemaAnalysisRuleRequests: [{ name: 'a', type }],
        });
        assert.deepEqual(batch['errors'], []);
        return listAt(batch, 'analysisRules')[0];
      };
      const input = { configuredTableIdentifier: at(made, 'configuredTableAssociation', 'configuredTableId'), analysisRuleType: type };
      const policy = at(await client.call('GetConfiguredTableAnalysisRule', input), 'analysisRule', 'policy');
      const tables = at(policy, 'v1', part);
      assert.ok(isJsonObject(tables));
      const before = await shown();
      assert.deepEqual([before?.['policy'], before?.['collaborationPolicy']], [policy, undefined]);

      await client.call('CreateConfiguredTableAssociationAnalysisRule', { ...one, analysisRulePolicy: { v1: { [part]: {} } } });
      const change = { ...one, analysisRulePolicy: collaborationPolicy };
      const updated = await client.call('UpdateConfiguredTableAssociationAnalysisRule', change);
      assert.deepEqual(at(updated, 'analysisRule', 'policy'), collaborationPolicy);
      const read = await client.call('GetConfiguredTableAssociationAnalysisRule', one);
      assert.deepEqual(at(read, 'analysisRule', 'policy'), collaborationPolicy);
      const both = await shown();
      assert.deepEqual(
        [both?.['type'], both?.['policy'], both?.['collaborationPolicy'], both?.['consolidatedPolicy']],
        [type, policy, collaborationPolicy, { v1: { [part]: { ...tables, ...ours } } }],
      );
      const single = await other.call('GetSchemaAnalysisRule', { collaborationIdentifier, name: 'a', type });
      assert.deepEqual(single['analysisRule'], both);
    });
  }

  it('of two types show under the type of the table; the other is deleted, and made anew of the right one', async () => {
    const { client, membershipIdentifier, collaborationIdentifier } = await join({
      ours: { membership: { configured_table_associations: [{ table: 'one', analysis_rule: { type: 'LIST', receivers: [partner] } }] } },
    });
    const shown = (type: string): Promise<JsonObject> =>
      client.call('BatchGetSchemaAnalysisRule', { collaborationIdentifier, schemaAnalysisRuleRequests: [{ name: 'one', type }] });
    const receivers = { allowedResultReceivers: [partner] };
    const custom = { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [partner] };
    const rule = at(await shown('CUSTOM'), 'analysisRules', 0);
    assert.deepEqual(
      [at(rule, 'type'), at(rule, 'policy'), at(rule, 'collaborationPolicy'), at(rule, 'consolidatedPolicy')],
      ['CUSTOM', { v1: { custom } }, { v1: { list: receivers } }, { v1: { custom } }],
    );
    assert.deepEqual(listAt(await shown('LIST'), 'errors').length, 1);

    const list = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    const one = {
      membershipIdentifier,
      configuredTableAssociationIdentifier: textAt(list, 'configuredTableAssociationSummaries', 0, 'id'),
    };
    const anew = { ...one, analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom: receivers } } };
    await client.refused('UpdateConfiguredTableAssociationAnalysisRule', anew, 'ResourceNotFoundException');
    await client.refused('CreateConfiguredTableAssociationAnalysisRule', anew, 'ConflictException', 'ALREADY_EXISTS');
    const remove = 'DeleteConfiguredTableAssociationAnalysisRule';
    await client.refused(remove, { ...one, analysisRuleType: 'CUSTOM' }, 'ResourceNotFoundException');
    await client.call(remove, { ...one, analysisRuleType: 'LIST' });
    await client.refused(remove, { ...one, analysisRuleType: 'LIST' }, 'ResourceNotFoundException');
    await client.call('CreateConfiguredTableAssociationAnalysisRule', anew);
    assert.deepEqual(at(await shown('CUSTOM'), 'analysisRules', 0, 'collaborationPolicy'), { v1: { custom: receivers } });
  });

  it('of an association take other members as receivers in an update too', async () => {
    const { client, membershipIdentifier } = await join({
      ours: { membership: { configured_table_associations: [{ table: 'one', analysis_rule: { receivers: [partner] } }] } },
    });
    const list = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    const update = (account: string): JsonObject => ({
      membershipIdentifier,
      configuredTableAssociationIdentifier: textAt(list, 'configuredTableAssociationSummaries', 0, 'id'),
      analysisRuleType: 'CUSTOM',
      analysisRulePolicy: { v1: { custom: { allowedResultReceivers: [account] } } },
    });
    for (const account of [us, '555566667777'])
      await client.refused('UpdateConfiguredTableAssociationAnalysisRule', update(account), 'ValidationException', 'INVALID_CONFIGURATION');
    await client.call('UpdateConfiguredTableAssociationAnalysisRule', update('888899990000'));
  });

  it('of an association count again only after the ready delay when they were updated', async () => {
    const { client, membershipIdentifier, collaborationIdentifier } = await join({
      ours: { membership: { configured_table_associations: [{ table: 'one', analysis_rule: { receivers: ['888899990000'] } }] } },
      top: { ready_delay_ms: 200 },
    });
    const readiness = async (): Promise<unknown[]> => {
      const batch = await client.call('BatchGetSchema', { collaborationIdentifier, names: ['one'] });
      const direct = at(batch, 'schemas', 0, 'schemaStatusDetails', 0);
      return [at(direct, 'status'), ...listAt(direct, 'reasons').map((each) => each['code'])];
    };
    assert.deepEqual(await readiness(), ['NOT_READY', 'RESULT_RECEIVERS_NOT_ALLOWED']);
    const list = await client.call('ListConfiguredTableAssociations', { membershipIdentifier });
    await client.call('UpdateConfiguredTableAssociationAnalysisRule', {
      membershipIdentifier,
      configuredTableAssociationIdentifier: textAt(list, 'configuredTableAssociationSummaries', 0, 'id'),
      analysisRuleType: 'CUSTOM',
      analysisRulePolicy: { v1: { custom: { allowedResultReceivers: [partner] } } },
    });
    assert.deepEqual(await readiness(), ['NOT_READY', 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED']);
    await new Promise((resolve) => setTimeout(resolve, 220));
    assert.deepEqual(await readiness(), ['READY']);
  });
});
