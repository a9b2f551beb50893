import type { ConfiguredTableAssociationAnalysisRulePolicyV1 } from '@aws-sdk/client-cleanrooms';
import type { CollaborationAnalysisRule, SchemaRules, TableAnalysisRule } from '../../core/model/table.ts';
import { answers, expectAnswer } from './answers.ts';

/** The policy of a collaboration analysis rule, as Create and Update want it. */
export function collaborationRulePolicy({
  type,
  allowedResultReceivers,
  allowedAdditionalAnalyses,
}: {
  type: CollaborationAnalysisRule['type'];
  allowedResultReceivers: readonly string[];
  allowedAdditionalAnalyses?: readonly string[] | undefined;
}): ConfiguredTableAssociationAnalysisRulePolicyV1 {
  const rule = {
    allowedResultReceivers: [...allowedResultReceivers],
    ...(allowedAdditionalAnalyses === undefined ? {} : { allowedAdditionalAnalyses: [...allowedAdditionalAnalyses] }),
  };
  switch (type) {
    case 'LIST':
      return { list: rule };
    case 'AGGREGATION':
      return { aggregation: rule };
    case 'CUSTOM':
      return { custom: rule };
  }
}

/** A collaboration analysis rule out of its policy; undefined where the policy is of none of the three types. */
export function toCollaborationRule(operation: string, policy: unknown): CollaborationAnalysisRule | undefined {
  const { list, aggregation, custom } = expectAnswer(operation, answers.collaborationRulePolicy, policy).v1;
  const rule = (type: CollaborationAnalysisRule['type'], body: NonNullable<typeof list>): CollaborationAnalysisRule => ({
    type,
    allowedResultReceivers: body.allowedResultReceivers ?? [],
    ...(body.allowedAdditionalAnalyses === undefined ? {} : { allowedAdditionalAnalyses: body.allowedAdditionalAnalyses }),
  });
  if (custom !== undefined) return rule('CUSTOM', custom);
  if (list !== undefined) return rule('LIST', list);
  return aggregation === undefined ? undefined : rule('AGGREGATION', aggregation);
}

/** A configured table's own analysis rule out of its policy; undefined where the policy is of none of the three types. */
export function toTableRule(operation: string, policy: unknown): TableAnalysisRule | undefined {
  const { list, aggregation, custom } = expectAnswer(operation, answers.tableRulePolicy, policy).v1;
  if (custom !== undefined) {
    const { allowedAnalyses, allowedAnalysisProviders = [] } = custom;
    return { type: 'CUSTOM', allowedAnalyses, allowedAnalysisProviders };
  }
  if (list !== undefined) return { type: 'LIST', joinColumns: list.joinColumns, listColumns: list.listColumns };
  if (aggregation === undefined) return undefined;
  const { aggregateColumns, joinColumns, dimensionColumns } = aggregation;
  return {
    type: 'AGGREGATION',
    aggregateColumns: aggregateColumns.flatMap(({ columnNames }) => columnNames),
    joinColumns,
    dimensionColumns,
  };
}

/** Both rules of a schema, under its name. */
export function toSchemaRules(operation: string, answer: unknown): [name: string, rules: SchemaRules] {
  const { name, policy, collaborationPolicy } = expectAnswer(operation, answers.schemaAnalysisRule, answer);
  const table = toTableRule(operation, policy);
  const collaboration = collaborationPolicy === undefined ? undefined : toCollaborationRule(operation, collaborationPolicy);
  return [name, { ...(table === undefined ? {} : { table }), ...(collaboration === undefined ? {} : { collaboration }) }];
}
