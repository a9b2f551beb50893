import assert from 'node:assert/strict';
import type { NewInvitation, SentInvitation } from '../../../src/core/model/sentInvitation.ts';
import type { PartnerInvitations } from '../../../src/core/partnerService.ts';
import { AwsCollaboration, newcomer, own, type MemberRow, type Reception } from '../support/awsCollaboration.ts';
import { rejection } from '../support/jobs.ts';

const asked = { accountId: newcomer, memberAbilities: [], displayName: 'Nova Media' };
const listed = (status: MemberRow['status']): MemberRow => ({ accountId: newcomer, displayName: 'Nova Media', status, abilities: [] });

describe('invitations to a collaboration of AWS Clean Rooms', function () {
  this.timeout(15_000);
  let collaboration: AwsCollaboration;
  let invitations: PartnerInvitations;
  beforeEach(async () => {
    collaboration = await AwsCollaboration.start();
    invitations = (await collaboration.connect()).partnerInvitations;
  });
  afterEach(() => collaboration.stop());

  const invite = (more: Partial<NewInvitation> = {}): ReturnType<PartnerInvitations['invite']> =>
    invitations.invite({ roomId: collaboration.room.id, to: newcomer, partnerName: 'Nova Media', ...more }, collaboration.options);
  const theOnly = async (): Promise<SentInvitation> => {
    const [only = assert.fail('there is none'), ...others] = await invitations.list(collaboration.room);
    assert.deepEqual(others, []);
    return only;
  };
  const cancel = async (invitation: SentInvitation): ReturnType<PartnerInvitations['cancel']> =>
    invitations.cancel(invitation, collaboration.options);

  describe('in the list', () => {
    for (const [status, state] of [
      ['INVITED', 'pending'],
      ['ACTIVE', 'accepted'],
      ['LEFT', 'ended'],
      // Never joined: the invitation was taken back.
      ['REMOVED', 'cancelled'],
    ] as const) {
      it(`are ${state} where the member is ${status}`, async () => {
        collaboration.members.push(listed(status));
        assert.deepEqual(await theOnly(), {
          id: newcomer,
          roomId: collaboration.room.id,
          to: newcomer,
          partnerName: 'Nova Media',
          state,
          status,
          abilities: [],
          pays: [],
          createdAt: '2026-01-10T00:00:00.000Z',
          updatedAt: '2026-01-10T00:00:00.000Z',
        });
      });
    }

    it('have ended where the member had joined and was removed', async () => {
      collaboration.members.push({ ...listed('REMOVED'), membershipId: 'a-membership' });
      const { state, status } = await theOnly();
      assert.deepEqual([state, status], ['ended', 'REMOVED']);
    });

    for (const [status, state] of [
      ['PENDING', 'awaiting_approval'],
      ['APPROVED', 'awaiting_approval'],
      ['DENIED', 'declined'],
      ['CANCELLED', 'cancelled'],
      ['SLEEPING', 'unknown'],
    ] as const) {
      it(`are ${state} where the change request is ${status}`, async () => {
        const { id } = collaboration.ask(status, asked);
        const invitation = await theOnly();
        assert.deepEqual(
          [invitation.id, invitation.to, invitation.state, invitation.status, invitation.createdAt],
          [id, newcomer, state, status, '2026-02-01T00:00:00.000Z'],
        );
      });
    }

    it('stand once where a change request has made the member', async () => {
      collaboration.members.push(listed('INVITED'));
      collaboration.ask('COMMITTED', asked);
      assert.equal((await theOnly()).id, newcomer);
    });

    it('do not hold change requests about something else', async () => {
      collaboration.ask('PENDING', asked, ['GRANT_RECEIVE_RESULTS_ABILITY']);
      assert.deepEqual(await invitations.list(collaboration.room), []);
    });

    it('have ids of their own where one change request asks for two members', async () => {
      const request = collaboration.ask('PENDING', asked);
      request.changes.push({ types: ['ADD_MEMBER'], member: { ...asked, accountId: '888899990000' } });
      const ids = (await invitations.list(collaboration.room)).map(({ id }) => id);
      assert.deepEqual(ids, [`${request.id}/${newcomer}`, `${request.id}/888899990000`]);
    });

    it('are those of the members where the change requests may not be read', async () => {
      collaboration.members.push(listed('INVITED'));
      collaboration.faults.push({ operation: 'ListCollaborationChangeRequests', then: { error: 'AccessDeniedException' } });
      assert.equal((await theOnly()).state, 'pending');
    });

    it('are not told as none where the change requests could not be read for another reason', async () => {
      collaboration.faults.push({ operation: 'ListCollaborationChangeRequests', then: { error: 'ValidationException' } });
      assert.equal((await rejection(invitations.list(collaboration.room))).code, 'refused');
    });

    it('of a collaboration that another account made are not ours', async () => {
      const error = await rejection(invitations.list({ ...collaboration.room, ours: false, owner: '999900001111' }));
      assert.deepEqual([error.code, /999900001111/.test(error.sentence)], ['not_permitted', true]);
    });
  });

  describe('when one is sent', () => {
    const receptions: [Reception, writes: string[]][] = [
      ['committed', ['CreateCollaborationChangeRequest']],
      ['applied, and called approved', ['CreateCollaborationChangeRequest']],
      ['approved automatically', ['CreateCollaborationChangeRequest', 'UpdateCollaborationChangeRequest']],
      ['approved', ['CreateCollaborationChangeRequest', 'UpdateCollaborationChangeRequest']],
    ];
    for (const [reception, writes] of receptions) {
      it(`invites the member where the change request is ${reception}`, async () => {
        collaboration.reception = reception;
        const { value, outcome } = await invite();
        assert.deepEqual(
          [value.id, value.state, outcome, collaboration.member(newcomer)?.status, collaboration.writes],
          [newcomer, 'pending', 'created', 'INVITED', writes],
        );
      });
    }

    it('waits for the other members where they have to agree', async () => {
      collaboration.reception = 'pending';
      const { value, outcome } = await invite();
      assert.deepEqual(
        [value.id, value.state, value.status, outcome],
        [collaboration.requests[0]?.id, 'awaiting_approval', 'PENDING', 'created'],
      );
    });

    it('asks for the abilities that were wished, also one that the SDK does not know', async () => {
      await invite({ abilities: ['CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG'] });
      assert.deepEqual(collaboration.member(newcomer)?.abilities, ['CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG']);
    });

    it('leaves a line for each write in the audit log, with its request', async () => {
      collaboration.reception = 'approved';
      await invite();
      assert.deepEqual(collaboration.outcomes, ['CreateCollaborationChangeRequest created', 'UpdateCollaborationChangeRequest updated']);
      for (const { requestId } of collaboration.records) assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
    });

    for (const status of ['INVITED', 'ACTIVE'] as const) {
      it(`sends nothing to an account that is ${status}`, async () => {
        collaboration.members.push(listed(status));
        assert.deepEqual([(await invite()).outcome, collaboration.writes], ['existing', []]);
      });
    }

    it('sends nothing where a change request for the account waits already', async () => {
      const { id } = collaboration.ask('PENDING', { ...asked, memberAbilities: ['CAN_RECEIVE_RESULTS'] });
      const { value, outcome } = await invite();
      assert.deepEqual([value.id, outcome, collaboration.writes], [id, 'existing', []]);
    });

    it('commits a change request to which the members have agreed meanwhile', async () => {
      collaboration.ask('APPROVED', asked);
      const { value, outcome } = await invite();
      assert.deepEqual([value.state, outcome, collaboration.writes], ['pending', 'created', ['UpdateCollaborationChangeRequest']]);
    });

    it('does not commit one that gives more than is wished', async () => {
      collaboration.ask('APPROVED', { ...asked, memberAbilities: ['CAN_RECEIVE_RESULTS'] });
      const { value, outcome } = await invite();
      assert.deepEqual([value.state, outcome, collaboration.writes], ['awaiting_approval', 'existing', []]);
    });

    it('invites an account again that was removed', async () => {
      collaboration.members.push(listed('REMOVED'));
      const { value, outcome } = await invite();
      assert.deepEqual([value.state, outcome], ['pending', 'created']);
    });

    for (const [story, wish] of [
      ['an address that is no account id', { to: 'ada@example.com' }],
      ['no name for the member', { partnerName: ' ' }],
      ['an ability that cannot be given later', { abilities: ['CAN_QUERY'] }],
    ] as const) {
      it(`is refused before anything is asked of AWS where there is ${story}`, async () => {
        assert.deepEqual([(await rejection(invite(wish))).code, collaboration.writes], ['invalid_input', []]);
      });
    }

    it('is refused where another account made the collaboration, and names that account', async () => {
      collaboration.creator = '999900001111';
      const error = await rejection(invite());
      assert.deepEqual([error.code, /999900001111/.test(error.sentence), collaboration.writes], ['not_permitted', true, []]);
    });
  });

  describe('when the line breaks', () => {
    it('finds the change request whose answer was lost, and makes no second one', async () => {
      collaboration.reception = 'pending';
      collaboration.faults.push({ operation: 'CreateCollaborationChangeRequest', then: 'drop' });
      const { outcome } = await invite();
      assert.deepEqual(
        [outcome, collaboration.requests.length, collaboration.outcomes],
        ['created', 1, ['CreateCollaborationChangeRequest created']],
      );
    });

    it('does not take an old change request of the same wish for the one whose answer was lost', async () => {
      collaboration.ask('DENIED', asked);
      collaboration.faults.push({ operation: 'CreateCollaborationChangeRequest', then: 'drop_before' });
      const { value } = await invite();
      assert.deepEqual([value.state, collaboration.requests.map(({ status }) => status)], ['pending', ['DENIED', 'COMMITTED']]);
    });

    it('commits once where the answer to it was lost', async () => {
      collaboration.reception = 'approved';
      collaboration.faults.push({ operation: 'UpdateCollaborationChangeRequest', then: 'drop' });
      await invite();
      assert.deepEqual(
        [collaboration.writes.filter((each) => each.startsWith('Update')).length, collaboration.outcomes.at(-1)],
        [1, 'UpdateCollaborationChangeRequest updated'],
      );
    });

    it('takes a change request as committed where somebody else was faster', async () => {
      collaboration.reception = 'approved automatically';
      collaboration.faults.push({
        operation: 'UpdateCollaborationChangeRequest',
        then: { error: 'ConflictException', reason: 'INVALID_STATE' },
        meanwhile: () => {
          for (const request of collaboration.requests) collaboration.commit(request);
        },
      });
      assert.equal((await invite()).value.state, 'pending');
    });

    it('removes once where the answer to it was lost', async () => {
      collaboration.members.push(listed('INVITED'));
      collaboration.faults.push({ operation: 'DeleteMember', then: 'drop' });
      await cancel(await theOnly());
      assert.deepEqual([collaboration.writes, collaboration.outcomes], [['DeleteMember'], ['DeleteMember deleted']]);
    });

    it('does not try again to remove a member who has joined since', async () => {
      collaboration.members.push(listed('INVITED'));
      const join = (): void => {
        for (const member of collaboration.members) member.status = 'ACTIVE';
      };
      collaboration.faults.push({ operation: 'DeleteMember', then: 'drop_before', meanwhile: join });
      const error = await rejection(cancel(await theOnly()));
      assert.deepEqual([error.code, collaboration.member(newcomer)?.status], ['invalid_state', 'ACTIVE']);
    });
  });

  describe('when one is cancelled', () => {
    it('removes the member who has not joined', async () => {
      collaboration.members.push(listed('INVITED'));
      const { outcome } = await cancel(await theOnly());
      assert.deepEqual([outcome, collaboration.member(newcomer)?.status], ['deleted', 'REMOVED']);
    });

    it('never removes a member who has joined since the list was read', async () => {
      collaboration.members.push(listed('INVITED'));
      const invitation = await theOnly();
      for (const member of collaboration.members) member.status = 'ACTIVE';
      assert.deepEqual([(await rejection(cancel(invitation))).code, collaboration.writes], ['invalid_state', []]);
    });

    it('has nothing to do where the member was removed already', async () => {
      collaboration.members.push(listed('REMOVED'));
      assert.deepEqual([(await cancel(await theOnly())).outcome, collaboration.writes], ['existing', []]);
    });

    for (const status of ['PENDING', 'APPROVED']) {
      it(`cancels a change request that is ${status}`, async () => {
        const request = collaboration.ask(status, asked);
        const { outcome } = await cancel(await theOnly());
        assert.deepEqual(
          [outcome, request.status, collaboration.outcomes],
          ['deleted', 'CANCELLED', ['UpdateCollaborationChangeRequest deleted']],
        );
      });
    }

    it('does not say that a change request is cancelled which has become an invitation', async () => {
      const request = collaboration.ask('PENDING', asked);
      const invitation = await theOnly();
      collaboration.commit(request);
      assert.deepEqual([(await rejection(cancel(invitation))).code, collaboration.writes], ['invalid_state', []]);
    });

    it('leaves a change request that asks for more', async () => {
      const request = collaboration.ask('PENDING', asked);
      request.changes.push({ types: ['ADD_MEMBER'], member: { ...asked, accountId: '888899990000' } });
      const [first = assert.fail('there is none')] = await invitations.list(collaboration.room);
      assert.deepEqual([(await rejection(cancel(first))).code, request.status], ['invalid_state', 'PENDING']);
    });

    it('is refused where another account made the collaboration', async () => {
      collaboration.members.push(listed('INVITED'));
      const invitation = await theOnly();
      collaboration.creator = '999900001111';
      assert.deepEqual([(await rejection(cancel(invitation))).code, collaboration.writes], ['not_permitted', []]);
    });
  });

  it('do not count ourselves', async () => {
    assert.deepEqual([collaboration.members.map(({ accountId }) => accountId), await invitations.list(collaboration.room)], [[own], []]);
  });
});
