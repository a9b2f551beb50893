import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from './model/client.ts';
import { partner, roleArn, smallScenario, startScenario, us } from './model/scenario.ts';

const results: JsonObject = { outputConfiguration: { s3: { resultFormat: 'CSV', bucket: 'our-results' } } };
const pays = (isResponsible: boolean): JsonObject => ({ queryCompute: { isResponsible } });

describe('Invitations and acceptance', () => {
  const running: RunningSandbox[] = [];
  after(() => Promise.all(running.map((each) => each.stop())));
  const start = async (
    ...[scenario]: Parameters<typeof startScenario>
  ): Promise<{ client: Client; other: Client; collaborationIdentifier: string }> => {
    const sandbox = await startScenario(scenario);
    running.push(sandbox);
    const client = new Client(sandbox.endpoint);
    const list = await client.call('ListCollaborations', { memberStatus: 'INVITED' });
    return { client, other: new Client(sandbox.endpoint, partner), collaborationIdentifier: textAt(list, 'collaborationList', 0, 'id') };
  };

  it('goes from one account to another, and the creator has to join too', async () => {
    const { client, other } = await start(smallScenario());
    const created = await other.call('CreateCollaboration', {
      name: 'Second',
      creatorDisplayName: 'Partner',
      creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      queryLogStatus: 'DISABLED',
      members: [{ accountId: us, displayName: 'Us', memberAbilities: [] }],
    });
    const collaborationIdentifier = textAt(created, 'collaboration', 'id');
    assert.equal(at(created, 'collaboration', 'membershipId'), undefined);
    const names = async (who: Client, memberStatus: string): Promise<string[]> =>
      listAt(await who.call('ListCollaborations', { memberStatus }), 'collaborationList').map((each) => textAt(each, 'name'));
    assert.deepEqual(await names(client, 'INVITED'), ['Joint', 'Second']);
    assert.deepEqual(await names(other, 'INVITED'), ['Second']);
    await client.call('CreateMembership', { collaborationIdentifier, queryLogStatus: 'DISABLED' });
    assert.deepEqual(await names(client, 'ACTIVE'), ['Second']);
    await other.call('CreateMembership', { collaborationIdentifier, queryLogStatus: 'DISABLED' });
    const members = listAt(await other.call('ListMembers', { collaborationIdentifier }), 'memberSummaries');
    assert.deepEqual(
      members.map((each) => each['status']),
      ['ACTIVE', 'ACTIVE'],
    );
    assert.deepEqual(
      members.map((each) => each['paymentConfiguration']),
      [pays(true), pays(false)],
      'who can query pays by default',
    );
    await client.refused('DeleteCollaboration', { collaborationIdentifier }, 'AccessDeniedException');
    await other.call('DeleteCollaboration', { collaborationIdentifier });
    assert.deepEqual(listAt(await client.call('ListMemberships', { status: 'COLLABORATION_DELETED' }), 'membershipSummaries').length, 1);
    await client.refused('GetCollaboration', { collaborationIdentifier }, 'AccessDeniedException');
  });

  it('is accepted once', async () => {
    const { client, collaborationIdentifier } = await start(smallScenario());
    const input = { collaborationIdentifier, queryLogStatus: 'DISABLED' };
    const membership = await client.call('CreateMembership', input);
    const conflict = await client.refused('CreateMembership', input, 'ConflictException', 'ALREADY_EXISTS');
    assert.equal(conflict['resourceId'], at(membership, 'membership', 'id'));
  });

  it('is not accepted above the quota of memberships, which Service Quotas names', async () => {
    const { client, collaborationIdentifier } = await start(smallScenario({ top: { quotas: { memberships_per_account: 0 } } }));
    const input = { collaborationIdentifier, queryLogStatus: 'DISABLED' };
    const body = await client.refused('CreateMembership', input, 'ServiceQuotaExceededException');
    assert.deepEqual([body['quotaName'], body['quotaValue']], ['Memberships per account', 0]);
    assert.equal((await client.attempt('CreateMembership', input)).status, 402);
    const { Quota: quota } = await client.call('GetServiceQuota', { ServiceCode: 'cleanrooms', QuotaCode: 'L-99A163CB' });
    assert.deepEqual([at(quota, 'QuotaName'), at(quota, 'Value')], ['Memberships per account', 0]);
    const listed = listAt(await client.call('ListServiceQuotas', { ServiceCode: 'cleanrooms' }), 'Quotas');
    assert.deepEqual(
      listed.filter((each) => each['QuotaCode'] === 'L-99A163CB'),
      [quota],
    );
  });

  it('is for those who are invited', async () => {
    const { client, collaborationIdentifier } = await start(smallScenario());
    const outsider = new Client(client.endpoint, '555566667777');
    const input = { collaborationIdentifier, queryLogStatus: 'DISABLED' };
    await outsider.refused('CreateMembership', input, 'AccessDeniedException');
    await outsider.refused('GetCollaboration', { collaborationIdentifier }, 'AccessDeniedException');
    await outsider.refused('ListMembers', { collaborationIdentifier }, 'AccessDeniedException');
    const unknown = { collaborationIdentifier: '00000000-0000-4000-8000-000000000000' };
    await outsider.refused('GetCollaboration', unknown, 'AccessDeniedException');
    await outsider.refused('ListMembers', unknown, 'ResourceNotFoundException');
    await client.refused('ListSchemas', { collaborationIdentifier }, 'AccessDeniedException');
    assert.deepEqual(await new Client(client.endpoint, us, 'eu-west-1').call('ListCollaborations'), { collaborationList: [] });
  });

  const payments: [string, JsonObject, JsonObject | undefined, 'accepted' | 'refused'][] = [
    ['nothing said by a member who pays nothing', {}, undefined, 'accepted'],
    ['FALSE by a member who pays nothing', {}, pays(false), 'accepted'],
    ['TRUE by a member who pays nothing', {}, pays(true), 'refused'],
    ['nothing said by the payer', { pays_query_compute: true }, undefined, 'refused'],
    ['TRUE by the payer', { pays_query_compute: true }, pays(true), 'accepted'],
    ['FALSE by the payer', { pays_query_compute: true }, pays(false), 'refused'],
    ['nothing said by the payer who can query', { pays_query_compute: true, abilities: ['CAN_QUERY'] }, undefined, 'accepted'],
    ['FALSE by the payer who can query', { pays_query_compute: true, abilities: ['CAN_QUERY'] }, pays(false), 'refused'],
    ['job compute left out by its payer', { pays_job_compute: true }, pays(false), 'refused'],
    ['job compute accepted by its payer', { pays_job_compute: true }, { ...pays(false), jobCompute: { isResponsible: true } }, 'accepted'],
    ['model training accepted by another', {}, { ...pays(false), machineLearning: { modelTraining: { isResponsible: true } } }, 'refused'],
  ];
  for (const [what, ours, paymentConfiguration, outcome] of payments) {
    it(`payment: ${what} is ${outcome}`, async () => {
      const { client, collaborationIdentifier } = await start(smallScenario({ ours }));
      const input = { collaborationIdentifier, queryLogStatus: 'DISABLED', paymentConfiguration };
      if (outcome === 'accepted') await client.call('CreateMembership', input);
      else await client.refused('CreateMembership', input, 'ValidationException', 'INVALID_CONFIGURATION');
    });
  }

  const locations: [string, string[], JsonObject | undefined, 'accepted' | 'refused'][] = [
    ['demanded of a receiver who cannot query', ['CAN_RECEIVE_RESULTS'], undefined, 'refused'],
    ['given by a receiver who cannot query', ['CAN_RECEIVE_RESULTS'], results, 'accepted'],
    ['left out by a receiver who can query', ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], undefined, 'accepted'],
    ['given with a role that trusts Clean Rooms', ['CAN_RECEIVE_RESULTS'], { ...results, roleArn }, 'accepted'],
    ['given with a role that does not', ['CAN_RECEIVE_RESULTS'], { ...results, roleArn: `arn:aws:iam::${us}:role/stranger` }, 'refused'],
  ];
  for (const [what, abilities, defaultResultConfiguration, outcome] of locations) {
    it(`result location ${what}: ${outcome}`, async () => {
      const { client, collaborationIdentifier } = await start(smallScenario({ ours: { abilities, pays_query_compute: false } }));
      const input = { collaborationIdentifier, queryLogStatus: 'DISABLED', defaultResultConfiguration };
      if (outcome === 'accepted') await client.call('CreateMembership', input);
      else await client.refused('CreateMembership', input, 'ValidationException', 'INVALID_CONFIGURATION');
    });
  }
});
