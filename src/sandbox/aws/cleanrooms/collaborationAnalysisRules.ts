/** The collaboration analysis rules: what an association's owner allows beyond the table's own analysis rule. */
import type { JsonObject } from '../../json.ts';
import type { AnalysisRuleRecord, ConfiguredTableAssociationRecord, MembershipRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import type { Input } from '../input.ts';
import { requestedPolicy, ruleTypeOf } from './analysisRulePolicy.ts';
import { conflict, invalidConfiguration, notFound } from './errors.ts';
import { findActiveMembership, findAssociation, findMembership, requireGrownParent, requireVisible } from './find.ts';

/** Needs the association and the table's own rule, of the same type; one per association. */
export const createConfiguredTableAssociationAnalysisRule: Handler = (context, input) => {
  const { world, now } = context;
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  const association = findAssociation(context, membership, input.text('configuredTableAssociationIdentifier'));
  requireGrownParent(context, association, 'CONFIGURED_TABLE_ASSOCIATION');
  const type = ruleTypeOf(input);
  if (association.analysisRule !== null) {
    throw conflict(
      'ALREADY_EXISTS',
      `The association has a ${association.analysisRule.type} analysis rule already.`,
      association.id,
      'CONFIGURED_TABLE_ASSOCIATION',
    );
  }
  const tableRule = world.configuredTables.get(association.configuredTableId)?.analysisRule ?? null;
  if (tableRule === null) throw invalidConfiguration('analysisRuleType', 'The configured table has no analysis rule.');
  if (tableRule.type !== type)
    throw invalidConfiguration('analysisRuleType', `The configured table's analysis rule is of type ${tableRule.type}.`);
  const rule: AnalysisRuleRecord = { type, policy: checkedPolicy(context, membership, input, type), createTime: now, updateTime: now };
  association.analysisRule = rule;
  association.updateTime = now;
  return { analysisRule: describe(association, rule) };
};

export const getConfiguredTableAssociationAnalysisRule: Handler = (context, input) => {
  const { association, rule } = find(context, findMembership(context, input.text('membershipIdentifier')), input);
  requireVisible(context, rule.createTime, notFound(association.id, 'CONFIGURED_TABLE_ASSOCIATION'));
  return { analysisRule: describe(association, rule) };
};

export const updateConfiguredTableAssociationAnalysisRule: Handler = (context, input) => {
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  const { association, rule } = find(context, membership, input);
  rule.policy = checkedPolicy(context, membership, input, rule.type);
  rule.updateTime = context.now;
  return { analysisRule: describe(association, rule) };
};

export const deleteConfiguredTableAssociationAnalysisRule: Handler = (context, input) => {
  const { association } = find(context, findMembership(context, input.text('membershipIdentifier')), input);
  association.analysisRule = null;
  association.updateTime = context.now;
  return {};
};

function find(
  context: Context,
  membership: MembershipRecord,
  input: Input,
): { association: ConfiguredTableAssociationRecord; rule: AnalysisRuleRecord } {
  const association = findAssociation(context, membership, input.text('configuredTableAssociationIdentifier'));
  const rule = association.analysisRule;
  if (rule?.type !== ruleTypeOf(input)) throw notFound(association.id, 'CONFIGURED_TABLE_ASSOCIATION');
  return { association, rule };
}

/** Receivers are other members of the collaboration; whether they may receive shows only in the readiness. */
function checkedPolicy({ world }: Context, membership: MembershipRecord, input: Input, type: AnalysisRuleRecord['type']): JsonObject {
  const { whole, part } = requestedPolicy(input, type);
  const members = new Set(
    world
      .collaborationOf(membership)
      .members.filter((each) => each.status === 'INVITED' || each.status === 'ACTIVE')
      .map((each) => each.accountId),
  );
  for (const receiver of part.texts('allowedResultReceivers')) {
    if (receiver === membership.accountId)
      throw invalidConfiguration('allowedResultReceivers', 'The data owner cannot be a result receiver of his own table.');
    if (!members.has(receiver)) throw invalidConfiguration('allowedResultReceivers', `${receiver} is not a member of the collaboration.`);
  }
  return whole;
}

function describe(association: ConfiguredTableAssociationRecord, rule: AnalysisRuleRecord): JsonObject {
  const { type, policy, createTime, updateTime } = rule;
  return {
    membershipIdentifier: association.membershipId,
    configuredTableAssociationId: association.id,
    configuredTableAssociationArn: association.arn,
    policy,
    type,
    createTime,
    updateTime,
  };
}
