import type { JsonObject } from '../../json.ts';
import type { ConfiguredTableAssociationRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import { pageOf } from '../pages.ts';
import { quotaNames } from '../quotaTable.ts';
import { saveTags } from '../tags.ts';
import { conflict, notFound, quotaExceeded } from './errors.ts';
import { findActiveMembership, findAssociation, findConfiguredTable, findMembership, requireGrownParent, requireVisible } from './find.ts';
import { requireServiceRole } from './serviceRole.ts';

/**
 * The name is the SQL name in the collaboration: unique in the membership surely, in the collaboration probably, so both
 * are refused here. Whether a table can be associated twice under two names is unknown: `one_association_per_table`.
 */
export const createConfiguredTableAssociation: Handler = (context, input) => {
  const { world, now, caller } = context;
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  requireGrownParent(context, membership, 'MEMBERSHIP');
  const table = findConfiguredTable(context, input.text('configuredTableIdentifier'));
  const name = input.text('name');
  const everybodys = world.remainingAssociationsIn(membership.collaborationId, now);
  const same =
    everybodys.find((each) => each.name === name) ??
    (world.settings.oneAssociationPerTable
      ? everybodys.find((each) => each.membershipId === membership.id && each.configuredTableId === table.id)
      : undefined);
  if (same !== undefined) {
    const what = same.name === name ? `A table association named ${name}` : `An association of this table, named ${same.name},`;
    throw conflict('ALREADY_EXISTS', `${what} exists already.`, same.id, 'CONFIGURED_TABLE_ASSOCIATION');
  }
  const limit = world.settings.quotas.table_associations_per_membership;
  if (world.associationsOf(membership).length >= limit) throw quotaExceeded(quotaNames.table_associations_per_membership, limit);
  const role = requireServiceRole(context, input.text('roleArn'), membership.arn);
  const id = world.nextId();
  const association: ConfiguredTableAssociationRecord = {
    id,
    arn: `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:configuredtableassociation/${membership.id}/${id}`,
    membershipId: membership.id,
    collaborationId: membership.collaborationId,
    configuredTableId: table.id,
    name,
    description: input.optionalText('description'),
    roleArn: role.arn,
    analysisRule: null,
    notReady: null,
    createTime: now,
    updateTime: now,
  };
  world.addAssociation(association);
  saveTags(world, association.arn, input);
  return { configuredTableAssociation: describe(context, association) };
};

export const listConfiguredTableAssociations: Handler = (context, input) => {
  const { world, now } = context;
  const membership = findMembership(context, input.text('membershipIdentifier'));
  const mine = world
    .remainingAssociationsIn(membership.collaborationId, now)
    .filter((each) => each.membershipId === membership.id && world.isVisible(each.createTime, now));
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return {
    nextToken: page.nextToken,
    configuredTableAssociationSummaries: page.items.map((each) => {
      const { configuredTableId, membershipId, name, createTime, updateTime, id, arn } = each;
      const types = world.settings.omitAnalysisRuleTypes ? undefined : ruleTypes(context, each);
      return {
        configuredTableId,
        membershipId,
        membershipArn: membership.arn,
        name,
        createTime,
        updateTime,
        id,
        arn,
        analysisRuleTypes: types,
      };
    }),
  };
};

export const getConfiguredTableAssociation: Handler = (context, input) => {
  const association = find(context, input.text('membershipIdentifier'), input.text('configuredTableAssociationIdentifier'));
  requireVisible(context, association.createTime, notFound(association.id, 'CONFIGURED_TABLE_ASSOCIATION'));
  return { configuredTableAssociation: describe(context, association) };
};

/** Role and description change; name and table never do. */
export const updateConfiguredTableAssociation: Handler = (context, input) => {
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  const association = findAssociation(context, membership, input.text('configuredTableAssociationIdentifier'));
  const roleArn = input.optionalText('roleArn');
  if (roleArn !== undefined) association.roleArn = requireServiceRole(context, roleArn, membership.arn).arn;
  association.description = input.optionalText('description') ?? association.description;
  association.updateTime = context.now;
  return { configuredTableAssociation: describe(context, association) };
};

/** The collaboration analysis rule goes with it. */
export const deleteConfiguredTableAssociation: Handler = (context, input) => {
  const association = find(context, input.text('membershipIdentifier'), input.text('configuredTableAssociationIdentifier'));
  context.world.removeAssociation(association, context.now);
  context.world.tags.delete(association.arn);
  return {};
};

function find(context: Context, membershipId: string, id: string): ConfiguredTableAssociationRecord {
  return findAssociation(context, findMembership(context, membershipId), id);
}

function ruleTypes({ world, now }: Context, { analysisRule }: ConfiguredTableAssociationRecord): string[] {
  return analysisRule !== null && world.isVisible(analysisRule.createTime, now) ? [analysisRule.type] : [];
}

function describe(context: Context, association: ConfiguredTableAssociationRecord): JsonObject {
  const { id, arn, configuredTableId, membershipId, roleArn, name, description, createTime, updateTime } = association;
  return {
    id,
    arn,
    configuredTableId,
    membershipId,
    roleArn,
    name,
    description,
    createTime,
    updateTime,
    configuredTableArn: context.world.configuredTables.get(configuredTableId)?.arn,
    membershipArn: context.world.memberships.get(membershipId)?.arn,
    analysisRuleTypes: ruleTypes(context, association),
  };
}
