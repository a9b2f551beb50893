import type { JsonObject } from '../json.ts';
import type { AnalysisRuleRecord, CollaborationRecord, ConfiguredTableRecord, MemberRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { statementId } from '../aws/cleanrooms/idNamespaceAssociations.ts';
import { withStatement } from '../aws/resourcePolicy.ts';
import { addIdMappingTable } from './buildIdMappingTable.ts';
import { repeated } from './repeat.ts';
import type { ScenarioCollaboration, ScenarioMember, ScenarioMembership } from './collaborationSchema.ts';
import { wrongScenario } from './scenarioError.ts';

const hour = 3_600_000;

/** Adds a collaboration with its members and what they brought. `position` counts within a `repeat`; `now` is in milliseconds since 1970; `place` is for errors. */
export function addCollaboration(world: World, entry: ScenarioCollaboration, position: number, now: number, place: string): void {
  if (entry.name === undefined) throw wrongScenario(world.scenario, place, 'it has neither name nor repeat');
  const creator = world.accounts.get(entry.creator);
  if (creator === undefined) throw wrongScenario(world.scenario, `${place}.creator`, `${entry.creator} is not among the accounts`);
  if (!entry.members.some((each) => each.account === entry.creator))
    throw wrongScenario(world.scenario, `${place}.members`, 'the creator is not among them');
  const begun = entry.created_days_ago === undefined ? Date.parse(entry.created) : now - entry.created_days_ago * 24 * hour;
  const createTime = begun + position * hour;
  const region = entry.region ?? world.settings.region;
  const id = world.nextId();
  const collaboration: CollaborationRecord = {
    id,
    arn: `arn:aws:cleanrooms:${region}:${entry.creator}:collaboration/${id}`,
    region,
    name: entry.name,
    description: entry.description,
    creatorAccountId: entry.creator,
    creatorDisplayName: creator.displayName,
    members: [],
    queryLogStatus: entry.query_log,
    jobLogStatus: 'DISABLED',
    analyticsEngine: entry.analytics_engine,
    autoApprovedChangeTypes: entry.auto_approved_change_types,
    isMetricsEnabled: false,
    deleted: entry.deleted,
    createTime,
    updateTime: createTime,
  };
  world.collaborations.set(id, collaboration);
  const payer =
    entry.members.find((each) => each.pays_query_compute === true) ?? entry.members.find((each) => each.abilities.includes('CAN_QUERY'));
  entry.members.forEach((member, index) => {
    const record: MemberRecord = {
      accountId: member.account,
      displayName: member.display_name ?? world.accounts.get(member.account)?.displayName ?? `Account ${member.account}`,
      abilities: member.abilities,
      mlAbilities: [],
      status: memberStatus(world, member, `${place}.members[${String(index)}]`),
      payment: payment(member, member === payer),
      membershipId: null,
      createTime,
      updateTime: createTime,
    };
    collaboration.members.push(record);
    if (member.membership !== undefined)
      addMembership(world, collaboration, record, member.membership, `${place}.members[${String(index)}].membership`);
  });
  // Only now: they join what several members have brought.
  entry.members.forEach((member, index) => {
    member.membership?.id_mapping_tables.forEach((table, position) => {
      const at = `${place}.members[${String(index)}].membership.id_mapping_tables[${String(position)}]`;
      addIdMappingTable(world, collaboration, member.account, table, now, at);
    });
  });
}

/** Who has joined is active, or was removed since; who leaves deletes his membership. */
function memberStatus(world: World, { membership, status }: ScenarioMember, place: string): MemberRecord['status'] {
  if (membership === undefined) return status;
  if (status === 'LEFT') throw wrongScenario(world.scenario, `${place}.status`, 'who has left has no membership');
  return status === 'REMOVED' ? 'REMOVED' : 'ACTIVE';
}

function payment(member: ScenarioMember, paysQueries: boolean): JsonObject {
  const costs: JsonObject = { queryCompute: { isResponsible: paysQueries } };
  if (member.pays_job_compute !== undefined) costs['jobCompute'] = { isResponsible: member.pays_job_compute };
  const learning: JsonObject = {};
  if (member.pays_model_training !== undefined) learning['modelTraining'] = { isResponsible: member.pays_model_training };
  if (member.pays_model_inference !== undefined) learning['modelInference'] = { isResponsible: member.pays_model_inference };
  if (member.pays_synthetic_data_generation !== undefined)
    learning['syntheticDataGeneration'] = { isResponsible: member.pays_synthetic_data_generation };
  if (Object.keys(learning).length > 0) costs['machineLearning'] = learning;
  return costs;
}

function addMembership(
  world: World,
  collaboration: CollaborationRecord,
  member: MemberRecord,
  entry: ScenarioMembership,
  place: string,
): void {
  const { region, id: collaborationId } = collaboration;
  const createTime = collaboration.createTime + hour / 2;
  const id = world.nextId();
  member.membershipId = id;
  member.updateTime = createTime;
  world.memberships.set(id, {
    id,
    arn: `arn:aws:cleanrooms:${region}:${member.accountId}:membership/${id}`,
    accountId: member.accountId,
    region,
    collaborationId,
    queryLogStatus: entry.query_log,
    jobLogStatus: 'DISABLED',
    payment: member.payment,
    isMetricsEnabled: false,
    createTime,
    updateTime: createTime,
  });
  entry.configured_table_associations.forEach((each, index) => {
    const at = `${place}.configured_table_associations[${String(index)}]`;
    for (const association of repeated(each)) addAssociation(world, collaboration, member, id, association, createTime, at);
  });
  entry.id_namespace_associations.forEach((each, index) => {
    const idNamespaceArn = `arn:aws:entityresolution:${region}:${member.accountId}:idnamespace/${each.namespace}`;
    const namespace = world.idNamespaces.get(idNamespaceArn);
    if (namespace === undefined)
      throw wrongScenario(
        world.scenario,
        `${place}.id_namespace_associations[${String(index)}].namespace`,
        `${idNamespaceArn} does not exist`,
      );
    const associationId = world.nextId();
    const arn = `arn:aws:cleanrooms:${region}:${member.accountId}:membership/${id}/idnamespaceassociation/${associationId}`;
    if (each.tags !== undefined) world.tags.set(arn, { id: arn, tags: each.tags });
    world.addIdNamespaceAssociation({
      id: associationId,
      arn,
      membershipId: id,
      collaborationId,
      name: each.name ?? each.namespace,
      idNamespaceArn,
      manageResourcePolicies: each.manage_resource_policies,
      createTime,
      updateTime: createTime,
    });
    if (each.manage_resource_policies) namespace.policy = withStatement(namespace.policy, idNamespaceArn, statementId(associationId));
  });
}

function addAssociation(
  world: World,
  collaboration: CollaborationRecord,
  member: MemberRecord,
  membershipId: string,
  entry: ScenarioMembership['configured_table_associations'][number],
  createTime: number,
  place: string,
): void {
  const { region, id: collaborationId } = collaboration;
  const tableName = entry.table ?? entry.name;
  const table = world.configuredTablesOf(member.accountId, region).find((each) => each.name === tableName);
  if (table === undefined)
    throw wrongScenario(world.scenario, `${place}.table`, `${member.accountId} has no configured table "${String(tableName)}"`);
  const roles = world.accounts.get(member.accountId)?.roles ?? [];
  const role = entry.role === undefined ? roles[0] : roles.find((each) => each.name === entry.role);
  if (role === undefined) throw wrongScenario(world.scenario, `${place}.role`, `${member.accountId} has no such role`);
  const id = world.nextId();
  const arn = `arn:aws:cleanrooms:${region}:${member.accountId}:configuredtableassociation/${membershipId}/${id}`;
  if (entry.tags !== undefined) world.tags.set(arn, { id: arn, tags: entry.tags });
  world.addAssociation({
    id,
    arn,
    membershipId,
    collaborationId,
    configuredTableId: table.id,
    name: entry.name?.replaceAll('{table_id}', table.id) ?? table.name,
    roleArn: role.arn,
    analysisRule: associationRule(entry.analysis_rule ?? null, table, createTime),
    notReady: entry.not_ready?.reasons ?? null,
    createTime,
    updateTime: createTime,
  });
}

function associationRule(
  entry: (ScenarioMembership['configured_table_associations'][number]['analysis_rule'] & object) | null,
  table: ConfiguredTableRecord,
  time: number,
): AnalysisRuleRecord | null {
  if (entry === null) return null;
  const type = entry.type ?? table.analysisRule?.type ?? 'CUSTOM';
  const policy: JsonObject = {};
  if (entry.receivers !== undefined) policy['allowedResultReceivers'] = entry.receivers;
  if (entry.additional_analyses !== undefined) policy['allowedAdditionalAnalyses'] = entry.additional_analyses;
  return { type, policy: { v1: { [type.toLowerCase()]: policy } }, createTime: time, updateTime: time };
}
