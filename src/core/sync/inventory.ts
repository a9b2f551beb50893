import type { CleanRoomError } from '../errors.ts';
import type { Invitation, Member, Membership } from '../model/collaboration.ts';
import type { Connection } from '../model/connection.ts';
import type { IdNamespaceAssociation } from '../model/idNamespace.ts';
import type { Quotas } from '../model/quota.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { ConfiguredTable, ConfiguredTableAssociation, SchemaRules } from '../model/table.ts';

/** What is: everything a plan is made from, as the service said it, and when. */
export interface Inventory {
  connection: Connection;
  /** How many memberships the account has, in scope or not. */
  activeMemberships: number;
  quotas: Quotas;
  configuredTables: readonly ConfiguredTable[];
  collaborations: readonly CollaborationInventory[];
}

/** What is in one collaboration, or why it could not be read. */
export interface CollaborationInventory {
  /** Not joined yet (`invitation`) or joined (`membership`). */
  place: { kind: 'invitation'; invitation: Invitation } | { kind: 'membership'; membership: Membership };
  associations: readonly ConfiguredTableAssociation[];
  idNamespaceAssociations: readonly IdNamespaceAssociation[];
  /** The schemas that this account owns, by name. */
  schemas: ReadonlyMap<string, SchemaReadiness>;
  /** Read only where an invitation is to be accepted or a rule is to be made, and by a close look. */
  members?: readonly Member[];
  /** Both rules of every schema, by its name; read only by a close look. */
  rules?: ReadonlyMap<string, SchemaRules>;
  /** Why a close look could not read the rules. */
  rulesUnread?: CleanRoomError;
  /** ISO 8601: when this was read. */
  readAt: string;
  unreadable?: CleanRoomError;
}

export interface CollaborationIdentity {
  collaborationId: string;
  membershipId?: string;
  name: string;
  creatorAccountId: string;
  creatorDisplayName: string;
}

/** The names and ids of a collaboration, joined or not. */
export function identityOf(collaboration: CollaborationInventory): CollaborationIdentity {
  if (collaboration.place.kind === 'invitation') {
    const { collaborationId, name, creatorAccountId, creatorDisplayName } = collaboration.place.invitation;
    return { collaborationId, name, creatorAccountId, creatorDisplayName };
  }
  const { collaborationId, membershipId, collaborationName, creatorAccountId, creatorDisplayName } = collaboration.place.membership;
  return { collaborationId, membershipId, name: collaborationName, creatorAccountId, creatorDisplayName };
}
