import type { CollaborationEntry } from '../../config/schema.ts';
import type { Finding } from '../../model/finding.ts';
import { t } from '../../text.ts';
import { endedCollaboration, endedMembership } from '../endedFindings.ts';
import { optionally, type Look } from './look.ts';

/**
 * Why memberships that the configuration lists as active are not there any more. Reads nothing where all of them are.
 * @param entries the active ones of this account and Region: what became of another's, this one does not know
 */
export async function checkEnded(
  look: Look,
  entries: readonly CollaborationEntry[],
  active: readonly { membershipId: string }[],
): Promise<Finding[]> {
  const { service, signal } = look;
  const { connection, inspection } = service;
  const there = new Set(active.map(({ membershipId }) => membershipId));
  const gone = entries.filter(({ membership_id: id }) => !there.has(id));
  if (gone.length === 0 || inspection === undefined) return [];
  return optionally(look, t('memberships that have ended'), async () => {
    const ids = new Set(gone.map(({ membership_id: id }) => id));
    const ended = (await inspection.endedMemberships(signal)).filter(({ membershipId }) => ids.has(membershipId));
    if (ended.length === ids.size) return ended.map((each) => endedMembership(connection, each));
    const left = (await inspection.collaborations(signal)).flatMap((seen) => {
      const entry = gone.find((each) => each.membership_id === seen.membershipId || each.name === seen.name);
      const finding = entry === undefined ? undefined : endedCollaboration(connection, seen);
      if (entry === undefined || finding === undefined || ended.some(({ membershipId }) => membershipId === entry.membership_id)) return [];
      return [{ ...finding, subject: { ...finding.subject, membershipId: entry.membership_id } }];
    });
    return [...ended.map((each) => endedMembership(connection, each)), ...left];
  });
}
