import type { Invitation, Member, Membership } from '../model/collaboration.ts';
import type { IdNamespace, IdNamespaceAssociation } from '../model/idNamespace.ts';
import type { Quotas } from '../model/quota.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { CollaborationAnalysisRule, ConfiguredTable, ConfiguredTableAssociation, SchemaRules } from '../model/table.ts';
import type {
  EndedMembership,
  GlueTable,
  IdMappingJob,
  IdMappingTable,
  Inspection,
  RoleAction,
  SeenCollaboration,
  TableSource,
} from '../inspectionService.ts';
import type { Associations, CleanRoomService, IdNamespaces, Inbox, Memberships, Prerequisites, Repairs, Role } from '../service.ts';
import type { ReadingLog } from './readingLog.ts';

/**
 * The same service, which asks for each thing once and notes what it was asked and when: the checks of a diagnosis and the
 * jobs that they are made of then share what was read. What is about partners passes unchanged; writes do too.
 */
export function rememberReads(service: CleanRoomService, log: ReadingLog): CleanRoomService {
  const { inbox, memberships, associations, idNamespaces, prerequisites, repairs, inspection } = service;
  return {
    ...service,
    callCounts: () => service.callCounts(),
    ...(inbox === undefined ? {} : { inbox: rememberedInbox(inbox, log) }),
    ...(memberships === undefined ? {} : { memberships: rememberedMemberships(memberships, log) }),
    ...(associations === undefined ? {} : { associations: rememberedAssociations(associations, log) }),
    ...(idNamespaces === undefined ? {} : { idNamespaces: rememberedIdNamespaces(idNamespaces, log) }),
    ...(prerequisites === undefined ? {} : { prerequisites: rememberedPrerequisites(prerequisites, log) }),
    ...(repairs === undefined ? {} : { repairs: rememberedRepairs(repairs, log) }),
    ...(inspection === undefined ? {} : { inspection: rememberedInspection(inspection, log) }),
  };
}

function rememberedInbox(inbox: Inbox, log: ReadingLog): Inbox {
  const invitations = log.reader<Invitation[]>('ListCollaborations');
  return { ...inbox, invitations: (signal) => invitations('', () => inbox.invitations(signal)) };
}

function rememberedMemberships(memberships: Memberships, log: ReadingLog): Memberships {
  const active = log.reader<Membership[]>('ListMemberships');
  const members = log.reader<Member[]>('ListMembers');
  return {
    active: (signal) =>
      active('', async () => {
        const all = await memberships.active(signal);
        for (const { membershipId, collaborationId, collaborationName } of all)
          for (const id of [membershipId, collaborationId]) log.name(id, collaborationName);
        return all;
      }),
    members: (id, signal) => members(id, () => memberships.members(id, signal)),
  };
}

function rememberedAssociations(associations: Associations, log: ReadingLog): Associations {
  const tables = log.reader<ConfiguredTable[]>('ListConfiguredTables');
  const list = log.reader<ConfiguredTableAssociation[]>('ListConfiguredTableAssociations');
  const rules = log.reader<Map<string, SchemaRules>>('BatchGetSchemaAnalysisRule');
  const rule = log.reader<CollaborationAnalysisRule | undefined>('GetConfiguredTableAssociationAnalysisRule');
  const readiness = log.reader<SchemaReadiness[]>('BatchGetSchema');
  return {
    ...associations,
    configuredTables: (signal) =>
      tables('', async () => {
        const all = await associations.configuredTables(signal);
        for (const { id, name } of all) log.name(id, name);
        return all;
      }),
    list: (membershipId, signal) =>
      list(membershipId, async () => {
        const all = await associations.list(membershipId, signal);
        for (const { id, name } of all) log.name(id, name);
        return all;
      }),
    rules: (id, schemas, signal) => rules(JSON.stringify([id, schemas]), () => associations.rules(id, schemas, signal), id),
    analysisRule: (membershipId, id, types, signal) =>
      rule(JSON.stringify([membershipId, id]), () => associations.analysisRule(membershipId, id, types, signal), id),
    readiness: (id, names, signal) => readiness(JSON.stringify([id, names]), () => associations.readiness(id, names, signal), id),
  };
}

function rememberedIdNamespaces(idNamespaces: IdNamespaces, log: ReadingLog): IdNamespaces {
  const list = log.reader<IdNamespaceAssociation[]>('ListIdNamespaceAssociations');
  const owned = log.reader<IdNamespace[]>('ListIdNamespaces');
  const find = log.reader<IdNamespace | undefined>('GetIdNamespace');
  return {
    ...idNamespaces,
    list: (id, signal) => list(id, () => idNamespaces.list(id, signal)),
    owned: (signal) => owned('', () => idNamespaces.owned(signal)),
    find: (name, signal) => find(name, () => idNamespaces.find(name, signal)),
  };
}

function rememberedPrerequisites(prerequisites: Prerequisites, log: ReadingLog): Prerequisites {
  const role = log.reader<Role | undefined>('GetRole');
  const quotas = log.reader<Quotas>('ListServiceQuotas');
  return {
    role: (name, signal) => role(name, () => prerequisites.role(name, signal)),
    quotas: (signal) => quotas('', () => prerequisites.quotas(signal)),
  };
}

function rememberedRepairs(repairs: Repairs, log: ReadingLog): Repairs {
  const tags = log.reader<Record<string, string>>('ListTagsForResource');
  return { ...repairs, tags: (arn, signal) => tags(arn, () => repairs.tags(arn, signal)) };
}

function rememberedInspection(inspection: Inspection, log: ReadingLog): Inspection {
  const collaborations = log.reader<SeenCollaboration[]>('ListCollaborations');
  const ended = log.reader<EndedMembership[]>('ListMemberships');
  const associationRole = log.reader<string>('GetConfiguredTableAssociation');
  const denied = log.reader<RoleAction[]>('SimulatePrincipalPolicy');
  const source = log.reader<TableSource>('GetConfiguredTable');
  const glueTable = log.reader<GlueTable | undefined>('GetTable');
  const policy = log.reader<'allows' | 'refuses'>('GetPolicy');
  const mappingTables = log.reader<IdMappingTable[]>('ListIdMappingTables');
  const job = log.reader<IdMappingJob | undefined>('ListIdMappingJobs');
  return {
    collaborations: (signal) => collaborations('', () => inspection.collaborations(signal)),
    endedMemberships: (signal) => ended('', () => inspection.endedMemberships(signal)),
    associationRole: (membershipId, id, signal) => associationRole(id, () => inspection.associationRole(membershipId, id, signal)),
    denied: (arn, wanted, signal) => denied(JSON.stringify([arn, wanted]), () => inspection.denied(arn, wanted, signal), arn),
    tableSource: (id, signal) => source(id, () => inspection.tableSource(id, signal)),
    glueTable: (table, signal) => glueTable(`${table.database}.${table.table}`, () => inspection.glueTable(table, signal)),
    idNamespacePolicy: (arn, signal) => policy(arn, () => inspection.idNamespacePolicy(arn, signal)),
    idMappingTables: (id, signal) => mappingTables(id, () => inspection.idMappingTables(id, signal)),
    newestIdMappingJob: (arn, signal) => job(arn, () => inspection.newestIdMappingJob(arn, signal)),
  };
}
