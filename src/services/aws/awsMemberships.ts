import { ListMembershipsCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type { Memberships } from '../../core/service.ts';
import type { Membership } from '../../core/model/collaboration.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readMembers } from './collaborationMembers.ts';
import { allPages } from './pages.ts';

/** Memberships of this account and the members of their collaborations. */
export function awsMemberships(client: CleanRoomsClient, calls: AwsCalls): Memberships {
  return {
    active: (signal) => readActiveMemberships(client, calls, signal),

    async members(collaborationId, signal) {
      return (await readMembers(client, calls, collaborationId, signal)).map(({ member }) => member);
    },
  };
}

/** The ACTIVE memberships, oldest first; those of one second by name. */
export async function readActiveMemberships(client: CleanRoomsClient, calls: AwsCalls, signal?: AbortSignal): Promise<Membership[]> {
  const memberships = await allPages(async (nextToken) => {
    const answer = await calls.read(
      'ListMemberships',
      (options) => client.send(new ListMembershipsCommand({ status: 'ACTIVE', maxResults: 100, nextToken }), options),
      signal,
    );
    return { items: answer.membershipSummaries, nextToken: answer.nextToken };
  });
  return memberships
    .map((membership) => toMembership('ListMemberships', membership))
    .sort(
      (a, b) =>
        a.createTime.localeCompare(b.createTime) ||
        a.collaborationName.localeCompare(b.collaborationName) ||
        a.membershipId.localeCompare(b.membershipId),
    );
}

/** A membership out of an answer of `operation`. Raises `unexpected_answer`. */
export function toMembership(operation: string, answer: unknown): Membership {
  const membership = expectAnswer(operation, answers.membershipSummary, answer);
  return {
    membershipId: membership.id,
    collaborationId: membership.collaborationId,
    collaborationName: membership.collaborationName,
    creatorAccountId: membership.collaborationCreatorAccountId,
    creatorDisplayName: membership.collaborationCreatorDisplayName,
    abilities: membership.memberAbilities,
    createTime: membership.createTime,
  };
}
