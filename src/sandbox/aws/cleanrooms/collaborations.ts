import type { JsonObject } from '../../json.ts';
import type { CollaborationRecord, MemberRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import type { Input } from '../input.ts';
import { pageOf } from '../pages.ts';
import { saveTags } from '../tags.ts';
import { forbidden, invalidConfiguration, quotaExceeded } from './errors.ts';
import { findCollaboration } from './find.ts';
import { paysFor } from './payment.ts';
import { quotaNames } from '../quotaTable.ts';

/** Asked for none in particular, those that the caller has left or was removed from are among them (a guess, from MemberStatus). */
export const listCollaborations: Handler = (context, input) => {
  const { world, caller, now } = context;
  const wanted = input.optionalText('memberStatus');
  const mine: { collaboration: CollaborationRecord; status: string; membershipId: string | null }[] = [];
  for (const collaboration of world.collaborations.values()) {
    if (collaboration.deleted || collaboration.region !== caller.region || !world.isVisible(collaboration.createTime, now)) continue;
    const member = collaboration.members.find((each) => each.accountId === caller.account.id);
    if (member === undefined) continue;
    const seen = seenMember(context, member);
    if (wanted === undefined || wanted === seen.status) mine.push({ collaboration, ...seen });
  }
  const page = pageOf(context, mine, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return {
    nextToken: page.nextToken,
    collaborationList: page.items.map(({ collaboration, ...seen }) => ({ ...summary(collaboration), ...membershipOf(context, seen) })),
  };
};

export const getCollaboration: Handler = (context, input) => {
  const id = input.text('collaborationIdentifier');
  const { collaboration, member } = findCollaboration(context, id);
  if (!context.world.isVisible(collaboration.createTime, context.now)) throw forbidden(`You do not have access to collaboration ${id}.`);
  return { collaboration: describe(context, collaboration, member) };
};

export const listMembers: Handler = (context, input) => {
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  const page = pageOf(context, collaboration.members, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return {
    nextToken: page.nextToken,
    memberSummaries: page.items.map((member) => {
      const seen = seenMember(context, member);
      return {
        accountId: member.accountId,
        displayName: member.displayName,
        abilities: member.abilities,
        mlAbilities: member.mlAbilities.length === 0 ? undefined : { customMLMemberAbilities: member.mlAbilities },
        createTime: member.createTime,
        updateTime: member.updateTime,
        paymentConfiguration: member.payment,
        ...membershipOf(context, seen),
        status: seen.status,
        memberStatus: undefined,
      };
    }),
  };
};

/** The creator does not become a member by creating: he is invited like everyone else. */
export const createCollaboration: Handler = (context, input) => {
  const { world, caller, now } = context;
  const invited = input.structures('members');
  const { quotas } = world.settings;
  if (invited.length > quotas.members_per_collaboration)
    throw quotaExceeded(quotaNames.members_per_collaboration, quotas.members_per_collaboration);
  const created = [...world.collaborations.values()].filter(
    (each) => each.creatorAccountId === caller.account.id && each.region === caller.region && !each.deleted,
  );
  if (created.length >= quotas.collaborations_per_account)
    throw quotaExceeded(quotaNames.collaborations_per_account, quotas.collaborations_per_account);
  const members = [creatorMember(context, input), ...invited.map((each) => invitedMember(context, each))];
  if (new Set(members.map((each) => each.accountId)).size < members.length)
    throw invalidConfiguration('members', 'An account can be a member only once.');
  if (!members.some((each) => each.abilities.includes('CAN_QUERY') || each.abilities.includes('CAN_RUN_JOB'))) {
    throw invalidConfiguration('members', 'No member can query or run jobs.');
  }
  decidePayer(members);
  const id = world.nextId();
  const collaboration: CollaborationRecord = {
    id,
    arn: `arn:aws:cleanrooms:${caller.region}:${caller.account.id}:collaboration/${id}`,
    region: caller.region,
    name: input.text('name'),
    description: input.optionalText('description'),
    creatorAccountId: caller.account.id,
    creatorDisplayName: input.text('creatorDisplayName'),
    members,
    queryLogStatus: input.text('queryLogStatus'),
    jobLogStatus: input.optionalText('jobLogStatus') ?? 'DISABLED',
    analyticsEngine: input.optionalText('analyticsEngine') ?? 'SPARK',
    dataEncryptionMetadata: input.optionalStructure('dataEncryptionMetadata')?.values,
    autoApprovedChangeTypes: input.has('autoApprovedChangeRequestTypes') ? input.texts('autoApprovedChangeRequestTypes') : undefined,
    allowedResultRegions: input.has('allowedResultRegions') ? input.texts('allowedResultRegions') : undefined,
    isMetricsEnabled: input.optionalFlag('isMetricsEnabled') ?? false,
    deleted: false,
    createTime: now,
    updateTime: now,
  };
  world.collaborations.set(id, collaboration);
  saveTags(world, collaboration.arn, input);
  const [creator] = members;
  return { collaboration: creator === undefined ? undefined : describe(context, collaboration, creator) };
};

/** Only the creator deletes; memberships stay, as COLLABORATION_DELETED. */
export const deleteCollaboration: Handler = (context, input) => {
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  if (collaboration.creatorAccountId !== context.caller.account.id)
    throw forbidden(`Only the creator can delete collaboration ${collaboration.id}.`);
  collaboration.deleted = true;
  collaboration.updateTime = context.now;
  return {};
};

function creatorMember({ caller, now }: Context, input: Input): MemberRecord {
  return newMember(now, {
    accountId: caller.account.id,
    displayName: input.text('creatorDisplayName'),
    abilities: input.texts('creatorMemberAbilities'),
    mlAbilities: input.optionalStructure('creatorMLMemberAbilities'),
    payment: input.optionalStructure('creatorPaymentConfiguration'),
  });
}

function invitedMember({ now }: Context, input: Input): MemberRecord {
  return newMember(now, {
    accountId: input.text('accountId'),
    displayName: input.text('displayName'),
    abilities: input.texts('memberAbilities'),
    mlAbilities: input.optionalStructure('mlMemberAbilities'),
    payment: input.optionalStructure('paymentConfiguration'),
  });
}

/** Who is in a collaboration and has not joined it: nobody pays unless the creator says so. */
function newMember(
  now: MemberRecord['createTime'],
  said: Pick<MemberRecord, 'accountId' | 'displayName' | 'abilities'> & Record<'mlAbilities' | 'payment', Input | undefined>,
): MemberRecord {
  return {
    accountId: said.accountId,
    displayName: said.displayName,
    abilities: said.abilities,
    mlAbilities: said.mlAbilities?.texts('customMLMemberAbilities') ?? [],
    status: 'INVITED',
    payment: said.payment?.values ?? { queryCompute: { isResponsible: false } },
    membershipId: null,
    createTime: now,
    updateTime: now,
  };
}

/** One member at most pays for queries; where the creator names none, the one who can query does. */
function decidePayer(members: MemberRecord[]): void {
  const payers = members.filter((each) => paysFor(each.payment, 'queryCompute'));
  if (payers.length > 1) throw invalidConfiguration('members', 'Only one member can pay for query compute.');
  const querying = members.find((each) => each.abilities.includes('CAN_QUERY'));
  if (payers.length === 0 && querying !== undefined) querying.payment = { ...querying.payment, queryCompute: { isResponsible: true } };
}

/** A member as reads show him: a membership made a moment ago is not seen while reads lag behind. */
function seenMember({ world, now }: Context, member: MemberRecord): { status: string; membershipId: string | null } {
  const membership = member.membershipId === null ? undefined : world.memberships.get(member.membershipId);
  if (member.status === 'ACTIVE' && membership !== undefined && !world.isVisible(membership.createTime, now))
    return { status: 'INVITED', membershipId: null };
  return { status: member.status, membershipId: member.membershipId };
}

function membershipOf({ world }: Context, seen: { status: string; membershipId: string | null }): JsonObject {
  const membership = seen.membershipId === null ? undefined : world.memberships.get(seen.membershipId);
  return { memberStatus: seen.status, membershipId: membership?.id, membershipArn: membership?.arn };
}

function summary(collaboration: CollaborationRecord): JsonObject {
  const { id, arn, name, creatorAccountId, creatorDisplayName, createTime, updateTime, analyticsEngine } = collaboration;
  return { id, arn, name, creatorAccountId, creatorDisplayName, createTime, updateTime, analyticsEngine };
}

function describe(context: Context, collaboration: CollaborationRecord, member: MemberRecord): JsonObject {
  const {
    description,
    dataEncryptionMetadata,
    queryLogStatus,
    jobLogStatus,
    autoApprovedChangeTypes,
    allowedResultRegions,
    isMetricsEnabled,
  } = collaboration;
  return {
    ...summary(collaboration),
    ...membershipOf(context, seenMember(context, member)),
    description,
    dataEncryptionMetadata,
    queryLogStatus,
    jobLogStatus,
    autoApprovedChangeTypes,
    allowedResultRegions,
    isMetricsEnabled,
  };
}
