import assert from 'node:assert/strict';
import { modelEnum } from '../../src/sandbox/aws/model.ts';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { Client, listAt, textAt } from './model/client.ts';
import { partner, smallScenario, startScenario, us } from './model/scenario.ts';

/** The table of codes in behaviours.md: what is configured, and what DIRECT_ANALYSIS or ADDITIONAL_ANALYSIS then says. */
const cases: { state: string; table: JsonObject | null; rule: JsonObject | null; direct?: string[]; additional?: string[] }[] = [
  { state: 'both rules, a receiver', table: { providers: [partner] }, rule: { receivers: [partner] }, direct: [] },
  { state: 'both LIST rules', table: { type: 'LIST' }, rule: { receivers: [partner] }, direct: [] },
  { state: 'both AGGREGATION rules', table: { type: 'AGGREGATION' }, rule: { receivers: [partner] }, direct: [] },
  { state: 'no analysis rule', table: null, rule: null, direct: ['ANALYSIS_RULE_MISSING', 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'] },
  {
    state: 'no templates and no ANY_QUERY',
    table: { allowed_analyses: [], providers: [partner] },
    rule: { receivers: [partner] },
    direct: ['ANALYSIS_TEMPLATES_NOT_CONFIGURED'],
  },
  { state: 'ANY_QUERY without providers', table: {}, rule: { receivers: [partner] }, direct: ['ANALYSIS_PROVIDERS_NOT_CONFIGURED'] },
  {
    state: 'differential privacy wanted',
    table: { providers: [partner], differential_privacy_columns: ['customer_id'] },
    rule: { receivers: [partner] },
    direct: ['DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED'],
  },
  {
    state: 'association without a rule',
    table: { providers: [partner] },
    rule: null,
    direct: ['COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'],
  },
  { state: 'rule without receivers', table: { providers: [partner] }, rule: {}, direct: ['RESULT_RECEIVERS_NOT_CONFIGURED'] },
  {
    state: 'receiver who may not receive',
    table: { providers: [partner] },
    rule: { receivers: ['888899990000'] },
    direct: ['RESULT_RECEIVERS_NOT_ALLOWED'],
  },
  {
    state: 'rules of two types',
    table: { providers: [partner] },
    rule: { type: 'LIST', receivers: [partner] },
    direct: ['ANALYSIS_RULE_TYPES_NOT_COMPATIBLE'],
  },
  {
    state: 'additional analyses unset',
    table: { providers: [partner] },
    rule: { receivers: [partner] },
    additional: ['ADDITIONAL_ANALYSES_NOT_CONFIGURED'],
  },
  {
    state: 'additional analyses refused',
    table: { providers: [partner], additional_analyses: 'NOT_ALLOWED' },
    rule: { receivers: [partner] },
    direct: [],
    additional: ['ADDITIONAL_ANALYSES_NOT_ALLOWED'],
  },
  {
    state: 'additional analyses allowed and named',
    table: { providers: [partner], additional_analyses: 'ALLOWED' },
    rule: { receivers: [partner], additional_analyses: ['a'] },
    direct: [],
    additional: [],
  },
  {
    state: 'additional analyses required and not named',
    table: { providers: [partner], additional_analyses: 'REQUIRED' },
    rule: { receivers: [partner] },
    direct: ['ADDITIONAL_ANALYSES_NOT_CONFIGURED'],
    additional: ['ADDITIONAL_ANALYSES_NOT_CONFIGURED'],
  },
];

/** Every code that BatchGetSchema answers for the table `one`, associated so. */
async function codesOf(rule: JsonObject | null, association: JsonObject): Promise<[status: unknown, codes: string[]]> {
  const sandbox = await startScenario(
    smallScenario({
      us: { configured_tables: [{ name: 'one', analysis_rule: rule }] },
      ours: { membership: { configured_table_associations: [{ table: 'one', ...association }] } },
    }),
  );
  try {
    const client = new Client(sandbox.endpoint);
    const collaborationIdentifier = textAt(await client.call('ListCollaborations'), 'collaborationList', 0, 'id');
    const answer = await client.call('BatchGetSchema', { collaborationIdentifier, names: ['one'] });
    const [direct] = listAt(answer, 'schemas', 0, 'schemaStatusDetails');
    return [direct?.['status'], listAt(direct, 'reasons').map((reason) => textAt(reason, 'code'))];
  } finally {
    await sandbox.stop();
  }
}

describe('Readiness', () => {
  const healthy = { providers: [partner] };
  const received = { receivers: [partner] };

  it('is not given while the service prepares the table, without a reason', async () => {
    assert.deepEqual(await codesOf(healthy, { analysis_rule: received, not_ready: {} }), ['NOT_READY', []]);
  });

  it('can lack for each reason of the model, those too that the sandbox derives from nothing', async () => {
    const reasons = modelEnum('cleanrooms', 'SchemaStatusReasonCode');
    assert.deepEqual(await codesOf(healthy, { analysis_rule: received, not_ready: { reasons } }), ['NOT_READY', reasons]);
  });

  it('names what is said outright after what follows from the configuration', async () => {
    assert.deepEqual(await codesOf(healthy, { analysis_rule: {}, not_ready: { reasons: ['INTERMEDIATE_TABLE_NOT_POPULATED'] } }), [
      'NOT_READY',
      ['RESULT_RECEIVERS_NOT_CONFIGURED', 'INTERMEDIATE_TABLE_NOT_POPULATED'],
    ]);
  });

  it('lacks where the collaboration analysis rule wants additional analyses that the table refuses', async () => {
    assert.deepEqual(
      await codesOf({ ...healthy, additional_analyses: 'NOT_ALLOWED' }, { analysis_rule: { ...received, additional_analyses: ['a'] } }),
      ['NOT_READY', ['ADDITIONAL_ANALYSES_NOT_ALLOWED']],
    );
  });

  it('comes when a control call says so', async () => {
    const sandbox = await startScenario(
      smallScenario({
        us: { configured_tables: [{ name: 'one', analysis_rule: healthy }] },
        ours: { membership: { configured_table_associations: [{ table: 'one', analysis_rule: received, not_ready: {} }] } },
      }),
    );
    try {
      const client = new Client(sandbox.endpoint);
      await client.control('POST', 'aws/associations/one', { not_ready: null });
      const collaborationIdentifier = textAt(await client.call('ListCollaborations'), 'collaborationList', 0, 'id');
      const answer = await client.call('GetSchema', { collaborationIdentifier, name: 'one' });
      assert.equal(textAt(answer, 'schema', 'schemaStatusDetails', 0, 'status'), 'READY');
    } finally {
      await sandbox.stop();
    }
  });

  for (const { state, table, rule, direct, additional } of cases) {
    it(`${state}: ${(direct ?? additional ?? []).join(', ') || 'READY'}`, async () => {
      const sandbox = await startScenario(
        smallScenario({
          us: { configured_tables: [{ name: 'one', analysis_rule: table }] },
          ours: { membership: { configured_table_associations: [{ table: 'one', analysis_rule: rule }] } },
        }),
      );
      try {
        const client = new Client(sandbox.endpoint);
        const collaborationIdentifier = textAt(await client.call('ListCollaborations'), 'collaborationList', 0, 'id');
        const details = listAt(
          await client.call('BatchGetSchema', { collaborationIdentifier, names: ['one'] }),
          'schemas',
          0,
          'schemaStatusDetails',
        );
        const codes = (type: string): string[] =>
          details
            .filter((each) => each['analysisType'] === type)
            .flatMap((each) => listAt(each, 'reasons').map((reason) => textAt(reason, 'code')));
        if (direct !== undefined) assert.deepEqual(codes('DIRECT_ANALYSIS'), direct);
        if (additional !== undefined) assert.deepEqual(codes('ADDITIONAL_ANALYSIS'), additional);
        for (const each of details) assert.equal(each['status'], listAt(each, 'reasons').length === 0 ? 'READY' : 'NOT_READY');
      } finally {
        await sandbox.stop();
      }
    });
  }

  it('comes only after the ready delay, and new things show only after the consistency delay', async () => {
    const sandbox = await startScenario(
      smallScenario({ ours: { membership: {} }, top: { ready_delay_ms: 300, consistency_delay_ms: 100 } }),
    );
    try {
      const client = new Client(sandbox.endpoint);
      const membershipIdentifier = textAt(await client.call('ListMemberships'), 'membershipSummaries', 0, 'id');
      const collaborationIdentifier = textAt(await client.call('ListCollaborations'), 'collaborationList', 0, 'id');
      const configuredTableIdentifier = textAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries', 0, 'id');
      const made = await client.call('CreateConfiguredTableAssociation', {
        membershipIdentifier,
        configuredTableIdentifier,
        name: 'a',
        roleArn: `arn:aws:iam::${us}:role/reader`,
      });
      const one = { membershipIdentifier, configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id') };
      await client.call('CreateConfiguredTableAssociationAnalysisRule', {
        ...one,
        analysisRuleType: 'CUSTOM',
        analysisRulePolicy: { v1: { custom: { allowedResultReceivers: [partner] } } },
      });
      const batch = { collaborationIdentifier, names: ['a'] };
      assert.equal(
        listAt(await client.call('ListConfiguredTableAssociations', { membershipIdentifier }), 'configuredTableAssociationSummaries')
          .length,
        0,
      );
      await client.refused('GetConfiguredTableAssociation', one, 'ResourceNotFoundException');
      assert.equal(listAt(await client.call('BatchGetSchema', batch), 'errors').length, 1);
      await new Promise((resolve) => setTimeout(resolve, 120));
      assert.equal(
        listAt(await client.call('ListConfiguredTableAssociations', { membershipIdentifier }), 'configuredTableAssociationSummaries')
          .length,
        1,
      );
      assert.equal(textAt(await client.call('BatchGetSchema', batch), 'schemas', 0, 'schemaStatusDetails', 0, 'status'), 'NOT_READY');
      await new Promise((resolve) => setTimeout(resolve, 250));
      assert.equal(textAt(await client.call('BatchGetSchema', batch), 'schemas', 0, 'schemaStatusDetails', 0, 'status'), 'READY');
    } finally {
      await sandbox.stop();
    }
  });
});
