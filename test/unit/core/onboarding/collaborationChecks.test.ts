import assert from 'node:assert/strict';
import type { Check } from '../../../../src/core/onboarding/checks/check.ts';
import { runChecks } from '../../../../src/core/onboarding/checks/runChecks.ts';
import { readCheckedRoom } from '../../../../src/core/onboarding/checks/readCheckedRoom.ts';
import { chosenPermissions, findFlow, onboardingFlows } from '../../../../src/core/onboarding/flows.ts';
import type { Engagement } from '../../../../src/core/onboarding/engagement.ts';
import { readRoomFacts } from '../../../../src/core/onboarding/roomFacts.ts';
import { id, membership, northwind, ownAccount, table } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { fault } from '../../support/inMemory/requests.ts';
import { InMemoryCollaborations } from '../../support/partners/inMemoryCollaborations.ts';
import { associated, rule } from '../../support/rooms.ts';

const own = { ...membership(1), creatorAccountId: ownAccount };

function engagement(): Engagement {
  return {
    version: 1,
    id: 'northwind',
    connection: { service: 'aws', account: ownAccount, region: 'us-east-1' },
    room: { id: own.collaborationId, name: own.collaborationName },
    partner: { address: northwind, name: 'Northwind' },
    flow: 'standard',
    permissions: chosenPermissions({}, findFlow(onboardingFlows(undefined), 'standard'), undefined),
    follow_up_days: [3],
    created: { at: '2026-08-01T00:00:00Z', by: 'ada', step: 'invitation_setup', what: 'created' },
    events: [],
  };
}

/** A collaboration of ours with Northwind in it and one table of ours that is READY and lets it receive results. */
function collaboration(): { world: World; service: InMemoryCollaborations } {
  const world = new World();
  world.tables.push(table('sales'));
  world.rooms.push({
    membership: own,
    associations: [associated(1, 'sales', 'sales')],
    deleted: [],
    idNamespaceAssociations: [],
    terms: {},
  });
  world.members.set(own.collaborationId, [
    {
      accountId: northwind,
      displayName: 'Northwind',
      status: 'ACTIVE',
      abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      payment: { queryCompute: false },
    },
  ]);
  return { world, service: new InMemoryCollaborations(world) };
}

async function checksOf(service: InMemoryCollaborations): Promise<Check[]> {
  const facts = (await readRoomFacts(service, [engagement()], undefined)).get(own.collaborationId)!;
  const inside = facts.room.read ? await readCheckedRoom(service, facts.room.value, undefined) : undefined;
  return runChecks(service, engagement(), facts, inside, { signal: undefined, now: new Date(), signature: '' });
}

async function checkOf(service: InMemoryCollaborations, wanted: string): Promise<Check> {
  const found = (await checksOf(service)).find((each) => each.id === wanted);
  assert.ok(found, `there is a check ${wanted}`);
  return found;
}

describe('the checks of a validation, on AWS', () => {
  it('pass where the member is ACTIVE and our tables are READY and let it receive', async () => {
    const states = (await checksOf(collaboration().service)).map(({ id: name, state }) => `${name} ${state}`);
    assert.deepEqual(states, [
      'partner_present passed',
      'partner_users not_applicable',
      'partner_datasets not_applicable',
      'datasets_assigned not_applicable',
      'permissions not_applicable',
      'may_receive_results passed',
      'tables_ready passed',
      'receivers passed',
    ]);
  });

  it('find a member that is only invited', async () => {
    const { world, service } = collaboration();
    world.members.get(own.collaborationId)![0]!.status = 'INVITED';
    const { state, detail } = await checkOf(service, 'partner_present');
    assert.deepEqual([state, detail], ['failed', 'The member is INVITED.']);
  });

  it('find a member that cannot receive results, and let it', async () => {
    const { world, service } = collaboration();
    world.members.get(own.collaborationId)![0]!.abilities = [];
    const { finding } = await checkOf(service, 'may_receive_results');
    assert.deepEqual(finding?.remedies[0]?.input, {
      room: own.collaborationId,
      members: [{ account_id: northwind, can_receive_results: true }],
    });
    assert.match(finding.evidence.join(), /CAN_QUERY is only given when a collaboration is made/);
  });

  it('find tables that do not name it as a receiver, and those without a rule', async () => {
    const { world, service } = collaboration();
    world.tables.push(table('orders'));
    world.rooms[0]!.associations = [associated(1, 'sales', 'sales', rule([])), associated(2, 'orders', 'orders', null)];
    const { finding } = await checkOf(service, 'receivers');
    assert.deepEqual(
      finding?.remedies.map(({ job, input }) => [job, input]),
      [
        [
          'configure-partner-permissions',
          { room: own.collaborationId, receivers: [{ association: id('association', 1), add: [northwind] }] },
        ],
        ['sync', { collaboration_ids: [own.collaborationId] }],
      ],
    );
  });

  it('find tables that are not READY, and sync', async () => {
    const { world, service } = collaboration();
    world.rooms[0]!.associations = [associated(1, 'sales', 'sales', null)];
    const { state, finding } = await checkOf(service, 'tables_ready');
    assert.deepEqual([state, finding?.remedies[0]?.job], ['failed', 'sync']);
  });

  for (const operation of ['ListConfiguredTableAssociations', 'BatchGetSchema']) {
    it(`are unknown where ${operation} cannot be read`, async () => {
      const { service } = collaboration();
      service.fault = fault(operation, 'not_permitted', 'Denied.');
      assert.deepEqual(
        [(await checkOf(service, 'tables_ready')).state, (await checkOf(service, 'receivers')).state],
        ['unknown', 'unknown'],
      );
    });
  }
});
