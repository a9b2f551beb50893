import {
  BatchGetSchemaCommand,
  CreateConfiguredTableAssociationAnalysisRuleCommand,
  CreateConfiguredTableAssociationCommand,
  GetConfiguredTableAssociationAnalysisRuleCommand,
  ListConfiguredTableAssociationsCommand,
  ListConfiguredTablesCommand,
  type CleanRoomsClient,
  type ConfiguredTableAssociationAnalysisRulePolicyV1,
} from '@aws-sdk/client-cleanrooms';
import { asCleanRoomError } from '../../core/errors.ts';
import type { Associations } from '../../core/service.ts';
import type { AnalysisRuleType, ConfiguredTableAssociation } from '../../core/model/table.ts';
import type { SchemaReadiness } from '../../core/model/readiness.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { allPages } from './pages.ts';

/** BatchGetSchema: 1 to 25 names a call. */
const schemasPerCall = 25;
const ruleTypes: readonly AnalysisRuleType[] = ['CUSTOM', 'LIST', 'AGGREGATION'];

/** Configured tables, their associations, the collaboration analysis rules on them, and what BatchGetSchema says. */
export function awsAssociations(client: CleanRoomsClient, calls: AwsCalls): Associations {
  const list: Associations['list'] = async (membershipId, signal) => {
    const summaries = await allPages(async (nextToken) => {
      const answer = await calls.read(
        'ListConfiguredTableAssociations',
        (options) =>
          client.send(
            new ListConfiguredTableAssociationsCommand({ membershipIdentifier: membershipId, maxResults: 100, nextToken }),
            options,
          ),
        signal,
      );
      return { items: answer.configuredTableAssociationSummaries, nextToken: answer.nextToken };
    });
    return summaries.map((summary) => toAssociation('ListConfiguredTableAssociations', summary));
  };

  const hasRule = async (membershipId: string, associationId: string, type: AnalysisRuleType, signal?: AbortSignal): Promise<boolean> => {
    try {
      await calls.read(
        'GetConfiguredTableAssociationAnalysisRule',
        (options) =>
          client.send(
            new GetConfiguredTableAssociationAnalysisRuleCommand({
              membershipIdentifier: membershipId,
              configuredTableAssociationIdentifier: associationId,
              analysisRuleType: type,
            }),
            options,
          ),
        signal,
      );
      return true;
    } catch (thrown) {
      if (asCleanRoomError(thrown).code === 'not_found') return false;
      throw thrown;
    }
  };

  const analysisRuleType: Associations['analysisRuleType'] = async (membershipId, associationId, types, signal) => {
    for (const type of new Set([...types, ...ruleTypes])) {
      if (await hasRule(membershipId, associationId, type, signal)) return type;
    }
    return 'none';
  };

  return {
    list,
    analysisRuleType,

    async configuredTables(signal) {
      const tables = await allPages(async (nextToken) => {
        const answer = await calls.read(
          'ListConfiguredTables',
          (options) => client.send(new ListConfiguredTablesCommand({ maxResults: 100, nextToken }), options),
          signal,
        );
        return { items: answer.configuredTableSummaries, nextToken: answer.nextToken };
      });
      return tables.map((table) => {
        const {
          id,
          name,
          analysisRuleTypes: [type],
        } = expectAnswer('ListConfiguredTables', answers.configuredTableSummary, table);
        return type === undefined ? { id, name } : { id, name, analysisRuleType: type };
      });
    },

    async readiness(collaborationId, names, signal) {
      const batches = Array.from({ length: Math.ceil(names.length / schemasPerCall) }, (_, index) =>
        names.slice(index * schemasPerCall, (index + 1) * schemasPerCall),
      );
      const read = await Promise.all(
        batches.map(async (batch) => {
          const answer = await calls.read(
            'BatchGetSchema',
            (options) => client.send(new BatchGetSchemaCommand({ collaborationIdentifier: collaborationId, names: batch }), options),
            signal,
          );
          return (answer.schemas ?? []).map(toReadiness);
        }),
      );
      return read.flat();
    },

    async create({ membershipId, configuredTableId, name, roleArn, parentIsNew }, options) {
      return calls.create(
        {
          parentIsNew,
          operation: 'CreateConfiguredTableAssociation',
          subject: `${name} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateConfiguredTableAssociationCommand({
                membershipIdentifier: membershipId,
                configuredTableIdentifier: configuredTableId,
                name,
                roleArn,
              }),
              sendOptions,
            );
            return { value: toAssociation('CreateConfiguredTableAssociation', answer.configuredTableAssociation), answer };
          },
          find: async () => (await list(membershipId, options.signal)).find((each) => each.configuredTableId === configuredTableId),
        },
        options,
      );
    },

    async createAnalysisRule({ membershipId, associationId, associationName, type, allowedResultReceivers, parentIsNew }, options) {
      return calls.create(
        {
          parentIsNew,
          operation: 'CreateConfiguredTableAssociationAnalysisRule',
          subject: `${associationName} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateConfiguredTableAssociationAnalysisRuleCommand({
                membershipIdentifier: membershipId,
                configuredTableAssociationIdentifier: associationId,
                analysisRuleType: type,
                analysisRulePolicy: { v1: policy(type, allowedResultReceivers) },
              }),
              sendOptions,
            );
            return { value: type, answer };
          },
          find: async () => ((await hasRule(membershipId, associationId, type, options.signal)) ? type : undefined),
        },
        options,
      );
    },
  };
}

function policy(type: AnalysisRuleType, allowedResultReceivers: string[]): ConfiguredTableAssociationAnalysisRulePolicyV1 {
  switch (type) {
    case 'LIST':
      return { list: { allowedResultReceivers } };
    case 'AGGREGATION':
      return { aggregation: { allowedResultReceivers } };
    case 'CUSTOM':
      return { custom: { allowedResultReceivers } };
  }
}

function toAssociation(operation: string, answer: unknown): ConfiguredTableAssociation {
  const { id, name, configuredTableId, analysisRuleTypes } = expectAnswer(operation, answers.associationSummary, answer);
  const [type] = analysisRuleTypes ?? [];
  return type === undefined ? { id, name, configuredTableId } : { id, name, configuredTableId, analysisRuleType: type };
}

/** Ready means ready for direct analysis; additional analyses are wanted by few and reported as reasons of their own. */
function toReadiness(answer: unknown): SchemaReadiness {
  const { name, creatorAccountId, analysisRuleTypes, schemaStatusDetails } = expectAnswer('BatchGetSchema', answers.schema, answer);
  const direct = schemaStatusDetails.filter(({ analysisType }) => analysisType === 'DIRECT_ANALYSIS');
  const type = ruleTypes.find((each) => analysisRuleTypes.includes(each));
  return {
    name,
    creatorAccountId,
    ...(type === undefined ? {} : { analysisRuleType: type }),
    ready: direct.length > 0 && direct.every(({ status }) => status === 'READY'),
    reasons: direct.flatMap(({ reasons }) => reasons ?? []).map(({ code, message }) => ({ code, message })),
  };
}
