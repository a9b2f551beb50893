import { CreateMembershipCommand, type CleanRoomsClient, type MembershipPaymentConfiguration } from '@aws-sdk/client-cleanrooms';
import type { Inbox } from '../../core/service.ts';
import type { PaymentResponsibility, ResultConfiguration } from '../../core/model/collaboration.ts';
import type { AwsCalls } from './awsCalls.ts';
import { readActiveMemberships, toMembership } from './awsMemberships.ts';
import { readCollaborations } from './collaborations.ts';

/** The inbox: ListCollaborations(INVITED) and CreateMembership, which is the whole of accepting. There is no decline. */
export function awsInbox(client: CleanRoomsClient, calls: AwsCalls): Inbox {
  return {
    async invitations(signal) {
      const collaborations = await readCollaborations(client, calls, 'INVITED', signal);
      return collaborations.map(({ id, name, creatorAccountId, creatorDisplayName, createTime }) => ({
        collaborationId: id,
        name,
        creatorAccountId,
        creatorDisplayName,
        createTime,
      }));
    },

    async accept(invitation, terms, options) {
      return calls.create(
        {
          operation: 'CreateMembership',
          subject: `${invitation.name} (${invitation.collaborationId})`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateMembershipCommand({
                collaborationIdentifier: invitation.collaborationId,
                queryLogStatus: 'DISABLED',
                ...(terms.payment === undefined ? {} : { paymentConfiguration: paymentConfiguration(terms.payment) }),
                ...(terms.resultConfiguration === undefined
                  ? {}
                  : { defaultResultConfiguration: defaultResultConfiguration(terms.resultConfiguration) }),
              }),
              sendOptions,
            );
            return { value: toMembership('CreateMembership', answer.membership), answer };
          },
          find: async () =>
            (await readActiveMemberships(client, calls, options.signal)).find(
              ({ collaborationId }) => collaborationId === invitation.collaborationId,
            ),
        },
        options,
      );
    },
  };
}

/** CreateMembership: each isResponsible must equal what the creator configured for that cost. */
function paymentConfiguration(payment: PaymentResponsibility): MembershipPaymentConfiguration {
  const { queryCompute, jobCompute, modelTraining, modelInference, syntheticDataGeneration } = payment;
  const cost = (isResponsible: boolean | undefined) => (isResponsible === undefined ? undefined : { isResponsible });
  const machineLearning = [modelTraining, modelInference, syntheticDataGeneration].every((each) => each === undefined)
    ? undefined
    : { modelTraining: cost(modelTraining), modelInference: cost(modelInference), syntheticDataGeneration: cost(syntheticDataGeneration) };
  return { queryCompute: { isResponsible: queryCompute }, jobCompute: cost(jobCompute), machineLearning };
}

function defaultResultConfiguration({ bucket, keyPrefix, resultFormat, roleArn }: ResultConfiguration) {
  return { outputConfiguration: { s3: { bucket, keyPrefix, resultFormat } }, roleArn };
}
