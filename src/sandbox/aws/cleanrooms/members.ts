import type { Handler } from '../context.ts';
import { forbidden, invalidConfiguration, notFound } from './errors.ts';
import { findCollaboration } from './find.ts';

/**
 * Removes a member, who then sees nothing of the collaboration and whose data nobody sees any more. Only the creator may,
 * and not himself (both are guesses); the operation is idempotent by the model's trait.
 */
export const deleteMember: Handler = (context, input) => {
  const { collaboration } = findCollaboration(context, input.text('collaborationIdentifier'));
  const accountId = input.text('accountId');
  if (collaboration.creatorAccountId !== context.caller.account.id)
    throw forbidden(`Only the creator can remove members of collaboration ${collaboration.id}.`);
  if (accountId === collaboration.creatorAccountId) throw invalidConfiguration('accountId', 'The creator cannot be removed.');
  const member = collaboration.members.find((each) => each.accountId === accountId);
  if (member === undefined) throw notFound(accountId);
  if (member.status === 'INVITED' || member.status === 'ACTIVE') {
    member.status = 'REMOVED';
    member.updateTime = context.now;
  }
  return {};
};
