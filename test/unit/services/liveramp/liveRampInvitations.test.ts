import assert from 'node:assert/strict';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import type { SentInvitation } from '../../../../src/core/model/sentInvitation.ts';
import { rejection } from '../../support/jobs.ts';
import { Acme } from './acme.ts';

const to = 'ana@tailspin-toys.example';

describe('Inviting to a LiveRamp clean room', () => {
  let acme: Acme;
  let room: CleanRoom;
  const start = async (settings: object = {}): Promise<void> => {
    acme = await Acme.start(settings);
    room = await acme.room('Holiday Campaign 2026');
  };
  afterEach(() => acme.stop());

  const invite = (address = to, note?: string) =>
    acme.opened.service.partnerInvitations.invite({ roomId: room.id, to: address, note }, acme.opened.options);
  const list = (): Promise<SentInvitation[]> => acme.opened.service.partnerInvitations.list(room);
  const cancel = (invitation: SentInvitation) => acme.opened.service.partnerInvitations.cancel(invitation, acme.opened.options);

  it('sends address and note, answers what the service shows, and leaves an audit entry with room and request id', async () => {
    await start();
    const { value, outcome, requestId } = await invite(to, 'Come and see.');
    assert.deepEqual([value.to, value.note, value.state, outcome], [to, 'Come and see.', 'pending', 'created']);
    assert.deepEqual(acme.opened.records, [
      { operation: 'addCleanroomPartner', subject: `${to} to "Holiday Campaign 2026" (CR-045201)`, requestId, outcome: 'created' },
    ]);
  });

  it('a second time, in other letters, finds the first and sends nothing', async () => {
    await start();
    await invite();
    assert.deepEqual(
      [(await invite(to.toUpperCase())).outcome, await acme.calls('addCleanroomPartner'), (await list()).length],
      ['existing', 1, 1],
    );
  });

  it('after a refusal by the invitee is a new invitation', async () => {
    await start();
    await invite();
    await acme.control(`liveramp/invitations/${to}/decline`, {});
    assert.deepEqual([(await invite()).outcome, (await list()).map(({ state }) => state)], ['created', ['declined', 'pending']]);
  });

  it('in a room of somebody else is refused', async () => {
    await start();
    room = await acme.room('Nova Reach Lab');
    const error = await rejection(invite());
    assert.deepEqual(
      [error.code, error.sentence.includes('Ask Nova Media'), acme.outcomes],
      ['not_permitted', true, ['addCleanroomPartner failed']],
    );
  });

  it('is taken back by its id, and is gone from the list', async () => {
    await start();
    const { value } = await invite();
    assert.deepEqual([(await cancel(value)).outcome, await list()], ['deleted', []]);
  });

  it('is taken back where the service keeps showing it under another status', async () => {
    await start({ cancelled_invitations: 'stay' });
    const { value } = await invite();
    assert.deepEqual([(await cancel(value)).outcome, (await list()).map(({ state }) => state)], ['deleted', ['cancelled']]);
  });

  it('that is gone already is nothing to take back', async () => {
    await start();
    const { value } = await invite();
    await cancel(value);
    assert.deepEqual([(await cancel(value)).outcome, await acme.calls('cancelPartnerInvitationById')], ['existing', 1]);
  });

  it('that was declined is nothing to take back', async () => {
    await start();
    const { value } = await invite();
    await acme.control(`liveramp/invitations/${value.id}/decline`, {});
    assert.deepEqual([(await cancel(value)).outcome, await acme.calls('cancelPartnerInvitationById')], ['existing', 0]);
  });

  it('of a status that nobody knows is taken back like one that waits', async () => {
    await start();
    const { value } = await invite();
    await acme.control(`liveramp/invitations/${value.id}/status`, { status: 'INVITE_STATUS_UNKNOWN' });
    assert.deepEqual([(await cancel(value)).outcome, await list()], ['deleted', []]);
  });

  it('is not taken back once the partner has accepted', async () => {
    await start();
    const { value } = await invite();
    await acme.control(`liveramp/invitations/${value.id}/accept`, {});
    const error = await rejection(cancel(value));
    assert.deepEqual([error.code, await acme.calls('cancelPartnerInvitationById')], ['invalid_state', 0]);
  });

  it('does not end in the middle where it is cancelled while the invitation is on its way', async () => {
    await start();
    await acme.control('faults', { operation: 'addCleanroomPartner', then: 'slow', delay_ms: 200 });
    const stop = new AbortController();
    const inviting = acme.opened.service.partnerInvitations.invite(
      { roomId: room.id, to },
      { ...acme.opened.options, signal: stop.signal },
    );
    while ((await acme.calls('addCleanroomPartner')) === 0);
    stop.abort();
    assert.equal((await inviting).outcome, 'created');
  });

  it('sends nothing where it was cancelled before', async () => {
    await start();
    const options = { ...acme.opened.options, signal: AbortSignal.abort() };
    const error = await rejection(acme.opened.service.partnerInvitations.invite({ roomId: room.id, to }, options));
    assert.deepEqual([error.code, acme.outcomes], ['cancelled', []]);
  });
});
