import { GetCollaborationCommand, ListCollaborationsCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { allPages } from './pages.ts';

export type CollaborationSummary = z.infer<typeof answers.collaborationSummary>;

/** The collaborations in which this account has that status, or any where none is given, oldest first; those of one second by name. */
export async function readCollaborations(
  client: CleanRoomsClient,
  calls: AwsCalls,
  wanted: 'INVITED' | 'ACTIVE' | undefined,
  signal?: AbortSignal,
): Promise<CollaborationSummary[]> {
  const collaborations = await allPages(async (nextToken) => {
    const answer = await calls.read(
      'ListCollaborations',
      (options) => client.send(new ListCollaborationsCommand({ memberStatus: wanted, maxResults: 100, nextToken }), options),
      signal,
    );
    return { items: answer.collaborationList, nextToken: answer.nextToken };
  });
  return (
    collaborations
      .map((collaboration) => expectAnswer('ListCollaborations', answers.collaborationSummary, collaboration))
      .filter(({ memberStatus }) => wanted === undefined || memberStatus === wanted)
      // The order of ListCollaborations differs between calls (behaviours.md).
      .sort((a, b) => a.createTime.localeCompare(b.createTime) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
  );
}

/**
 * Raises `not_permitted` where another account made the collaboration: only the creator changes who takes part in it and
 * as what. AWS would say no more than that access is denied.
 */
export async function expectOwnCollaboration(
  client: CleanRoomsClient,
  calls: AwsCalls,
  accountId: string,
  collaborationId: string,
  signal?: AbortSignal,
): Promise<void> {
  const answer = await calls.read(
    'GetCollaboration',
    (options) => client.send(new GetCollaborationCommand({ collaborationIdentifier: collaborationId }), options),
    signal,
  );
  const { name, creatorAccountId } = expectAnswer('GetCollaboration', answers.collaboration, answer.collaboration);
  if (creatorAccountId !== accountId) throw notOurs({ name, owner: creatorAccountId }, accountId);
}

/** Of a collaboration that another account made. */
export function notOurs({ name, owner }: { name: string; owner: string }, accountId: string): CleanRoomError {
  return new CleanRoomError(
    'not_permitted',
    t('Account {0} cannot invite members to {1}, nor change what they may do: account {2} made it.', accountId, foreignText(name), owner),
    { remedy: t('Ask account {0}, or connect to it.', owner) },
  );
}
