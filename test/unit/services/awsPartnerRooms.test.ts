import assert from 'node:assert/strict';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { partner, smallScenario, startScenario, us } from '../../conformance/model/scenario.ts';

const scenario = smallScenario({
  ours: { membership: {} },
  members: [
    {
      account: partner,
      display_name: 'Partner',
      abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      membership: {},
    },
    { account: us, membership: {} },
    { account: '555566667777', display_name: 'Outsider' },
  ],
});

describe('collaborations of AWS Clean Rooms as clean rooms', function () {
  this.timeout(15_000);
  let sandbox: Awaited<ReturnType<typeof startScenario>>;
  before(async () => {
    sandbox = await startScenario(scenario);
  });
  after(() => sandbox.stop());

  const connect = (accountId: string): Promise<CleanRoomService> =>
    openAwsConnection({ endpoint: sandbox.endpoint, sandboxAccountId: accountId, region: 'us-east-1' });
  const onlyRoom = async (service: CleanRoomService) => {
    const [room = assert.fail('there is none'), ...others] = (await service.cleanRooms?.list()) ?? [];
    assert.deepEqual(others, []);
    return room;
  };

  it('are ours where we made them', async () => {
    const { id, createdAt, membershipId, ...room } = await onlyRoom(await connect(partner));
    assert.deepEqual(room, { name: 'Joint', owner: partner, ours: true, status: 'ACTIVE', partners: [] });
    for (const each of [id, membershipId]) assert.match(each ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(createdAt !== undefined && !Number.isNaN(Date.parse(createdAt)));
  });

  it("are another's where we only take part, and name who made them", async () => {
    const { owner, ours, partners } = await onlyRoom(await connect(us));
    assert.deepEqual([owner, ours, partners], [partner, false, ['Partner']]);
  });

  it('are not listed while we have not joined them', async () => {
    assert.deepEqual(await (await connect('555566667777')).cleanRooms?.list(), []);
  });

  it('have the other members as partners, with what they may do and pay', async () => {
    const service = await connect(us);
    assert.deepEqual(await service.partners?.list(await onlyRoom(service)), [
      {
        id: partner,
        name: 'Partner',
        users: [],
        status: 'ACTIVE',
        abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
        pays: ['queryCompute'],
      },
      { id: '555566667777', name: 'Outsider', users: [], status: 'INVITED', abilities: [], pays: [] },
    ]);
  });

  it('offer what AWS has, and nothing of what it has not', async () => {
    const service = await connect(us);
    const lacking = { ...service.cleanRooms, ...service.partners, ...service };
    for (const name of ['create', 'users', 'roles', 'setRole', 'questions', 'datasets', 'destinations'])
      assert.ok(!(name in lacking), name);
    for (const name of ['partnerInvitations', 'memberChanges']) assert.ok(name in lacking, name);
  });
});
