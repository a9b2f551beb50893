import { GetConfiguredTableAssociationCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import type * as z from 'zod/mini';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';

/** One configured table association with its role, which no list has. Raises CleanRoomError. */
export async function readAssociation(
  client: CleanRoomsClient,
  calls: AwsCalls,
  membershipId: string,
  associationId: string,
  signal?: AbortSignal,
): Promise<z.infer<typeof answers.association>> {
  const operation = 'GetConfiguredTableAssociation';
  const answer = await calls.read(
    operation,
    (options) =>
      client.send(
        new GetConfiguredTableAssociationCommand({
          membershipIdentifier: membershipId,
          configuredTableAssociationIdentifier: associationId,
        }),
        options,
      ),
    signal,
  );
  return expectAnswer(operation, answers.association, answer.configuredTableAssociation);
}
