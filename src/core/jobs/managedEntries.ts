import type { CollaborationEntry, Configuration } from '../config/schema.ts';
import { entriesOfOthers, entryWithoutMembership, membershipNotConfigured } from '../diagnosis/collaborationFindings.ts';
import type { Connection } from '../model/connection.ts';
import type { Membership } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';

/** The active entries of a file that belong to a connection, with their memberships. */
export interface ManagedEntries {
  managed: { entry: CollaborationEntry; membership: Membership }[];
  /** Entries without a membership, memberships without an entry, entries of others. */
  findings: Finding[];
}

/**
 * Matches the file with what the account has. One file may serve many connections: entries of other accounts and Regions
 * are theirs. A file that is only about others says nothing about this account's memberships.
 */
export function managedEntries(configuration: Configuration, memberships: readonly Membership[], connection: Connection): ManagedEntries {
  const byId = new Map(memberships.map((membership) => [membership.membershipId, membership]));
  const all = configuration.collaborations ?? [];
  const ours = all.filter((entry) => byId.has(entry.membership_id) || belongsTo(entry, configuration, connection));
  const othersActive = all.filter((entry) => entry.status === 'active' && !ours.includes(entry));
  const result: ManagedEntries = { managed: [], findings: [] };
  for (const entry of ours.filter(({ status }) => status === 'active')) {
    const membership = byId.get(entry.membership_id);
    if (membership === undefined) result.findings.push(entryWithoutMembership(connection, entry));
    else result.managed.push({ entry, membership });
  }
  if (othersActive.length > 0) result.findings.push(entriesOfOthers(connection, othersActive, ours.length === 0));
  if (ours.length > 0 || all.length === 0) {
    const listed = new Set(all.map((entry) => entry.membership_id));
    result.findings.push(
      ...memberships
        .filter(({ membershipId }) => !listed.has(membershipId))
        .map((membership) => membershipNotConfigured(connection, membership)),
    );
  }
  return result;
}

/** True unless the entry, or the file for all its entries, names another account or Region. */
export function belongsTo(
  entry: { account_id?: string | undefined; region?: string | undefined },
  { defaults }: Configuration,
  { accountId, region }: Connection,
): boolean {
  return (entry.account_id ?? accountId) === accountId && (entry.region ?? defaults?.region ?? region) === region;
}
