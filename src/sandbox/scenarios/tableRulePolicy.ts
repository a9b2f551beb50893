import type { JsonObject } from '../json.ts';
import type { ScenarioTable } from './accountSchema.ts';

/** The analysis rule of a scenario's table in the service's own form: the first column joins, the others are shown. */
export function tableRulePolicy(rule: NonNullable<ScenarioTable['analysis_rule']>, columns: string[]): JsonObject {
  const [first = 'id', ...others] = columns;
  const additional: JsonObject = rule.additional_analyses === undefined ? {} : { additionalAnalyses: rule.additional_analyses };
  switch (rule.type) {
    case 'LIST':
      return { v1: { list: { joinColumns: [first], allowedJoinOperators: ['AND', 'OR'], listColumns: others, ...additional } } };
    case 'AGGREGATION':
      return {
        v1: {
          aggregation: {
            aggregateColumns: [{ columnNames: [first], function: 'COUNT_DISTINCT' }],
            joinColumns: [first],
            dimensionColumns: others,
            scalarFunctions: ['COALESCE'],
            outputConstraints: [{ columnName: first, minimum: 100, type: 'COUNT_DISTINCT' }],
            ...additional,
          },
        },
      };
    case 'CUSTOM':
      return {
        v1: {
          custom: {
            allowedAnalyses: rule.allowed_analyses,
            ...(rule.providers === undefined ? {} : { allowedAnalysisProviders: rule.providers }),
            ...additional,
            ...(rule.differential_privacy_columns === undefined
              ? {}
              : { differentialPrivacy: { columns: rule.differential_privacy_columns.map((name) => ({ name })) } }),
          },
        },
      };
  }
}
