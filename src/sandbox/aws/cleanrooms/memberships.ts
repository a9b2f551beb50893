import type { JsonObject } from '../../json.ts';
import type { MembershipRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import type { Input } from '../input.ts';
import { pageOf } from '../pages.ts';
import { quotaNames } from '../quotaTable.ts';
import { saveTags } from '../tags.ts';
import { conflict, forbidden, invalidConfiguration, notFound, quotaExceeded } from './errors.ts';
import { findActiveMembership, findMembership, requireVisible } from './find.ts';
import { checkPayment } from './payment.ts';
import { requireServiceRole } from './serviceRole.ts';

/** Accepts an invitation. */
export const createMembership: Handler = (context, input) => {
  const { world, caller, now } = context;
  const collaborationId = input.text('collaborationIdentifier');
  const collaboration = world.collaborations.get(collaborationId);
  if (collaboration === undefined || collaboration.deleted || collaboration.region !== caller.region)
    throw notFound(collaborationId, 'COLLABORATION');
  const member = collaboration.members.find((each) => each.accountId === caller.account.id);
  if (member === undefined) throw forbidden(`You are not invited to collaboration ${collaborationId}.`);
  if (member.membershipId !== null)
    throw conflict('ALREADY_EXISTS', `You have joined collaboration ${collaborationId} already.`, member.membershipId, 'MEMBERSHIP');
  if (member.status !== 'INVITED')
    throw conflict('INVALID_STATE', `Your invitation to collaboration ${collaborationId} is over.`, collaborationId, 'COLLABORATION');
  checkPayment(member, input.optionalStructure('paymentConfiguration')?.values, 'paymentConfiguration');
  if (
    !input.has('defaultResultConfiguration') &&
    member.abilities.includes('CAN_RECEIVE_RESULTS') &&
    !member.abilities.includes('CAN_QUERY')
  ) {
    throw invalidConfiguration('defaultResultConfiguration', 'A member who receives results and cannot query has to say where they go.');
  }
  const limit = world.settings.quotas.memberships_per_account;
  if (world.membershipsOf(caller.account.id, caller.region).length >= limit) throw quotaExceeded(quotaNames.memberships_per_account, limit);
  const id = world.nextId();
  const arn = `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:membership/${id}`;
  checkResultRoles(context, input, arn);
  const membership: MembershipRecord = {
    id,
    arn,
    accountId: caller.account.id,
    region: caller.region,
    collaborationId,
    queryLogStatus: input.text('queryLogStatus'),
    jobLogStatus: input.optionalText('jobLogStatus') ?? 'DISABLED',
    defaultResultConfiguration: input.optionalStructure('defaultResultConfiguration')?.values,
    defaultJobResultConfiguration: input.optionalStructure('defaultJobResultConfiguration')?.values,
    payment: input.optionalStructure('paymentConfiguration')?.values ?? member.payment,
    isMetricsEnabled: input.optionalFlag('isMetricsEnabled') ?? false,
    createTime: now,
    updateTime: now,
  };
  world.memberships.set(id, membership);
  member.status = 'ACTIVE';
  member.membershipId = id;
  member.updateTime = now;
  saveTags(world, arn, input);
  return { membership: describe(context, membership) };
};

export const getMembership: Handler = (context, input) => {
  const id = input.text('membershipIdentifier');
  const membership = findMembership(context, id);
  requireVisible(context, membership.createTime, notFound(id, 'MEMBERSHIP'));
  return { membership: describe(context, membership) };
};

export const listMemberships: Handler = (context, input) => {
  const { world, caller, now } = context;
  const wanted = input.optionalText('status');
  const mine = world
    .membershipsOf(caller.account.id, caller.region)
    .filter((each) => world.isVisible(each.createTime, now) && (wanted === undefined || wanted === world.statusOf(each)));
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, membershipSummaries: page.items.map((each) => summary(context, each)) };
};

export const updateMembership: Handler = (context, input) => {
  const membership = findActiveMembership(context, input.text('membershipIdentifier'));
  checkResultRoles(context, input, membership.arn);
  const payment = input.optionalStructure('membershipPaymentConfiguration')?.values;
  const member = context.world.collaborationOf(membership).members.find((each) => each.membershipId === membership.id);
  if (payment !== undefined && member !== undefined) {
    checkPayment(member, { ...membership.payment, ...payment }, 'membershipPaymentConfiguration');
    membership.payment = { ...membership.payment, ...payment };
  }
  membership.queryLogStatus = input.optionalText('queryLogStatus') ?? membership.queryLogStatus;
  membership.jobLogStatus = input.optionalText('jobLogStatus') ?? membership.jobLogStatus;
  membership.defaultResultConfiguration =
    input.optionalStructure('defaultResultConfiguration')?.values ?? membership.defaultResultConfiguration;
  membership.defaultJobResultConfiguration =
    input.optionalStructure('defaultJobResultConfiguration')?.values ?? membership.defaultJobResultConfiguration;
  membership.updateTime = context.now;
  return { membership: describe(context, membership) };
};

/** Leaves a collaboration; everything brought along has to be gone before. */
export const deleteMembership: Handler = (context, input) => {
  const { world, now } = context;
  const membership = findMembership(context, input.text('membershipIdentifier'));
  const resources = [world.associationsOf(membership), world.idNamespaceAssociationsOf(membership), world.idMappingTablesOf(membership)];
  if (resources.some((each) => each.length > 0)) {
    throw conflict(
      'SUBRESOURCES_EXIST',
      `Membership ${membership.id} still has associations or ID mapping tables.`,
      membership.id,
      'MEMBERSHIP',
    );
  }
  world.memberships.delete(membership.id);
  world.tags.delete(membership.arn);
  const member = world.collaborationOf(membership).members.find((each) => each.membershipId === membership.id);
  if (member !== undefined) {
    member.status = 'LEFT';
    member.membershipId = null;
    member.updateTime = now;
  }
  return {};
};

function checkResultRoles(context: Context, input: Input, membershipArn: string): void {
  for (const name of ['defaultResultConfiguration', 'defaultJobResultConfiguration']) {
    const roleArn = input.optionalStructure(name)?.optionalText('roleArn');
    if (roleArn !== undefined) requireServiceRole(context, roleArn, membershipArn, `${name}.roleArn`);
  }
}

function summary(context: Context, membership: MembershipRecord): JsonObject {
  const collaboration = context.world.collaborationOf(membership);
  const member = collaboration.members.find((each) => each.accountId === membership.accountId);
  return {
    id: membership.id,
    arn: membership.arn,
    collaborationArn: collaboration.arn,
    collaborationId: collaboration.id,
    collaborationCreatorAccountId: collaboration.creatorAccountId,
    collaborationCreatorDisplayName: collaboration.creatorDisplayName,
    collaborationName: collaboration.name,
    createTime: membership.createTime,
    updateTime: membership.updateTime,
    status: context.world.statusOf(membership),
    memberAbilities: member?.abilities ?? [],
    mlMemberAbilities:
      member === undefined || member.mlAbilities.length === 0 ? undefined : { customMLMemberAbilities: member.mlAbilities },
    paymentConfiguration: membership.payment,
  };
}

function describe(context: Context, membership: MembershipRecord): JsonObject {
  const { queryLogStatus, jobLogStatus, defaultResultConfiguration, defaultJobResultConfiguration, isMetricsEnabled } = membership;
  return {
    ...summary(context, membership),
    queryLogStatus,
    jobLogStatus,
    defaultResultConfiguration,
    defaultJobResultConfiguration,
    isMetricsEnabled,
  };
}
