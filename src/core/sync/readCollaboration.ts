import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { AnalysisRuleType, ConfiguredTableAssociation } from '../model/table.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { CollaborationInventory } from './inventory.ts';
import type { DesiredCollaboration } from './desired.ts';

const nothingInside = { associations: [], idNamespaceAssociations: [], schemas: new Map<string, SchemaReadiness>() };

/** What is in a collaboration that this account has joined. A failure stays in it and never stops its neighbours. */
export async function readMembership(
  service: CleanRoomService,
  membership: Membership,
  desired: DesiredCollaboration | undefined,
  { closely, ruleTypes, signal }: Look,
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
    const mustKnowMembers = lacksRule(associations, desired);
    const [members, rules] = await Promise.all([
      mustKnowMembers ? service.memberships?.members(membership.collaborationId, signal) : undefined,
      closely ? readClosely(service, membership, associations, ruleTypes, !mustKnowMembers, signal) : {},
    ]);
    return {
      place,
      associations,
      idNamespaceAssociations,
      schemas,
      ...rules,
      ...(members === undefined ? {} : { members }),
      readAt: now(),
    };
  } catch (thrown) {
    return { place, ...nothingInside, unreadable: rethrowIfCancelled(thrown), readAt: now() };
  }
}

/** How to look at a membership. */
export interface Look {
  /** True: with every member and rule, as finding wrong ones takes. */
  closely: boolean;
  /** The types of the configured tables' own rules, by table id. */
  ruleTypes: ReadonlyMap<string, AnalysisRuleType>;
  signal?: AbortSignal | undefined;
}

/** Rules that have to be asked for one by one, because the batch did not show them; more would take minutes. */
const mostAskedAlone = 25;

/** Members, and both rules of every schema. A caller who may not read them still gets everything else. */
async function readClosely(
  service: CleanRoomService,
  { collaborationId, membershipId }: Membership,
  associations: readonly ConfiguredTableAssociation[],
  ruleTypes: ReadonlyMap<string, AnalysisRuleType>,
  withMembers: boolean,
  signal?: AbortSignal,
): Promise<Pick<CollaborationInventory, 'members' | 'rules' | 'rulesUnread'>> {
  const asked = associations.flatMap(({ name, configuredTableId }) => {
    const type = ruleTypes.get(configuredTableId);
    return type === undefined ? [] : [{ name, type }];
  });
  try {
    const [members, read] = await Promise.all([
      withMembers ? service.memberships?.members(collaborationId, signal) : undefined,
      service.associations?.rules(collaborationId, asked, signal),
    ]);
    const rules = new Map(read);
    // A rule that the list knows and the schema does not show (of another type, or made a moment ago) is asked for by itself.
    const unseen = associations.filter(
      ({ name, analysisRuleType: type }) => type !== undefined && type !== 'none' && rules.get(name)?.collaboration === undefined,
    );
    if (unseen.length > mostAskedAlone)
      throw new CleanRoomError(
        'unexpected_answer',
        t('BatchGetSchemaAnalysisRule shows no collaboration analysis rule of {0} associations.', unseen.length),
      );
    await Promise.all(
      unseen.map(async ({ id, name, analysisRuleType: type }) => {
        const types = type === undefined || type === 'none' ? [] : [type];
        const rule = await service.associations?.analysisRule(membershipId, id, types, signal);
        if (rule !== undefined) rules.set(name, { ...rules.get(name), collaboration: rule });
      }),
    );
    return { rules, ...(members === undefined ? {} : { members }) };
  } catch (thrown) {
    return { rulesUnread: rethrowIfCancelled(thrown) };
  }
}

function now(): string {
  return new Date().toISOString();
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
  if (!trusted) return { place, ...nothingInside, readAt: now() };
  try {
    const members = await service.memberships?.members(invitation.collaborationId, signal);
    return { place, ...nothingInside, ...(members === undefined ? {} : { members }), readAt: now() };
  } catch (thrown) {
    return { place, ...nothingInside, unreadable: rethrowIfCancelled(thrown), readAt: now() };
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
  if (service.associations === undefined) return association;
  const rule = await service.associations.analysisRule(membership.membershipId, association.id, [], signal);
  return { ...association, analysisRuleType: rule?.type ?? 'none' };
}

/** Whether a rule has to be made: a table may be there twice, once with a rule and once without. */
function lacksRule(associations: readonly ConfiguredTableAssociation[], desired: DesiredCollaboration | undefined): boolean {
  if (desired?.roleArn === undefined) return false;
  const byTable = Map.groupBy(associations, ({ configuredTableId }) => configuredTableId);
  return desired.tables.some(({ table }) => {
    const present = byTable.get(table.id) ?? [];
    return table.analysisRuleType !== undefined && (present.length === 0 || present.some((each) => each.analysisRuleType === 'none'));
  });
}

function rethrowIfCancelled(thrown: unknown) {
  const error = asCleanRoomError(thrown);
  if (error.code === 'cancelled' || error.code === 'connection_unusable') throw error;
  return error;
}
