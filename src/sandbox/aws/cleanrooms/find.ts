/** Finding what a request names, as far as its caller may see it. */
import type {
  CollaborationRecord,
  ConfiguredTableAssociationRecord,
  ConfiguredTableRecord,
  IdMappingTableRecord,
  IdNamespaceAssociationRecord,
  MemberRecord,
  MembershipRecord,
} from '../../world/records.ts';
import type { Context } from '../context.ts';
import { models } from '../model.ts';
import { conflict, forbidden, notFound } from './errors.ts';

/** The caller's own row among a collaboration's members, while he is invited or active. */
export function callersMember({ caller }: Context, collaboration: CollaborationRecord): MemberRecord | undefined {
  return collaboration.members.find(
    (each) => each.accountId === caller.account.id && (each.status === 'INVITED' || each.status === 'ACTIVE'),
  );
}

/**
 * A collaboration in which the caller is invited or active. An unknown one is not found where the operation models that,
 * and access denied where it does not; a foreign one is always access denied.
 */
export function findCollaboration(context: Context, id: string): { collaboration: CollaborationRecord; member: MemberRecord } {
  const { world, caller, operation } = context;
  const collaboration = world.collaborations.get(id);
  if (collaboration === undefined || collaboration.deleted || collaboration.region !== caller.region) {
    const modelled = models['cleanrooms']?.operations[operation]?.errors.includes('ResourceNotFoundException') === true;
    throw modelled ? notFound(id, 'COLLABORATION') : forbidden(`You do not have access to collaboration ${id}.`);
  }
  const member = callersMember(context, collaboration);
  if (member === undefined) throw forbidden(`You do not have access to collaboration ${id}.`);
  return { collaboration, member };
}

/** A collaboration of which the caller is an active member: only those see its schemas. */
export function findJoinedCollaboration(context: Context, id: string): CollaborationRecord {
  const { collaboration, member } = findCollaboration(context, id);
  if (member.status !== 'ACTIVE') throw forbidden(`You are not an active member of collaboration ${id}.`);
  return collaboration;
}

/** A membership of the caller's account and Region. */
export function findMembership({ world, caller }: Context, id: string): MembershipRecord {
  const membership = world.memberships.get(id);
  if (membership?.accountId !== caller.account.id || membership.region !== caller.region) throw notFound(id, 'MEMBERSHIP');
  return membership;
}

/** A membership that can be changed: its collaboration was not deleted, and the member not removed. */
export function findActiveMembership(context: Context, id: string): MembershipRecord {
  const membership = findMembership(context, id);
  if (context.world.statusOf(membership) !== 'ACTIVE') throw conflict('INVALID_STATE', `Membership ${id} is not active.`, id, 'MEMBERSHIP');
  return membership;
}

export function findConfiguredTable({ world, caller }: Context, id: string): ConfiguredTableRecord {
  const table = world.configuredTables.get(id);
  if (table?.accountId !== caller.account.id || table.region !== caller.region) throw notFound(id, 'CONFIGURED_TABLE');
  return table;
}

export function findAssociation({ world }: Context, membership: MembershipRecord, id: string): ConfiguredTableAssociationRecord {
  const association = world.association(id);
  if (association?.membershipId !== membership.id) throw notFound(id, 'CONFIGURED_TABLE_ASSOCIATION');
  return association;
}

export function findIdNamespaceAssociation({ world }: Context, membership: MembershipRecord, id: string): IdNamespaceAssociationRecord {
  const association = world.idNamespaceAssociation(id);
  if (association?.membershipId !== membership.id) throw notFound(id);
  return association;
}

export function findIdMappingTable({ world }: Context, membership: MembershipRecord, id: string): IdMappingTableRecord {
  const table = world.idMappingTables.get(id);
  if (table?.membershipId !== membership.id) throw notFound(id);
  return table;
}

/**
 * For answers to Create: under `young_parents_refuse_children`, nothing can be made yet inside what was created just now.
 * @throws {ServiceError} that the parent is not found
 */
export function requireGrownParent(
  { world, now }: Context,
  parent: MembershipRecord | ConfiguredTableAssociationRecord,
  type: 'MEMBERSHIP' | 'CONFIGURED_TABLE_ASSOCIATION',
): void {
  if (world.settings.youngParentsRefuseChildren && !world.isVisible(parent.createTime, now)) throw notFound(parent.id, type);
}

/** For answers to Get: what was created just now is not there yet while reads lag behind. */
export function requireVisible({ world, now }: Context, createTime: number, error: Error): void {
  if (!world.isVisible(createTime, now)) throw error;
}
