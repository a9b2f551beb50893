import type { AuditEntry } from '../jobs/audit.ts';
import type { SentInvitation } from '../model/sentInvitation.ts';
import { addressKey } from './invitees.ts';

/** What takes an invitation back, also where it was gone already. */
const cancelling: ReadonlySet<string> = new Set(['DeleteMember', 'cancelPartnerInvitationById', 'cancelPartnerInvitationByEmail']);
/** Two records of one event, ours and the service's, lie at most so far apart. */
const sameEventMs = 120_000;

/** One thing that happened to an invitation, as this machine's audit logs or the service tell it. */
export interface InvitationEvent {
  /** ISO 8601. */
  at: string;
  what: 'sent' | 'cancelled' | 'answered' | 'failed' | 'unknown';
  /** The operating system's user, or the service's inviter. */
  by?: string;
  detail?: string;
}

/**
 * What happened about an address in a room, oldest first. The service keeps no history: its own part is when the
 * invitation was made and when it changed last; everything else comes from this machine's audit logs.
 */
export function historyOf(entries: readonly AuditEntry[], roomId: string, invitation: SentInvitation): InvitationEvent[] {
  const key = addressKey(invitation.to);
  const ours = entries
    .filter(({ about }) => about?.['room_id'] === roomId && about['kind'] === 'invitation' && addressKey(about['name'] ?? '') === key)
    .map(eventOf);
  const theirs = serviceEvents(invitation).filter(
    (event) => !ours.some(({ at, what }) => what === event.what && Math.abs(Date.parse(at) - Date.parse(event.at)) < sameEventMs),
  );
  return [...ours, ...theirs].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function eventOf({ when, who, outcome, operation, error }: AuditEntry): InvitationEvent {
  const done = outcome === 'deleted' || cancelling.has(operation) ? 'cancelled' : 'sent';
  return {
    at: when,
    by: who,
    what: outcome === 'failed' || outcome === 'unknown' ? outcome : done,
    detail: error === undefined ? operation : `${operation}: ${error}`,
  };
}

function serviceEvents({ createdAt, updatedAt, invitedBy, state, status }: SentInvitation): InvitationEvent[] {
  const answered = state === 'accepted' || state === 'declined';
  return [
    ...(createdAt === undefined ? [] : [{ at: createdAt, what: 'sent' as const, ...(invitedBy === undefined ? {} : { by: invitedBy }) }]),
    ...(answered && updatedAt !== undefined && updatedAt !== createdAt
      ? [{ at: updatedAt, what: 'answered' as const, detail: status }]
      : []),
  ];
}
