import { ListMembersCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type { Member } from '../../core/model/collaboration.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { allPages } from './pages.ts';

/** One row of ListMembers, and when the member was invited and last changed (ISO 8601). */
export interface ListedMember {
  member: Member;
  createTime: string;
  updateTime: string;
  /** Whether ListMembers names a membership: only who has joined has one. */
  hasMembership: boolean;
}

/** Every member of a collaboration, whatever has become of it, ourselves too. */
export async function readMembers(
  client: CleanRoomsClient,
  calls: AwsCalls,
  collaborationId: string,
  signal?: AbortSignal,
): Promise<ListedMember[]> {
  const rows = await allPages(async (nextToken) => {
    const answer = await calls.read(
      'ListMembers',
      (options) => client.send(new ListMembersCommand({ collaborationIdentifier: collaborationId, maxResults: 100, nextToken }), options),
      signal,
    );
    return { items: answer.memberSummaries, nextToken: answer.nextToken };
  });
  return rows.map(toListedMember);
}

function toListedMember(row: unknown): ListedMember {
  const { accountId, displayName, status, abilities, createTime, updateTime, membershipId, paymentConfiguration } = expectAnswer(
    'ListMembers',
    answers.memberSummary,
    row,
  );
  const { queryCompute, jobCompute, machineLearning } = paymentConfiguration;
  return {
    member: {
      accountId,
      displayName,
      status,
      abilities,
      payment: {
        queryCompute: queryCompute.isResponsible,
        jobCompute: jobCompute?.isResponsible,
        modelTraining: machineLearning?.modelTraining?.isResponsible,
        modelInference: machineLearning?.modelInference?.isResponsible,
        syntheticDataGeneration: machineLearning?.syntheticDataGeneration?.isResponsible,
      },
    },
    createTime,
    updateTime,
    hasMembership: membershipId !== undefined,
  };
}

/** Whether a row of ListMembers is of somebody who takes part or is asked to: those who left and were removed stay listed. */
export function isInvitedOrActive({ status }: Member): boolean {
  return status === 'INVITED' || status === 'ACTIVE';
}
