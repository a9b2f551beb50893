import { CreateIdNamespaceAssociationCommand, ListIdNamespaceAssociationsCommand, type CleanRoomsClient } from '@aws-sdk/client-cleanrooms';
import { GetIdNamespaceCommand, ListIdNamespacesCommand, type EntityResolutionClient } from '@aws-sdk/client-entityresolution';
import { asCleanRoomError } from '../../core/errors.ts';
import type { IdNamespaces } from '../../core/service.ts';
import type { IdNamespaceAssociation } from '../../core/model/idNamespace.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { ownTags } from './ownTags.ts';
import { allPages } from './pages.ts';

/** ID namespaces of Entity Resolution and their associations with memberships. */
export function awsIdNamespaces(
  client: CleanRoomsClient,
  entityResolution: () => Promise<EntityResolutionClient>,
  calls: AwsCalls,
): IdNamespaces {
  const list: IdNamespaces['list'] = async (membershipId, signal) => {
    const summaries = await allPages(async (nextToken) => {
      const answer = await calls.read(
        'ListIdNamespaceAssociations',
        (options) =>
          client.send(new ListIdNamespaceAssociationsCommand({ membershipIdentifier: membershipId, maxResults: 100, nextToken }), options),
        signal,
      );
      return { items: answer.idNamespaceAssociationSummaries, nextToken: answer.nextToken };
    });
    return summaries.map((summary) => toAssociation('ListIdNamespaceAssociations', summary));
  };

  return {
    list,

    async owned(signal) {
      const resolution = await entityResolution();
      const namespaces = await allPages(async (nextToken) => {
        const answer = await calls.read(
          'ListIdNamespaces',
          (options) => resolution.send(new ListIdNamespacesCommand({ nextToken }), options),
          signal,
        );
        return { items: answer.idNamespaceSummaries, nextToken: answer.nextToken };
      });
      return namespaces.map((namespace) => {
        const { idNamespaceName, idNamespaceArn } = expectAnswer('ListIdNamespaces', answers.idNamespace, namespace);
        return { name: idNamespaceName, arn: idNamespaceArn };
      });
    },

    async find(nameOrArn, signal) {
      const resolution = await entityResolution();
      try {
        const answer = await calls.read(
          'GetIdNamespace',
          (options) => resolution.send(new GetIdNamespaceCommand({ idNamespaceName: nameOrArn }), options),
          signal,
        );
        const { idNamespaceName, idNamespaceArn } = expectAnswer('GetIdNamespace', answers.idNamespace, answer);
        return { name: idNamespaceName, arn: idNamespaceArn };
      } catch (thrown) {
        if (asCleanRoomError(thrown).code === 'not_found') return undefined;
        throw thrown;
      }
    },

    async create(association, options) {
      const { membershipId, idNamespaceArn, name, description, tags, parentIsNew, replaces } = association;
      const { manageResourcePolicies = true, allowUseAsDimensionColumn } = association;
      return calls.create(
        {
          parentIsNew,
          replaces: replaces !== undefined,
          operation: 'CreateIdNamespaceAssociation',
          subject: `${name} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateIdNamespaceAssociationCommand({
                membershipIdentifier: membershipId,
                name,
                // With true the service writes the resource policy of the namespace itself.
                inputReferenceConfig: { inputReferenceArn: idNamespaceArn, manageResourcePolicies },
                ...(description === undefined ? {} : { description }),
                ...ownTags(tags),
                ...(allowUseAsDimensionColumn === undefined ? {} : { idMappingConfig: { allowUseAsDimensionColumn } }),
              }),
              sendOptions,
            );
            return { value: toAssociation('CreateIdNamespaceAssociation', answer.idNamespaceAssociation), answer };
          },
          find: async () =>
            (await list(membershipId, options.signal)).find(
              (each) => each.idNamespaceArn === idNamespaceArn && replaces?.includes(each.id) !== true,
            ),
        },
        options,
      );
    },
  };
}

function toAssociation(operation: string, answer: unknown): IdNamespaceAssociation {
  const { id, arn, name, inputReferenceConfig } = expectAnswer(operation, answers.idNamespaceAssociationSummary, answer);
  return { id, arn, name, idNamespaceArn: inputReferenceConfig.inputReferenceArn };
}
