/** Everything that is there, for people and tests: `GET /_sandbox/state`. */
import { policyOf } from '../aws/cleanrooms/analysisRulePolicy.ts';
import { readinessOf } from '../aws/cleanrooms/readiness.ts';
import { allowsCleanRooms } from '../aws/resourcePolicy.ts';
import type { JsonObject } from '../json.ts';
import { liveRampState } from '../liveramp/world/state.ts';
import { isPopulated } from './idMappingJobs.ts';
import type { CollaborationRecord, ConfiguredTableAssociationRecord, MemberRecord, MembershipRecord } from './records.ts';
import type { World } from './world.ts';

/** `now` in milliseconds since 1970; the form is documented by the types of what is put in here and is kept stable. */
export function stateOf(world: World, now: number): JsonObject {
  return {
    scenario: world.scenario,
    accounts: [...world.accounts.values()].map((account) => ({
      account_id: account.id,
      display_name: account.displayName,
      roles: account.roles.map((each) => ({ name: each.name, arn: each.arn, trust: each.trust.map((trust) => trust.principal) })),
      deny: account.deny,
      credentials: account.credentials,
      regions: Object.fromEntries(regionsOf(world, account.id).map((region) => [region, regionState(world, account.id, region, now)])),
    })),
    collaborations: [...world.collaborations.values()].map((each) => collaborationState(world, each)),
    liveramp: liveRampState(world.liveRamp, now),
  };
}

function regionsOf(world: World, account: string): string[] {
  const regions = new Set<string>([world.settings.region]);
  for (const each of world.collaborations.values())
    if (each.members.some((member) => member.accountId === account)) regions.add(each.region);
  for (const each of [...world.configuredTables.values(), ...world.idNamespaces.values()])
    if (each.accountId === account) regions.add(each.region);
  return [...regions].sort();
}

function regionState(world: World, account: string, region: string, now: number): JsonObject {
  const invitations: JsonObject[] = [];
  for (const collaboration of world.collaborations.values()) {
    const member = collaboration.members.find((each) => each.accountId === account && each.status === 'INVITED');
    if (member === undefined || collaboration.deleted || collaboration.region !== region) continue;
    invitations.push({
      collaboration_id: collaboration.id,
      name: collaboration.name,
      creator_account_id: collaboration.creatorAccountId,
      abilities: member.abilities,
      payment: member.payment,
    });
  }
  return {
    id_namespaces: [...world.idNamespaces.values()]
      .filter((each) => each.accountId === account && each.region === region)
      .map(({ name, arn, type, policy }) => ({ name, arn, type, allows_clean_rooms: allowsCleanRooms(policy) })),
    configured_tables: world
      .configuredTablesOf(account, region)
      .map((each) => ({ id: each.id, name: each.name, analysis_rule_type: each.analysisRule?.type ?? null })),
    invitations,
    memberships: world.membershipsOf(account, region).map((each) => membershipState(world, each, now)),
  };
}

function membershipState(world: World, membership: MembershipRecord, now: number): JsonObject {
  const collaboration = world.collaborationOf(membership);
  return {
    membership_id: membership.id,
    collaboration_id: collaboration.id,
    collaboration_name: collaboration.name,
    creator_account_id: collaboration.creatorAccountId,
    status: world.statusOf(membership),
    payment: membership.payment,
    result_configuration: membership.defaultResultConfiguration ?? null,
    configured_table_associations: world.associationsOf(membership).map((each) => associationState(world, each, now)),
    id_namespace_associations: world.idNamespaceAssociationsOf(membership).map((each) => ({
      id: each.id,
      name: each.name,
      id_namespace_arn: each.idNamespaceArn,
      manage_resource_policies: each.manageResourcePolicies,
    })),
    id_mapping_tables: world.idMappingTablesOf(membership).map((each) => ({
      id: each.id,
      name: each.name,
      workflow_arn: each.workflowArn,
      populated: isPopulated(world, each, now),
    })),
  };
}

function associationState(world: World, association: ConfiguredTableAssociationRecord, now: number): JsonObject {
  const direct = readinessOf(world, association, now).find((each) => each.analysisType === 'DIRECT_ANALYSIS');
  const rule = association.analysisRule;
  return {
    id: association.id,
    name: association.name,
    configured_table_id: association.configuredTableId,
    configured_table_name: world.configuredTables.get(association.configuredTableId)?.name ?? null,
    role_arn: association.roleArn,
    analysis_rule: rule === null ? null : { type: rule.type, receivers: policyOf(rule).texts('allowedResultReceivers') },
    status: direct?.status ?? null,
    reasons: direct?.reasons ?? [],
  };
}

function collaborationState(world: World, collaboration: CollaborationRecord): JsonObject {
  return {
    collaboration_id: collaboration.id,
    name: collaboration.name,
    region: collaboration.region,
    creator_account_id: collaboration.creatorAccountId,
    deleted: collaboration.deleted,
    members: collaboration.members.map((each: MemberRecord) => ({
      account_id: each.accountId,
      display_name: each.displayName,
      abilities: each.abilities,
      status: each.status,
      payment: each.payment,
      membership_id: each.membershipId,
    })),
    auto_approved_change_types: collaboration.autoApprovedChangeTypes ?? [],
    change_requests: [...world.changeRequests.values()]
      .filter((each) => each.collaborationId === collaboration.id)
      .map(({ id, status, changes, approvals }) => ({ id, status, types: changes.flatMap((each) => each.types), approvals })),
  };
}
