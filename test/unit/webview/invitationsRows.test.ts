import assert from 'node:assert/strict';
import type { PanelConnection, PanelInvitation } from '../../../src/protocol/invitationMessages.ts';
import { filterRows, noFilter, rowsOf } from '../../../src/webview/invitations/list/invitationRows.ts';

const invitation = (to: string, more: Partial<PanelInvitation> = {}): PanelInvitation => ({
  id: to,
  to,
  state: 'pending',
  status: 'PENDING',
  reminderDue: false,
  history: [],
  ...more,
});

const connection = (connectionId: string, room: string, invitations: PanelInvitation[]): PanelConnection => ({
  connectionId,
  name: connectionId,
  accountId: '',
  region: '',
  sandbox: false,
  state: 'read',
  content: { readAt: '', reminderDays: 7, allowances: [], rooms: [{ id: room, displayId: 'CR-77', name: room, status: '', invitations }] },
});

const connections = [
  connection('acme', 'Media', [
    invitation('answered-long-ago', { state: 'accepted', ageDays: 40 }),
    invitation('answered-lately', { state: 'declined', ageDays: 2 }),
    invitation('waits-a-day', { ageDays: 1, partnerName: 'Orbit' }),
    invitation('wants-a-word', { ageDays: 9, reminderDue: true }),
  ]),
  connection('northwind', 'Autumn', [
    invitation('awaits-approval', { state: 'awaiting_approval', ageDays: 5 }),
    invitation('ageless', { state: 'unknown' }),
  ]),
];
const found = (filter: Partial<typeof noFilter>): string[] =>
  filterRows(rowsOf(connections), { ...noFilter, ...filter }).map(({ invitation: { to } }) => to);

describe('The rows of invitations', () => {
  it('begin with what wants a word, then what waits longest, then the newest answers', () => {
    assert.deepEqual(found({}), ['wants-a-word', 'awaits-approval', 'waits-a-day', 'ageless', 'answered-lately', 'answered-long-ago']);
  });

  it('are told apart also where two rooms have the same invitation', () => {
    const twice = [connection('a', 'One', [invitation('x')]), connection('b', 'One', [invitation('x')])];
    assert.equal(new Set(rowsOf(twice).map(({ key }) => key)).size, 2);
  });

  it('are filtered by address, partner, room and its short id, in any case', () => {
    assert.deepEqual(found({ text: 'ORBIT' }), ['waits-a-day']);
    assert.deepEqual(found({ text: 'autumn' }), ['awaits-approval', 'ageless']);
    assert.equal(found({ text: 'cr-77' }).length, 6);
  });

  it('are filtered by whether an answer is awaited, and by connection', () => {
    assert.deepEqual(found({ state: 'waiting' }), ['wants-a-word', 'awaits-approval', 'waits-a-day']);
    assert.deepEqual(found({ state: 'answered', connectionId: 'northwind' }), ['ageless']);
  });
});
