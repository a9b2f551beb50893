import { asCleanRoomError } from '../errors.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { ConfiguredTableAssociation } from '../model/table.ts';
import type { CleanRoomService } from '../service.ts';
import type { CollaborationInventory } from './inventory.ts';
import type { DesiredCollaboration } from './desired.ts';

const nothingInside = { associations: [], idNamespaceAssociations: [], schemas: new Map<string, SchemaReadiness>() };

/** What is in a collaboration that this account has joined. A failure stays in it and never stops its neighbours. */
export async function readMembership(
  service: CleanRoomService,
  membership: Membership,
  desired: DesiredCollaboration | undefined,
  signal?: AbortSignal,
): Promise<CollaborationInventory> {
  const place = { kind: 'membership', membership } as const;
  try {
    const [listed, idNamespaceAssociations] = await Promise.all([
      service.associations?.list(membership.membershipId, signal) ?? [],
      service.idNamespaces?.list(membership.membershipId, signal) ?? [],
    ]);
    const schemas = await readOwnSchemas(
      service,
      membership.collaborationId,
      listed.map(({ name }) => name),
      signal,
    );
    const associations = await Promise.all(
      listed.map((association) => withRuleType(service, membership, association, schemas.get(association.name), signal)),
    );
    const members = lacksRule(associations, desired) ? await service.memberships?.members(membership.collaborationId, signal) : undefined;
    return { place, associations, idNamespaceAssociations, schemas, ...(members === undefined ? {} : { members }) };
  } catch (thrown) {
    return { place, ...nothingInside, unreadable: rethrowIfCancelled(thrown) };
  }
}

/** What accepting an invitation would mean. Members of a creator who is not trusted are not read: it stays pending anyway. */
export async function readInvitation(
  service: CleanRoomService,
  invitation: Invitation,
  desired: DesiredCollaboration | undefined,
  signal?: AbortSignal,
): Promise<CollaborationInventory> {
  const place = { kind: 'invitation', invitation } as const;
  const trusted = desired?.trustedCreators?.includes(invitation.creatorAccountId) ?? true;
  if (!trusted) return { place, ...nothingInside };
  try {
    const members = await service.memberships?.members(invitation.collaborationId, signal);
    return { place, ...nothingInside, ...(members === undefined ? {} : { members }) };
  } catch (thrown) {
    return { place, ...nothingInside, unreadable: rethrowIfCancelled(thrown) };
  }
}

/** The schemas of these names that this account made; a schema is named, not owned. */
export async function readOwnSchemas(
  service: CleanRoomService,
  collaborationId: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, SchemaReadiness>> {
  if (names.length === 0 || service.associations === undefined) return new Map();
  const schemas = await service.associations.readiness(collaborationId, names, signal);
  return new Map(
    schemas.filter(({ creatorAccountId }) => creatorAccountId === service.connection.accountId).map((schema) => [schema.name, schema]),
  );
}

/** The list may leave the rule's type out; a schema's state tells in most cases, asking for the rule in the rest. */
async function withRuleType(
  service: CleanRoomService,
  membership: Membership,
  association: ConfiguredTableAssociation,
  schema: SchemaReadiness | undefined,
  signal?: AbortSignal,
): Promise<ConfiguredTableAssociation> {
  if (association.analysisRuleType !== undefined) return association;
  if (schema?.reasons.some(({ code }) => code === 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED') === true)
    return { ...association, analysisRuleType: 'none' };
  if (schema?.ready === true && schema.analysisRuleType !== undefined) return { ...association, analysisRuleType: schema.analysisRuleType };
  const analysisRuleType = await service.associations?.analysisRuleType(membership.membershipId, association.id, [], signal);
  return analysisRuleType === undefined ? association : { ...association, analysisRuleType };
}

function lacksRule(associations: readonly ConfiguredTableAssociation[], desired: DesiredCollaboration | undefined): boolean {
  const withRule = new Set(
    associations.filter(({ analysisRuleType }) => analysisRuleType !== 'none').map(({ configuredTableId }) => configuredTableId),
  );
  return (
    desired?.roleArn !== undefined && desired.tables.some(({ table }) => table.analysisRuleType !== undefined && !withRule.has(table.id))
  );
}

function rethrowIfCancelled(thrown: unknown) {
  const error = asCleanRoomError(thrown);
  if (error.code === 'cancelled' || error.code === 'connection_unusable') throw error;
  return error;
}
