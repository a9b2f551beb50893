import type { CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { CleanRooms } from '../../core/partnerService.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readCollaborations, type CollaborationSummary } from './collaborations.ts';

/** The collaborations that this account takes part in. New ones are made in the console, with all their members at once. */
export function awsCleanRooms(client: CleanRoomsClient, calls: AwsCalls, accountId: string): CleanRooms {
  return {
    async list(signal) {
      return (await readCollaborations(client, calls, 'ACTIVE', signal)).map((collaboration) => toCleanRoom(collaboration, accountId));
    },
  };
}

function toCleanRoom(collaboration: CollaborationSummary, accountId: string): CleanRoom {
  const { id, name, creatorAccountId, creatorDisplayName, createTime, memberStatus, membershipId } = collaboration;
  const ours = creatorAccountId === accountId;
  return {
    id,
    name,
    owner: creatorAccountId,
    ours,
    status: memberStatus,
    partners: ours ? [] : [creatorDisplayName],
    createdAt: createTime,
    ...(membershipId === undefined ? {} : { membershipId }),
  };
}
