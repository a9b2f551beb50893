export type AnalysisRuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';

/** A table of this account that can be put into collaborations. */
export interface ConfiguredTable {
  id: string;
  arn: string;
  name: string;
  /** The type of the rule on the table itself; undefined where it has none and so can be associated but not queried. */
  analysisRuleType?: AnalysisRuleType;
}

/** A configured table in one membership. Its name is the table's name in the collaboration's SQL. */
export interface ConfiguredTableAssociation {
  id: string;
  arn: string;
  name: string;
  configuredTableId: string;
  /**
   * The type of the collaboration analysis rule on it: a type, 'none', or undefined where the list did not say
   * (`analysisRuleTypes` is optional in the summaries).
   */
  analysisRuleType?: AnalysisRuleType | 'none';
}

/** The collaboration analysis rule on an association: what its owner allows in this one collaboration. */
export interface CollaborationAnalysisRule {
  type: AnalysisRuleType;
  /** Accounts of other members. */
  allowedResultReceivers: string[];
  /** Analyses on the results; undefined where the rule says nothing of them. */
  allowedAdditionalAnalyses?: string[];
}

/** The analysis rule on a configured table: what may be asked of it, and by whom. */
export type TableAnalysisRule =
  | { type: 'AGGREGATION'; aggregateColumns: string[]; joinColumns: string[]; dimensionColumns: string[] }
  | { type: 'LIST'; joinColumns: string[]; listColumns: string[] }
  | {
      type: 'CUSTOM';
      /** ARNs of analysis templates, or ANY_QUERY. */
      allowedAnalyses: string[];
      /** Accounts that may query; the service requires it where any query is allowed. */
      allowedAnalysisProviders: string[];
    };

/** Of a CUSTOM rule: any query may be asked, by the accounts that it names as providers. */
export const anyQuery = 'ANY_QUERY';

/** Both rules of one schema: the configured table's own, and the collaboration's. */
export interface SchemaRules {
  table?: TableAnalysisRule;
  collaboration?: CollaborationAnalysisRule;
}

/** CreateConfiguredTableAssociation: name must match this as a whole (TableAlias) and has at most 128 characters. */
export const associationNamePattern = /^[a-zA-Z0-9_](([a-zA-Z0-9_ ]+-)*([a-zA-Z0-9_ ]+))?$/;
export const associationNameLength = 128;
