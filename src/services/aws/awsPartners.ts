import type { CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import { paidCosts } from '../../core/model/collaboration.ts';
import type { RoomPartners } from '../../core/partnerService.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readMembers } from './collaborationMembers.ts';

/** The other members of a collaboration. AWS knows accounts only: no users, and no roles of theirs. */
export function awsPartners(client: CleanRoomsClient, calls: AwsCalls, accountId: string): RoomPartners {
  return {
    async list(room, signal) {
      const members = await readMembers(client, calls, room.id, signal);
      return members
        .filter(({ member }) => member.accountId !== accountId)
        .map(({ member }) => ({
          id: member.accountId,
          name: member.displayName,
          users: [],
          status: member.status,
          abilities: member.abilities,
          pays: paidCosts(member.payment),
        }));
    },
  };
}
