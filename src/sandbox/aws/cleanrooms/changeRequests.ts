/**
 * Change requests: how a collaboration changes after it was made. The model says who may approve, deny, cancel and
 * commit; what it does not say is marked as a guess.
 */
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { ChangeRequestRecord, CollaborationRecord } from '../../world/records.ts';
import type { Context, Handler } from '../context.ts';
import { Input } from '../input.ts';
import { pageOf } from '../pages.ts';
import { quotaNames } from '../quotaTable.ts';
import { conflict, forbidden, invalidConfiguration, notFound, quotaExceeded } from './errors.ts';
import { findCollaboration } from './find.ts';
import { changeMember, memberChangeTypes } from './memberChanges.ts';

/** Only the creator asks for changes (a guess: the model names him only for cancelling and committing). */
export const createCollaborationChangeRequest: Handler = (context, input) => {
  const { world, now } = context;
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  requireCreator(context, collaboration);
  const changes = input.structures('changes').map((each, index) => readChange(collaboration, each, `changes[${String(index)}]`));
  requireRoom(context, collaboration, changes);
  const types = changes.flatMap((each) => each.types);
  const isAutoApproved = types.every((each) => collaboration.autoApprovedChangeTypes?.includes(each) === true);
  const approvals = isAutoApproved ? {} : neededApprovals(collaboration);
  const request: ChangeRequestRecord = {
    id: world.nextId(),
    collaborationId: collaboration.id,
    status: Object.values(approvals).includes('PENDING') ? 'PENDING' : 'APPROVED',
    isAutoApproved,
    changes,
    approvals,
    createTime: now,
    updateTime: now,
  };
  world.changeRequests.set(request.id, request);
  // That an automatic approval takes effect at once is a guess; where nobody else has to agree, committing is a step of its own.
  if (isAutoApproved) commit(collaboration, request, now);
  return { collaborationChangeRequest: describe(request) };
};

export const getCollaborationChangeRequest: Handler = (context, input) => {
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  return { collaborationChangeRequest: describe(findRequest(context, collaboration, input)) };
};

export const listCollaborationChangeRequests: Handler = (context, input) => {
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  const status = input.optionalText('status');
  const all = [...context.world.changeRequests.values()].filter(
    (each) => each.collaborationId === collaboration.id && (status === undefined || each.status === status),
  );
  const page = pageOf(context, all, input.optionalNumber('maxResults') ?? 100, input.optionalText('nextToken'));
  return { nextToken: page.nextToken, collaborationChangeRequestSummaries: page.items.map(describe) };
};

/** Members APPROVE and DENY, the creator CANCELs and COMMITs (documentation of the operation). */
export const updateCollaborationChangeRequest: Handler = (context, input) => {
  const { now } = context;
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  const request = findRequest(context, collaboration, input);
  const action = input.text('action');
  if (action === 'APPROVE' || action === 'DENY') vote(context, request, action);
  else {
    requireCreator(context, collaboration);
    const possible = request.status === 'APPROVED' || (action === 'CANCEL' && request.status === 'PENDING');
    if (!possible) throw wrongState(request, action);
    if (action === 'COMMIT') commit(collaboration, request, now);
    else request.status = 'CANCELLED';
  }
  request.updateTime = now;
  return { collaborationChangeRequest: describe(request) };
};

function vote({ caller }: Context, request: ChangeRequestRecord, action: 'APPROVE' | 'DENY'): void {
  if (request.approvals[caller.account.id] === undefined) throw forbidden(`You are not asked about change request ${request.id}.`);
  if (request.status !== 'PENDING') throw wrongState(request, action);
  request.approvals[caller.account.id] = action === 'APPROVE' ? 'APPROVED' : 'DENIED';
  const votes = Object.values(request.approvals);
  if (votes.includes('DENIED')) request.status = 'DENIED';
  else if (!votes.includes('PENDING')) request.status = 'APPROVED';
}

/** Every active member is asked; the creator agrees by asking (both are guesses). */
function neededApprovals({ members, creatorAccountId }: CollaborationRecord): ChangeRequestRecord['approvals'] {
  const approvals: ChangeRequestRecord['approvals'] = { [creatorAccountId]: 'APPROVED' };
  for (const { accountId, status } of members) if (status === 'ACTIVE' && accountId !== creatorAccountId) approvals[accountId] = 'PENDING';
  return approvals;
}

function readChange(collaboration: CollaborationRecord, change: Input, field: string): ChangeRequestRecord['changes'][number] {
  const specificationType = change.text('specificationType');
  const specification = change.structure('specification');
  const isOfMember = specificationType === 'MEMBER';
  const part = specification.optionalStructure(isOfMember ? 'member' : 'collaboration');
  if (part === undefined) throw invalidConfiguration(`${field}.specification`, `is no specification of type ${specificationType}`);
  const types = isOfMember ? memberChangeTypes(collaboration, part, `${field}.specification.member`) : ['EDIT_AUTO_APPROVED_CHANGE_TYPES'];
  return { specificationType, specification: specification.values, types };
}

/** New members count against the quota of members that are invited to a collaboration. */
function requireRoom(
  { world }: Context,
  { members, creatorAccountId }: CollaborationRecord,
  changes: ChangeRequestRecord['changes'],
): void {
  const limit = world.settings.quotas.members_per_collaboration;
  const invited = members.filter((each) => each.accountId !== creatorAccountId && (each.status === 'INVITED' || each.status === 'ACTIVE'));
  const added = changes.filter((each) => each.types.includes('ADD_MEMBER'));
  if (added.length > 0 && invited.length + added.length > limit) throw quotaExceeded(quotaNames.members_per_collaboration, limit);
}

function commit(collaboration: CollaborationRecord, request: ChangeRequestRecord, now: number): void {
  for (const { specification } of request.changes) {
    const { member, collaboration: settings } = specification;
    if (isJsonObject(member)) changeMember(collaboration, new Input(member), now);
    if (isJsonObject(settings)) collaboration.autoApprovedChangeTypes = new Input(settings).texts('autoApprovedChangeTypes');
  }
  collaboration.updateTime = now;
  request.status = 'COMMITTED';
}

function findRequest({ world }: Context, collaboration: CollaborationRecord, input: Input): ChangeRequestRecord {
  const id = input.text('changeRequestIdentifier');
  const request = world.changeRequests.get(id);
  if (request?.collaborationId !== collaboration.id) throw notFound(id);
  return request;
}

function requireCreator({ caller }: Context, { id, creatorAccountId }: CollaborationRecord): void {
  if (caller.account.id !== creatorAccountId) throw forbidden(`Only the creator can change collaboration ${id}.`);
}

function wrongState({ id, status }: ChangeRequestRecord, action: string): Error {
  return conflict('INVALID_STATE', `Change request ${id} is ${status}: ${action} is not possible.`, id);
}

function describe({
  id,
  collaborationId,
  createTime,
  updateTime,
  status,
  isAutoApproved,
  changes,
  approvals,
}: ChangeRequestRecord): JsonObject {
  const votes = Object.entries(approvals).map(([account, vote]): [string, JsonObject] => [account, { status: vote }]);
  return {
    id,
    collaborationId,
    createTime,
    updateTime,
    status,
    isAutoApproved,
    changes: changes.map(({ specificationType, specification, types }) => ({ specificationType, specification, types })),
    approvals: votes.length === 0 ? undefined : Object.fromEntries(votes),
  };
}
