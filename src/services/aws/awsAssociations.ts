import {
  BatchGetSchemaAnalysisRuleCommand,
  BatchGetSchemaCommand,
  CreateConfiguredTableAssociationAnalysisRuleCommand,
  CreateConfiguredTableAssociationCommand,
  GetConfiguredTableAssociationAnalysisRuleCommand,
  ListConfiguredTableAssociationsCommand,
  ListConfiguredTablesCommand,
  type CleanRoomsClient,
} from '@aws-sdk/client-cleanrooms';
import { asCleanRoomError } from '../../core/errors.ts';
import type { Associations } from '../../core/service.ts';
import type { AnalysisRuleType, CollaborationAnalysisRule, ConfiguredTableAssociation } from '../../core/model/table.ts';
import type { SchemaReadiness } from '../../core/model/readiness.ts';
import { collaborationRulePolicy, toCollaborationRule, toSchemaRules } from './analysisRules.ts';
import { answers, expectAnswer } from './answers.ts';
import type { AwsCalls } from './awsCalls.ts';
import { ownTags } from './ownTags.ts';
import { allPages } from './pages.ts';

/** BatchGetSchema and BatchGetSchemaAnalysisRule: 1 to 25 names a call. */
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

  const ruleOfType = async (
    membershipId: string,
    associationId: string,
    type: AnalysisRuleType,
    signal?: AbortSignal,
  ): Promise<CollaborationAnalysisRule | undefined> => {
    const operation = 'GetConfiguredTableAssociationAnalysisRule';
    try {
      const answer = await calls.read(
        operation,
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
      return toCollaborationRule(operation, answer.analysisRule?.policy);
    } catch (thrown) {
      if (asCleanRoomError(thrown).code === 'not_found') return undefined;
      throw thrown;
    }
  };

  const analysisRule: Associations['analysisRule'] = async (membershipId, associationId, types, signal) => {
    for (const type of new Set([...types, ...ruleTypes])) {
      const rule = await ruleOfType(membershipId, associationId, type, signal);
      if (rule !== undefined) return rule;
    }
    return undefined;
  };

  return {
    list,
    analysisRule,

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
          arn,
          name,
          analysisRuleTypes: [type],
        } = expectAnswer('ListConfiguredTables', answers.configuredTableSummary, table);
        return type === undefined ? { id, arn, name } : { id, arn, name, analysisRuleType: type };
      });
    },

    async rules(collaborationId, schemas, signal) {
      const operation = 'BatchGetSchemaAnalysisRule';
      const read = await Promise.all(
        inBatches(schemas).map(async (schemaAnalysisRuleRequests) => {
          const answer = await calls.read(
            operation,
            (options) =>
              client.send(
                new BatchGetSchemaAnalysisRuleCommand({ collaborationIdentifier: collaborationId, schemaAnalysisRuleRequests }),
                options,
              ),
            signal,
          );
          // What could not be given stands among its errors; whoever needs it asks for the rule by itself.
          return (answer.analysisRules ?? []).map((rule) => toSchemaRules(operation, rule));
        }),
      );
      return new Map(read.flat());
    },

    async readiness(collaborationId, names, signal) {
      const read = await Promise.all(
        inBatches(names).map(async (batch) => {
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

    async create({ membershipId, configuredTableId, name, roleArn, description, tags, parentIsNew, replaces }, options) {
      const wanted = (each: ConfiguredTableAssociation): boolean =>
        each.configuredTableId === configuredTableId && (replaces === undefined || (each.name === name && !replaces.includes(each.id)));
      return calls.create(
        {
          parentIsNew,
          replaces: replaces !== undefined,
          operation: 'CreateConfiguredTableAssociation',
          subject: `${name} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateConfiguredTableAssociationCommand({
                membershipIdentifier: membershipId,
                configuredTableIdentifier: configuredTableId,
                name,
                roleArn,
                ...(description === undefined ? {} : { description }),
                ...ownTags(tags),
              }),
              sendOptions,
            );
            return { value: toAssociation('CreateConfiguredTableAssociation', answer.configuredTableAssociation), answer };
          },
          find: async () => (await list(membershipId, options.signal)).find(wanted),
        },
        options,
      );
    },

    async createAnalysisRule(
      { membershipId, associationId, associationName, type, allowedResultReceivers, allowedAdditionalAnalyses, parentIsNew, replaces },
      options,
    ) {
      return calls.create(
        {
          parentIsNew,
          replaces,
          operation: 'CreateConfiguredTableAssociationAnalysisRule',
          subject: `${associationName} in ${membershipId}`,
          attempt: async (sendOptions) => {
            const answer = await client.send(
              new CreateConfiguredTableAssociationAnalysisRuleCommand({
                membershipIdentifier: membershipId,
                configuredTableAssociationIdentifier: associationId,
                analysisRuleType: type,
                analysisRulePolicy: { v1: collaborationRulePolicy({ type, allowedResultReceivers, allowedAdditionalAnalyses }) },
              }),
              sendOptions,
            );
            return { value: type, answer };
          },
          find: async () => (await ruleOfType(membershipId, associationId, type, options.signal))?.type,
        },
        options,
      );
    },
  };
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / schemasPerCall) }, (_, index) =>
    items.slice(index * schemasPerCall, (index + 1) * schemasPerCall),
  );
}

function toAssociation(operation: string, answer: unknown): ConfiguredTableAssociation {
  const { id, arn, name, configuredTableId, analysisRuleTypes } = expectAnswer(operation, answers.associationSummary, answer);
  const [type] = analysisRuleTypes ?? [];
  return type === undefined ? { id, arn, name, configuredTableId } : { id, arn, name, configuredTableId, analysisRuleType: type };
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
