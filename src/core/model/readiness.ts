import type { AnalysisRuleType } from './table.ts';

/** One reason of BatchGetSchema for NOT_READY. `code` is the service's; `message` its words (data, not markup). */
export interface NotReadyReason {
  code: string;
  message: string;
}

/** What BatchGetSchema says of one schema for direct analysis. A schema is named, not owned: compare the creator. */
export interface SchemaReadiness {
  name: string;
  creatorAccountId: string;
  ready: boolean;
  /** The type of the rule on the table, where it is one of the three. */
  analysisRuleType?: AnalysisRuleType;
  reasons: NotReadyReason[];
}
