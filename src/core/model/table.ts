export type AnalysisRuleType = 'AGGREGATION' | 'LIST' | 'CUSTOM';

/** A table of this account that can be put into collaborations. */
export interface ConfiguredTable {
  id: string;
  name: string;
  /** The type of the rule on the table itself; undefined where it has none and so can be associated but not queried. */
  analysisRuleType?: AnalysisRuleType;
}

/** A configured table in one membership. Its name is the table's name in the collaboration's SQL. */
export interface ConfiguredTableAssociation {
  id: string;
  name: string;
  configuredTableId: string;
  /**
   * The type of the collaboration analysis rule on it: a type, 'none', or undefined where the list did not say
   * (`analysisRuleTypes` is optional in the summaries).
   */
  analysisRuleType?: AnalysisRuleType | 'none';
}

/** CreateConfiguredTableAssociation: name must match this as a whole (TableAlias) and has at most 128 characters. */
export const associationNamePattern = /^[a-zA-Z0-9_](([a-zA-Z0-9_ ]+-)*([a-zA-Z0-9_ ]+))?$/;
export const associationNameLength = 128;
