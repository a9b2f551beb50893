import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/sandbox/json.ts';
import type { RunningSandbox } from '../../../src/sandbox/startSandbox.ts';
import { at, Client, listAt, textAt } from '../../conformance/model/client.ts';
import { partner, smallScenario, startScenario, us } from '../../conformance/model/scenario.ts';

const silent = '888899990000';
const newcomer = '777788889999';

describe('Change requests of the sandbox', () => {
  const running: RunningSandbox[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
  });

  /** A collaboration of the partner's, of which we are an active member and somebody else is invited. */
  async function start(changes: JsonObject = {}): Promise<{ creator: Client; client: Client; collaborationIdentifier: string }> {
    const scenario = smallScenario();
    const [collaboration] = listAt(scenario, 'collaborations');
    const members = [
      { account: partner, abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], membership: {} },
      { account: us, membership: { configured_table_associations: [{ table: 'one', analysis_rule: { receivers: [partner] } }] } },
      { account: silent, display_name: 'Silent' },
    ];
    const sandbox = await startScenario({ ...scenario, collaborations: [{ ...collaboration, members }], ...changes });
    running.push(sandbox);
    const creator = new Client(sandbox.endpoint, partner);
    const list = await creator.call('ListCollaborations');
    return { creator, client: new Client(sandbox.endpoint), collaborationIdentifier: textAt(list, 'collaborationList', 0, 'id') };
  }

  const ofMember = (accountId: string, memberAbilities: string[], more: JsonObject = {}): JsonObject => ({
    changes: [{ specificationType: 'MEMBER', specification: { member: { accountId, memberAbilities, ...more } } }],
  });
  const added = ofMember(newcomer, ['CAN_RECEIVE_RESULTS'], { displayName: 'Newcomer' });
  const request = async (creator: Client, collaborationIdentifier: string, changes: JsonObject): Promise<JsonObject> => {
    const answer = at(
      await creator.call('CreateCollaborationChangeRequest', { collaborationIdentifier, ...changes }),
      'collaborationChangeRequest',
    );
    assert.ok(typeof answer === 'object' && answer !== null && !Array.isArray(answer));
    return answer;
  };
  const memberOf = async (client: Client, collaborationIdentifier: string, account: string): Promise<JsonObject | undefined> =>
    listAt(await client.call('ListMembers', { collaborationIdentifier }), 'memberSummaries').find((each) => each['accountId'] === account);

  it('wait for every active member, and take effect when the creator commits', async () => {
    const { creator, client, collaborationIdentifier } = await start();
    const asked = await request(creator, collaborationIdentifier, added);
    assert.deepEqual([asked['status'], asked['isAutoApproved'], at(asked, 'changes', 0, 'types')], ['PENDING', false, ['ADD_MEMBER']]);
    assert.deepEqual(asked['approvals'], { [partner]: { status: 'APPROVED' }, [us]: { status: 'PENDING' } });
    const identity = { collaborationIdentifier, changeRequestIdentifier: textAt(asked, 'id') };
    await creator.refused('UpdateCollaborationChangeRequest', { ...identity, action: 'COMMIT' }, 'ConflictException', 'INVALID_STATE');
    await client.refused('UpdateCollaborationChangeRequest', { ...identity, action: 'CANCEL' }, 'AccessDeniedException');
    await client.call('UpdateCollaborationChangeRequest', { ...identity, action: 'APPROVE' });
    assert.equal(await memberOf(creator, collaborationIdentifier, newcomer), undefined);
    await creator.call('UpdateCollaborationChangeRequest', { ...identity, action: 'COMMIT' });
    const member = await memberOf(creator, collaborationIdentifier, newcomer);
    assert.deepEqual(
      [member?.['status'], member?.['displayName'], member?.['abilities']],
      ['INVITED', 'Newcomer', ['CAN_RECEIVE_RESULTS']],
    );
    assert.equal(at(await client.call('GetCollaborationChangeRequest', identity), 'collaborationChangeRequest', 'status'), 'COMMITTED');
  });

  it('end where a member denies or the creator cancels', async () => {
    const { creator, client, collaborationIdentifier } = await start();
    const [denied, cancelled] = [
      await request(creator, collaborationIdentifier, added),
      await request(creator, collaborationIdentifier, added),
    ].map((each) => ({ collaborationIdentifier, changeRequestIdentifier: textAt(each, 'id') }));
    await client.call('UpdateCollaborationChangeRequest', { ...denied, action: 'DENY' });
    await creator.call('UpdateCollaborationChangeRequest', { ...cancelled, action: 'CANCEL' });
    await client.refused('UpdateCollaborationChangeRequest', { ...cancelled, action: 'APPROVE' }, 'ConflictException', 'INVALID_STATE');
    const list = async (input: JsonObject): Promise<unknown[]> =>
      listAt(
        await client.call('ListCollaborationChangeRequests', { collaborationIdentifier, ...input }),
        'collaborationChangeRequestSummaries',
      ).map((each) => each['status']);
    assert.deepEqual(await list({}), ['DENIED', 'CANCELLED']);
    assert.deepEqual(await list({ status: 'DENIED' }), ['DENIED']);
  });

  it('take effect at once where the collaboration approves their kind', async () => {
    const { creator, client, collaborationIdentifier } = await start();
    const settings = { autoApprovedChangeTypes: ['ADD_MEMBER'] };
    const change = { changes: [{ specificationType: 'COLLABORATION', specification: { collaboration: settings } }] };
    const asked = await request(creator, collaborationIdentifier, change);
    const identity = { collaborationIdentifier, changeRequestIdentifier: textAt(asked, 'id') };
    await client.call('UpdateCollaborationChangeRequest', { ...identity, action: 'APPROVE' });
    await creator.call('UpdateCollaborationChangeRequest', { ...identity, action: 'COMMIT' });
    const made = await request(creator, collaborationIdentifier, added);
    assert.deepEqual([made['status'], made['isAutoApproved'], made['approvals']], ['COMMITTED', true, undefined]);
    assert.equal((await memberOf(creator, collaborationIdentifier, newcomer))?.['status'], 'INVITED');
  });

  it('name what they grant and take, and leave CAN_QUERY alone', async () => {
    const { creator, client, collaborationIdentifier } = await start();
    const asked = await request(creator, collaborationIdentifier, ofMember(partner, ['CAN_EXPORT_QUERY_ANALYSIS_LOG']));
    assert.deepEqual(at(asked, 'changes', 0, 'types'), ['REVOKE_RECEIVE_RESULTS_ABILITY', 'GRANT_EXPORT_QUERY_ANALYSIS_LOG_ABILITY']);
    const identity = { collaborationIdentifier, changeRequestIdentifier: textAt(asked, 'id') };
    await client.call('UpdateCollaborationChangeRequest', { ...identity, action: 'APPROVE' });
    await creator.call('UpdateCollaborationChangeRequest', { ...identity, action: 'COMMIT' });
    assert.deepEqual((await memberOf(creator, collaborationIdentifier, partner))?.['abilities'], [
      'CAN_QUERY',
      'CAN_EXPORT_QUERY_ANALYSIS_LOG',
    ]);
  });

  for (const [what, changes] of [
    ['CAN_QUERY', ofMember(silent, ['CAN_QUERY'])],
    ['a new member without a name', ofMember(newcomer, [])],
    ['nothing', ofMember(silent, [])],
    [
      'a collaboration in the place of a member',
      { changes: [{ specificationType: 'MEMBER', specification: { collaboration: { autoApprovedChangeTypes: [] } } }] },
    ],
  ] satisfies [string, JsonObject][])
    it(`are refused when they ask for ${what}`, async () => {
      const { creator, collaborationIdentifier } = await start();
      await creator.refused(
        'CreateCollaborationChangeRequest',
        { collaborationIdentifier, ...changes },
        'ValidationException',
        'INVALID_CONFIGURATION',
      );
    });

  it('are refused to whoever did not make the collaboration, and above the quota of members', async () => {
    const { creator, client, collaborationIdentifier } = await start({ quotas: { members_per_collaboration: 2 } });
    await client.refused('CreateCollaborationChangeRequest', { collaborationIdentifier, ...added }, 'AccessDeniedException');
    await creator.refused('CreateCollaborationChangeRequest', { collaborationIdentifier, ...added }, 'ServiceQuotaExceededException');
  });

  it('go with a snapshot', async () => {
    const { creator, collaborationIdentifier } = await start();
    const before = await creator.control('GET', 'snapshot');
    await request(creator, collaborationIdentifier, added);
    const after = await creator.control('GET', 'snapshot');
    const open = async (): Promise<number> =>
      listAt(await creator.call('ListCollaborationChangeRequests', { collaborationIdentifier }), 'collaborationChangeRequestSummaries')
        .length;
    await creator.control('PUT', 'snapshot', before);
    assert.equal(await open(), 0);
    await creator.control('PUT', 'snapshot', after);
    assert.equal(await open(), 1);
  });

  it('are not needed to remove a member, whose tables go with him and who can be invited again', async () => {
    const { creator, client, collaborationIdentifier } = await start();
    const schemas = async (): Promise<number> =>
      listAt(await creator.call('ListSchemas', { collaborationIdentifier }), 'schemaSummaries').length;
    assert.equal(await schemas(), 1);
    await client.refused('DeleteMember', { collaborationIdentifier, accountId: silent }, 'AccessDeniedException');
    await creator.refused('DeleteMember', { collaborationIdentifier, accountId: partner }, 'ValidationException', 'INVALID_CONFIGURATION');
    await creator.refused('DeleteMember', { collaborationIdentifier, accountId: newcomer }, 'ResourceNotFoundException');
    await creator.call('DeleteMember', { collaborationIdentifier, accountId: us });
    await creator.call('DeleteMember', { collaborationIdentifier, accountId: us });
    assert.equal(await schemas(), 0);
    assert.equal(listAt(await client.call('ListMemberships', { status: 'REMOVED' }), 'membershipSummaries').length, 1);
    const listed = async (input: JsonObject): Promise<unknown[]> =>
      listAt(await client.call('ListCollaborations', input), 'collaborationList').map((each) => textAt(each, 'memberStatus'));
    assert.deepEqual([await listed({}), await listed({ memberStatus: 'ACTIVE' })], [['REMOVED'], []]);

    const again = await request(creator, collaborationIdentifier, ofMember(us, [], { displayName: 'Us again' }));
    const identity = { collaborationIdentifier, changeRequestIdentifier: textAt(again, 'id') };
    await creator.call('UpdateCollaborationChangeRequest', { ...identity, action: 'COMMIT' });
    await client.call('CreateMembership', { collaborationIdentifier, queryLogStatus: 'DISABLED' });
    assert.equal((await memberOf(creator, collaborationIdentifier, us))?.['status'], 'ACTIVE');
  });
});
