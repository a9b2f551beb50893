import type { CollaborationEntry, Configuration } from '../config/schema.ts';
import { entryWithoutMembership, membershipNotConfigured } from '../diagnosis/collaborationFindings.ts';
import type { Connection } from '../model/connection.ts';
import type { Membership } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';

/** The active entries of a file that belong to a connection, with their memberships. */
export interface ManagedEntries {
  managed: { entry: CollaborationEntry; membership: Membership }[];
  /** Entries without a membership, memberships without an entry. */
  findings: Finding[];
}

/** Matches the file with what the account has. One file may serve many connections: other accounts' entries are theirs. */
export function managedEntries(configuration: Configuration, memberships: readonly Membership[], connection: Connection): ManagedEntries {
  const byId = new Map(memberships.map((membership) => [membership.membershipId, membership]));
  const entries = (configuration.collaborations ?? []).filter((entry) => belongsTo(entry, connection));
  const listed = new Set((configuration.collaborations ?? []).map((entry) => entry.membership_id));
  const result: ManagedEntries = { managed: [], findings: [] };
  for (const entry of entries.filter(({ status }) => status === 'active')) {
    const membership = byId.get(entry.membership_id);
    if (membership === undefined) result.findings.push(entryWithoutMembership(connection, entry));
    else result.managed.push({ entry, membership });
  }
  result.findings.push(...memberships.filter(({ membershipId }) => !listed.has(membershipId)).map((membership) => membershipNotConfigured(connection, membership)));
  return result;
}

/** True unless the entry names another account, or another Region of its own. */
export function belongsTo(entry: { account_id?: string | undefined; region?: string | undefined }, { accountId, region }: Connection): boolean {
  return (entry.account_id ?? accountId) === accountId && (entry.region ?? region) === region;
}
