import {
  DeleteConfiguredTableAssociationAnalysisRuleCommand,
  DeleteConfiguredTableAssociationCommand,
  DeleteIdNamespaceAssociationCommand,
  GetConfiguredTableAnalysisRuleCommand,
  GetConfiguredTableAssociationAnalysisRuleCommand,
  GetIdNamespaceAssociationCommand,
  ListTagsForResourceCommand,
  UpdateConfiguredTableAnalysisRuleCommand,
  UpdateConfiguredTableAssociationAnalysisRuleCommand,
  UpdateConfiguredTableAssociationCommand,
  type CleanRoomsClient,
} from '@aws-sdk/client-cleanrooms';
import type { Associations, Repairs } from '../../core/service.ts';
import { collaborationRulePolicy } from './analysisRules.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { changedPolicy } from './changedPolicy.ts';
import { readAssociation } from './readAssociation.ts';
import { RememberedTags } from './rememberedTags.ts';
import { keepWholeAnswer, sendWholeBody } from './wholeBodies.ts';

/** What mending takes beyond creating: tags, single things with all they are, changes and deletes. */
export function awsRepairs(client: CleanRoomsClient, calls: AwsCalls, associations: Associations): Repairs {
  const readTags: Repairs['tags'] = async (arn, signal) => {
    const operation = 'ListTagsForResource';
    const answer = await calls.read(
      operation,
      (options) => client.send(new ListTagsForResourceCommand({ resourceArn: arn }), options),
      signal,
    );
    return expectAnswer(operation, answers.tags, answer.tags);
  };

  const remembered = new RememberedTags(readTags);

  return {
    tags: (arn, signal) => remembered.of(arn, signal),

    async allowProviders({ id, name, type, add, remove = [] }, options) {
      const identity = { configuredTableIdentifier: id, analysisRuleType: type };
      const get = new GetConfiguredTableAnalysisRuleCommand(identity);
      const whole = keepWholeAnswer(get);
      await calls.read('GetConfiguredTableAnalysisRule', (sendOptions) => client.send(get, sendOptions), options.signal);
      const analysisRulePolicy = changedPolicy('GetConfiguredTableAnalysisRule', whole(), 'allowedAnalysisProviders', { add, remove });
      return calls.alter(
        {
          operation: 'UpdateConfiguredTableAnalysisRule',
          subject: name,
          outcome: 'updated',
          send: (sendOptions) => {
            const update = new UpdateConfiguredTableAnalysisRuleCommand({ ...identity, analysisRulePolicy: undefined });
            sendWholeBody(update, { analysisRulePolicy });
            return client.send(update, sendOptions);
          },
        },
        options,
      );
    },

    async association({ membershipId, associationId, arn }, signal) {
      const [{ roleArn, description }, found, rule] = await Promise.all([
        readAssociation(client, calls, membershipId, associationId, signal),
        // What is made anew gets the tags that are there now.
        readTags(arn, signal),
        associations.analysisRule(membershipId, associationId, [], signal),
      ]);
      return {
        roleArn,
        ...(description === undefined ? {} : { description }),
        tags: found,
        ...(rule === undefined ? {} : { rule }),
      };
    },

    setRole({ membershipId, associationId, name, roleArn }, options) {
      return calls.alter(
        {
          operation: 'UpdateConfiguredTableAssociation',
          subject: `${name} in ${membershipId}`,
          outcome: 'updated',
          send: (sendOptions) =>
            client.send(
              new UpdateConfiguredTableAssociationCommand({
                membershipIdentifier: membershipId,
                configuredTableAssociationIdentifier: associationId,
                roleArn,
              }),
              sendOptions,
            ),
        },
        options,
      );
    },

    deleteAssociation({ membershipId, associationId, name }, options) {
      return calls.alter(
        {
          operation: 'DeleteConfiguredTableAssociation',
          subject: `${name} (${associationId}) in ${membershipId}`,
          outcome: 'deleted',
          send: (sendOptions) =>
            client.send(
              new DeleteConfiguredTableAssociationCommand({
                membershipIdentifier: membershipId,
                configuredTableAssociationIdentifier: associationId,
              }),
              sendOptions,
            ),
        },
        options,
      );
    },

    async allowReceivers({ membershipId, associationId, name, type, add, remove }, options) {
      const identity = {
        membershipIdentifier: membershipId,
        configuredTableAssociationIdentifier: associationId,
        analysisRuleType: type,
      };
      const get = new GetConfiguredTableAssociationAnalysisRuleCommand(identity);
      const whole = keepWholeAnswer(get);
      await calls.read('GetConfiguredTableAssociationAnalysisRule', (sendOptions) => client.send(get, sendOptions), options.signal);
      const analysisRulePolicy = changedPolicy('GetConfiguredTableAssociationAnalysisRule', whole(), 'allowedResultReceivers', {
        add,
        remove,
      });
      return calls.alter(
        {
          operation: 'UpdateConfiguredTableAssociationAnalysisRule',
          subject: `${name} in ${membershipId}`,
          outcome: 'updated',
          send: (sendOptions) => {
            const update = new UpdateConfiguredTableAssociationAnalysisRuleCommand({
              ...identity,
              analysisRulePolicy: { v1: collaborationRulePolicy({ type, allowedResultReceivers: add }) },
            });
            sendWholeBody(update, { analysisRulePolicy });
            return client.send(update, sendOptions);
          },
        },
        options,
      );
    },

    deleteAnalysisRule({ membershipId, associationId, name, type }, options) {
      return calls.alter(
        {
          operation: 'DeleteConfiguredTableAssociationAnalysisRule',
          subject: `${name} in ${membershipId}`,
          outcome: 'deleted',
          send: (sendOptions) =>
            client.send(
              new DeleteConfiguredTableAssociationAnalysisRuleCommand({
                membershipIdentifier: membershipId,
                configuredTableAssociationIdentifier: associationId,
                analysisRuleType: type,
              }),
              sendOptions,
            ),
        },
        options,
      );
    },

    async idNamespaceAssociation({ membershipId, associationId, arn }, signal) {
      const operation = 'GetIdNamespaceAssociation';
      const [answer, found] = await Promise.all([
        calls.read(
          operation,
          (options) =>
            client.send(
              new GetIdNamespaceAssociationCommand({
                membershipIdentifier: membershipId,
                idNamespaceAssociationIdentifier: associationId,
              }),
              options,
            ),
          signal,
        ),
        // What is made anew gets the tags that are there now.
        readTags(arn, signal),
      ]);
      const { description, inputReferenceConfig, idMappingConfig } = expectAnswer(
        operation,
        answers.idNamespaceAssociation,
        answer.idNamespaceAssociation,
      );
      const allowUseAsDimensionColumn = idMappingConfig?.allowUseAsDimensionColumn;
      return {
        tags: found,
        manageResourcePolicies: inputReferenceConfig.manageResourcePolicies,
        ...(description === undefined ? {} : { description }),
        ...(allowUseAsDimensionColumn === undefined ? {} : { allowUseAsDimensionColumn }),
      };
    },

    deleteIdNamespaceAssociation({ membershipId, associationId, name }, options) {
      return calls.alter(
        {
          operation: 'DeleteIdNamespaceAssociation',
          subject: `${name} (${associationId}) in ${membershipId}`,
          outcome: 'deleted',
          send: (sendOptions) =>
            client.send(
              new DeleteIdNamespaceAssociationCommand({
                membershipIdentifier: membershipId,
                idNamespaceAssociationIdentifier: associationId,
              }),
              sendOptions,
            ),
        },
        options,
      );
    },
  };
}
