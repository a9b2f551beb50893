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
 * What happened about an invitation, oldest first. The service keeps no history: its own part is when the invitation was
 * made and when it changed last; everything else comes from this machine's audit logs.
 * @param all the room's invitations: of several to one address each has the events of its own time
 */
export function historyOf(
  entries: readonly AuditEntry[],
  roomId: string,
  invitation: SentInvitation,
  all: readonly SentInvitation[] = [invitation],
): InvitationEvent[] {
  const key = addressKey(invitation.to);
  const ofAddress = all.filter(({ to }) => addressKey(to) === key).sort((a, b) => createdMs(a) - createdMs(b));
  const ours = entries
    .filter(({ about }) => about?.['room_id'] === roomId && about['kind'] === 'invitation' && addressKey(about['name'] ?? '') === key)
    .filter((entry) => invitationOf(entry, ofAddress)?.id === invitation.id)
    .map(eventOf);
  const theirs = serviceEvents(invitation).filter(
    (event) => !ours.some(({ at, what }) => what === event.what && Math.abs(Date.parse(at) - Date.parse(event.at)) < sameEventMs),
  );
  return [...ours, ...theirs].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/**
 * The invitation that an entry is about: the one that it names, else the newest that was there then; what was done before
 * the first of those that are listed led up to it. @param oldestFirst all invitations to the address
 */
function invitationOf({ about, when, operation }: AuditEntry, oldestFirst: readonly SentInvitation[]): SentInvitation | undefined {
  // AWS calls a member's invitation by the account, however often it was invited: that tells nothing apart.
  const named = oldestFirst.find(({ id, to }) => id === about?.['id'] && id !== to);
  if (named !== undefined) return named;
  // What made an invitation is recorded by our clock, perhaps before the moment that the service gives.
  const latest = Date.parse(when) + (cancelling.has(operation) ? 0 : sameEventMs);
  return oldestFirst.findLast((each) => createdMs(each) <= latest) ?? oldestFirst[0];
}

/** The first of all where the service gives no time. */
function createdMs({ createdAt }: SentInvitation): number {
  return createdAt === undefined ? 0 : Date.parse(createdAt);
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
