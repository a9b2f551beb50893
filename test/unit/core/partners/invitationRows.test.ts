import assert from 'node:assert/strict';
import type { InvitationState, SentInvitation } from '../../../../src/core/model/sentInvitation.ts';
import { invitationRows, lossOfNewInvitation } from '../../../../src/core/partners/invitationRows.ts';

const sent = (id: string, to: string, state: InvitationState, createdAt: string): SentInvitation => ({
  id,
  roomId: 'r',
  to,
  state,
  status: state.toUpperCase(),
  createdAt,
});
const counts = (...all: SentInvitation[]): string[] => invitationRows(all).map(({ invitation }) => invitation.id);

describe('of several invitations to one address the one that counts', () => {
  it('is the one that waits, however old', () => {
    assert.deepEqual(counts(sent('old', 'a@x.example', 'pending', '2026-01-01'), sent('new', 'A@x.example', 'declined', '2026-02-01')), [
      'old',
    ]);
  });
  it('is one whose word nobody knows before one that is over: it may wait', () => {
    assert.deepEqual(
      counts(sent('unknown', 'a@x.example', 'unknown', '2026-01-01'), sent('over', 'a@x.example', 'declined', '2026-02-01')),
      ['unknown'],
    );
  });
  it('is the accepted one before one that was declined', () => {
    assert.deepEqual(counts(sent('yes', 'a@x.example', 'accepted', '2026-01-01'), sent('no', 'a@x.example', 'declined', '2026-02-01')), [
      'yes',
    ]);
  });
  it('is the newest of those that came to nothing', () => {
    assert.deepEqual(
      counts(sent('first', 'a@x.example', 'cancelled', '2026-01-01'), sent('last', 'a@x.example', 'declined', '2026-02-01')),
      ['last'],
    );
  });
  it('is one for each address, in the order of the list', () => {
    assert.deepEqual(counts(sent('b', 'b@x.example', 'pending', '2026-01-01'), sent('a', 'a@x.example', 'pending', '2026-02-01')), [
      'b',
      'a',
    ]);
  });
});

describe('what a new invitation cannot give again', () => {
  it('is the ability to query, and to pay', () => {
    const member = {
      ...sent('1', '111122223333', 'pending', '2026-01-01'),
      abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      pays: ['queryCompute'],
    };
    assert.deepEqual(lossOfNewInvitation(member), ['CAN_QUERY', 'queryCompute']);
  });
  it('is nothing for somebody who may only receive results', () => {
    assert.deepEqual(lossOfNewInvitation({ ...sent('1', '1', 'pending', ''), abilities: ['CAN_RECEIVE_RESULTS'], pays: [] }), []);
  });
});
