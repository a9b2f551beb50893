import assert from 'node:assert/strict';
import type { AuditEntry } from '../../../../src/core/jobs/audit.ts';
import type { SentInvitation } from '../../../../src/core/model/sentInvitation.ts';
import { historyOf } from '../../../../src/core/partners/invitationHistory.ts';

const dana = 'dana@nova.example';
const invitation = (id: string, createdAt: string, more: Partial<SentInvitation> = {}): SentInvitation => ({
  id,
  roomId: 'r1',
  to: dana,
  state: 'pending',
  status: 'PENDING',
  createdAt,
  ...more,
});
const entry = (when: string, operation: string, about: Record<string, string> = {}): AuditEntry => ({
  when,
  who: 'sam',
  connection: { id: 'liveramp|acme', accountId: 'Acme Retail', region: 'api.habu.com', sandbox: false },
  job: 'invite-partners',
  operation,
  subject: 's',
  outcome: operation === 'addCleanroomPartner' ? 'created' : 'deleted',
  about: { kind: 'invitation', name: dana, room_id: 'r1', ...about },
});

describe('what happened about several invitations to one address', () => {
  const declined = invitation('old', '2026-10-01T10:00:00Z', { state: 'declined', status: 'DECLINED', updatedAt: '2026-10-03T10:00:00Z' });
  const newer = invitation('new', '2026-10-10T10:00:01Z', { state: 'cancelled', status: 'CANCELLED' });
  const all = [newer, declined];
  const told = (entries: readonly AuditEntry[], of: SentInvitation, among = all): string[] =>
    historyOf(entries, 'r1', of, among).map(({ at, what }) => `${at.slice(5, 10)} ${what}`);

  it('is told of each in its own time', () => {
    const entries = [
      entry('2026-10-01T10:00:00Z', 'addCleanroomPartner'),
      entry('2026-10-10T10:00:00Z', 'addCleanroomPartner'),
      entry('2026-10-12T10:00:00Z', 'cancelPartnerInvitationByEmail'),
    ];
    assert.deepEqual(told(entries, declined), ['10-01 sent', '10-03 answered']);
    assert.deepEqual(told(entries, newer), ['10-10 sent', '10-12 cancelled']);
  });

  it('goes by the invitation that an entry names, whatever the clocks say', () => {
    const entries = [entry('2026-10-12T10:00:00Z', 'cancelPartnerInvitationById', { id: 'old' })];
    assert.deepEqual([told(entries, declined).at(-1), told(entries, newer)], ['10-12 cancelled', ['10-10 sent']]);
  });

  it('does not take the account, by which AWS calls every invitation of it, for one of them', () => {
    const member = invitation(dana, '2026-10-01T10:00:00Z', { state: 'ended', status: 'LEFT' });
    const request = invitation('request', '2026-10-10T10:00:00Z', { state: 'awaiting_approval' });
    const entries = [entry('2026-10-12T10:00:00Z', 'DeleteMember', { id: dana })];
    assert.deepEqual(told(entries, member, [member, request]), ['10-01 sent']);
  });

  it('does not give the cancelling, which a sending follows at once, to the newer one', () => {
    const entries = [entry('2026-10-10T09:59:58Z', 'cancelPartnerInvitationByEmail'), entry('2026-10-10T10:00:00Z', 'addCleanroomPartner')];
    assert.deepEqual([told(entries, declined).at(-1), told(entries, newer)], ['10-10 cancelled', ['10-10 sent']]);
  });

  it('begins with what led up to the first of them', () => {
    const entries = [{ ...entry('2026-09-30T10:00:00Z', 'addCleanroomPartner'), outcome: 'failed' as const }];
    assert.equal(told(entries, declined)[0], '09-30 failed');
  });
});
