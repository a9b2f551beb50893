import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { Client, textAt } from './model/client.ts';
import { namespaceArn, partner, roleArn, smallScenario, startScenario } from './model/scenario.ts';

const delay = 200;
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delay + 20);
  });

describe('What was created a moment ago', () => {
  /** Joins the collaboration of the small scenario: a membership that is new, and requests that create something in it. */
  const join = async (
    refuses: boolean,
    test: (client: Client, inMembership: JsonObject, association: JsonObject, namespace: JsonObject) => Promise<void>,
  ): Promise<void> => {
    const sandbox = await startScenario(smallScenario({ top: { consistency_delay_ms: delay, young_parents_refuse_children: refuses } }));
    try {
      const client = new Client(sandbox.endpoint);
      const collaborationIdentifier = textAt(await client.call('ListCollaborations'), 'collaborationList', 0, 'id');
      const configuredTableIdentifier = textAt(await client.call('ListConfiguredTables'), 'configuredTableSummaries', 0, 'id');
      const made = await client.call('CreateMembership', { collaborationIdentifier, queryLogStatus: 'DISABLED' });
      const inMembership = { membershipIdentifier: textAt(made, 'membership', 'id') };
      await test(
        client,
        inMembership,
        { ...inMembership, configuredTableIdentifier, name: 'a', roleArn },
        { ...inMembership, name: 'ids', inputReferenceConfig: { inputReferenceArn: namespaceArn, manageResourcePolicies: true } },
      );
    } finally {
      await sandbox.stop();
    }
  };
  const ruleOn = (inMembership: JsonObject, made: JsonObject): JsonObject => ({
    ...inMembership,
    configuredTableAssociationIdentifier: textAt(made, 'configuredTableAssociation', 'id'),
    analysisRuleType: 'CUSTOM',
    analysisRulePolicy: { v1: { custom: { allowedResultReceivers: [partner] } } },
  });

  it('takes no children until it shows, under young_parents_refuse_children', () =>
    join(true, async (client, inMembership, association, namespace) => {
      for (const [operation, input] of [
        ['CreateConfiguredTableAssociation', association],
        ['CreateIdNamespaceAssociation', namespace],
      ] as const) {
        const answer = await client.attempt(operation, input);
        assert.equal(answer.status, 404);
        const body = await client.refused(operation, input, 'ResourceNotFoundException');
        assert.deepEqual([body['resourceType'], body['resourceId']], ['MEMBERSHIP', inMembership['membershipIdentifier']]);
      }
      await pause();
      await client.call('CreateIdNamespaceAssociation', namespace);
      const made = await client.call('CreateConfiguredTableAssociation', association);
      const rule = ruleOn(inMembership, made);
      const body = await client.refused('CreateConfiguredTableAssociationAnalysisRule', rule, 'ResourceNotFoundException');
      assert.deepEqual(
        [body['resourceType'], body['resourceId']],
        ['CONFIGURED_TABLE_ASSOCIATION', rule['configuredTableAssociationIdentifier']],
      );
      await pause();
      await client.call('CreateConfiguredTableAssociationAnalysisRule', rule);
    }));

  it('takes children at once otherwise', () =>
    join(false, async (client, inMembership, association, namespace) => {
      await client.call('CreateIdNamespaceAssociation', namespace);
      const made = await client.call('CreateConfiguredTableAssociation', association);
      await client.call('CreateConfiguredTableAssociationAnalysisRule', ruleOn(inMembership, made));
    }));
});
