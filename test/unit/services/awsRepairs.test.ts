import assert from 'node:assert/strict';
import { shapeOf, models } from '../../../src/sandbox/aws/model.ts';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import { at, textAt } from '../../conformance/model/client.ts';
import { wholeStructure } from '../../conformance/model/examples.ts';
import { partner } from '../../conformance/model/scenario.ts';
import { AwsRoom } from '../support/awsRoom.ts';
import { rejection } from '../support/jobs.ts';

const analysis = 'arn:aws:cleanrooms:us-east-1:*:membership/*/configuredaudiencemodelassociation/*';

describe('changing a rule of AWS Clean Rooms', function () {
  this.timeout(15_000);
  let room: AwsRoom;
  beforeEach(async () => {
    room = await AwsRoom.open();
  });
  afterEach(() => room.close());

  /** A table whose rule has every member that the service's model knows, past the product. */
  async function tableWithWholeRule(): Promise<{ id: string; rule: JsonObject; read: () => Promise<unknown> }> {
    const { client } = room.joined;
    const made = await client.call('CreateConfiguredTable', {
      name: 'whole',
      allowedColumns: ['a'],
      analysisMethod: 'DIRECT_QUERY',
      tableReference: { glue: { databaseName: 'd', tableName: 't' } },
    });
    const id = textAt(made, 'configuredTable', 'id');
    const service = models['cleanrooms'] ?? assert.fail('the model is gone');
    const rule = wholeStructure(service, shapeOf(service, 'AnalysisRuleCustom'));
    const one = { configuredTableIdentifier: id, analysisRuleType: 'CUSTOM' };
    await client.call('CreateConfiguredTableAnalysisRule', { ...one, analysisRulePolicy: { v1: { custom: rule } } });
    return {
      id,
      rule,
      read: async () => at(await client.call('GetConfiguredTableAnalysisRule', one), 'analysisRule', 'policy', 'v1', 'custom'),
    };
  }

  it("lets more accounts query a table and keeps all the rest of its rule, also what the SDK's client does not know", async () => {
    const { id, rule, read } = await tableWithWholeRule();
    assert.ok('comparisonControls' in rule, 'the rule has nothing that the client does not know');
    await room.repairs.allowProviders({ id, name: 'whole', type: 'CUSTOM', add: ['555566667777'] }, room.options);
    assert.deepEqual(await read(), { ...rule, allowedAnalysisProviders: ['111122223333', '555566667777'] });
  });

  it('takes accounts away from those that may query a table, and keeps all the rest of its rule', async () => {
    const { id, rule, read } = await tableWithWholeRule();
    const change = { id, name: 'whole', type: 'CUSTOM' as const, add: ['555566667777'], remove: ['111122223333', '121212121212'] };
    await room.repairs.allowProviders(change, room.options);
    assert.deepEqual(await read(), { ...rule, allowedAnalysisProviders: ['555566667777'] });
  });

  it('leaves one line about it in the audit log', async () => {
    const { id } = await tableWithWholeRule();
    await room.repairs.allowProviders({ id, name: 'whole', type: 'CUSTOM', add: [partner] }, room.options);
    assert.deepEqual(room.outcomes, ['UpdateConfiguredTableAnalysisRule updated']);
  });

  it('lets other accounts receive results and keeps the additional analyses', async () => {
    const place = await room.associate('one', 'a');
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [], allowedAdditionalAnalyses: [analysis] });
    await room.repairs.allowReceivers({ ...place, type: 'CUSTOM', add: [partner], remove: [] }, room.options);
    assert.deepEqual(await room.rule(place.associationId, 'CUSTOM'), {
      allowedResultReceivers: [partner],
      allowedAdditionalAnalyses: [analysis],
    });
  });

  it('takes only those accounts away that a plan took away, and keeps what somebody has added since', async () => {
    const place = await room.associate('one', 'a');
    const silent = '888899990000';
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [partner, silent] });
    await room.repairs.allowReceivers({ ...place, type: 'CUSTOM', add: [], remove: [silent, '121212121212'] }, room.options);
    assert.deepEqual(await room.rule(place.associationId, 'CUSTOM'), { allowedResultReceivers: [partner] });
  });

  it('adds no additional analyses where the rule says nothing of them', async () => {
    const place = await room.associate('two', 'a');
    await room.putRule(place.associationId, 'LIST', { allowedResultReceivers: [] });
    await room.repairs.allowReceivers({ ...place, type: 'LIST', add: [partner], remove: [] }, room.options);
    assert.deepEqual(await room.rule(place.associationId, 'LIST'), { allowedResultReceivers: [partner] });
  });

  it('writes nothing where there is no rule to change', async () => {
    const place = await room.associate('one', 'a');
    assert.equal(
      (await rejection(room.repairs.allowReceivers({ ...place, type: 'CUSTOM', add: [partner], remove: [] }, room.options))).code,
      'not_found',
    );
    assert.deepEqual(room.records, []);
  });

  it('leaves a line with the reason where the service refuses it', async () => {
    const place = await room.associate('one', 'a');
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [partner] });
    await rejection(room.repairs.allowReceivers({ ...place, type: 'CUSTOM', add: ['121212121212'], remove: [] }, room.options));
    assert.deepEqual(room.outcomes, ['UpdateConfiguredTableAssociationAnalysisRule failed']);
    assert.match(room.records[0]?.error ?? '', /^refused: .*121212121212 is not a member/);
  });
});
