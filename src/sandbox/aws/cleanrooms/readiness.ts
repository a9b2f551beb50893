/** Whether a table can be used in a collaboration, derived from what is configured (table of codes in behaviours.md). */
import type {
  CollaborationRecord,
  AnalysisRuleRecord,
  ConfiguredTableAssociationRecord,
  ConfiguredTableRecord,
} from '../../world/records.ts';
import type { World } from '../../world/world.ts';
import { policyOf } from './analysisRulePolicy.ts';

export interface StatusDetail {
  analysisType: 'DIRECT_ANALYSIS' | 'ADDITIONAL_ANALYSIS';
  status: 'READY' | 'NOT_READY';
  reasons: string[];
}

const explanations: Readonly<Record<string, string>> = {
  ANALYSIS_RULE_MISSING: 'The configured table has no analysis rule.',
  ANALYSIS_TEMPLATES_NOT_CONFIGURED: 'The analysis rule allows neither an analysis template nor any query.',
  ANALYSIS_PROVIDERS_NOT_CONFIGURED: 'The analysis rule allows any query and names no analysis provider.',
  DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED: 'Differential privacy is wanted and has no policy in this collaboration.',
  COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED: 'The association has no collaboration analysis rule.',
  RESULT_RECEIVERS_NOT_CONFIGURED: 'The collaboration analysis rule names no result receiver.',
  RESULT_RECEIVERS_NOT_ALLOWED: 'A result receiver of the collaboration analysis rule cannot receive results in this collaboration.',
  ADDITIONAL_ANALYSES_NOT_CONFIGURED: 'Additional analyses are not configured.',
  ADDITIONAL_ANALYSES_NOT_ALLOWED: 'The analysis rule does not allow additional analyses.',
  ID_MAPPING_TABLE_NOT_POPULATED: 'The ID mapping table was never populated.',
  ANALYSIS_RULE_TYPES_NOT_COMPATIBLE: 'The analysis rules of the table and of the association are of different types.',
};

/** The sentence that goes with a code. */
export function explain(code: string): string {
  return explanations[code] ?? code;
}

/** `now` in milliseconds since 1970: rules count only after the scenario's ready delay. */
export function readinessOf(world: World, association: ConfiguredTableAssociationRecord, now: number): StatusDetail[] {
  const table = world.configuredTables.get(association.configuredTableId);
  const collaboration = world.collaborations.get(association.collaborationId);
  if (table === undefined || collaboration === undefined) return [];
  const settled = (rule: AnalysisRuleRecord | null): AnalysisRuleRecord | null =>
    rule !== null && now - rule.updateTime >= world.settings.readyDelayMs ? rule : null;
  const tableRule = settled(table.analysisRule);
  const rule = settled(association.analysisRule);
  const direct = directReasons(collaboration, table, tableRule, rule);
  const additional = additionalReasons(tableRule, rule);
  const { notReady } = association;
  const ready = direct.length === 0 && notReady === null;
  return [
    { analysisType: 'DIRECT_ANALYSIS', status: ready ? 'READY' : 'NOT_READY', reasons: [...direct, ...(notReady ?? [])] },
    { analysisType: 'ADDITIONAL_ANALYSIS', status: additional.length === 0 ? 'READY' : 'NOT_READY', reasons: additional },
  ];
}

function directReasons(
  collaboration: CollaborationRecord,
  table: ConfiguredTableRecord,
  tableRule: AnalysisRuleRecord | null,
  rule: AnalysisRuleRecord | null,
): string[] {
  const reasons: string[] = [];
  if (tableRule === null) reasons.push('ANALYSIS_RULE_MISSING');
  else if (tableRule.type === 'CUSTOM') reasons.push(...customReasons(tableRule));
  if (rule === null) reasons.push('COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED');
  if (tableRule === null || rule === null) return reasons;
  if (tableRule.type !== rule.type) reasons.push('ANALYSIS_RULE_TYPES_NOT_COMPATIBLE');
  const receivers = policyOf(rule).texts('allowedResultReceivers');
  const canReceive = (account: string): boolean =>
    account !== table.accountId &&
    collaboration.members.some(
      (each) =>
        each.accountId === account &&
        each.abilities.includes('CAN_RECEIVE_RESULTS') &&
        (each.status === 'INVITED' || each.status === 'ACTIVE'),
    );
  if (receivers.length === 0) reasons.push('RESULT_RECEIVERS_NOT_CONFIGURED');
  else if (!receivers.every(canReceive)) reasons.push('RESULT_RECEIVERS_NOT_ALLOWED');
  const additional = policyOf(tableRule).optionalText('additionalAnalyses');
  const wanted = policyOf(rule).texts('allowedAdditionalAnalyses');
  if (additional === 'REQUIRED' && wanted.length === 0) reasons.push('ADDITIONAL_ANALYSES_NOT_CONFIGURED');
  if (additional === 'NOT_ALLOWED' && wanted.length > 0) reasons.push('ADDITIONAL_ANALYSES_NOT_ALLOWED');
  return reasons;
}

function customReasons(tableRule: AnalysisRuleRecord): string[] {
  const policy = policyOf(tableRule);
  const analyses = policy.texts('allowedAnalyses');
  const reasons: string[] = [];
  if (analyses.length === 0) reasons.push('ANALYSIS_TEMPLATES_NOT_CONFIGURED');
  if (analyses.includes('ANY_QUERY') && policy.texts('allowedAnalysisProviders').length === 0)
    reasons.push('ANALYSIS_PROVIDERS_NOT_CONFIGURED');
  // Privacy budget templates are not simulated: where differential privacy is wanted, it is never set.
  if (policy.has('differentialPrivacy')) reasons.push('DIFFERENTIAL_PRIVACY_POLICY_NOT_CONFIGURED');
  return reasons;
}

function additionalReasons(tableRule: AnalysisRuleRecord | null, rule: AnalysisRuleRecord | null): string[] {
  if (tableRule === null) return ['ANALYSIS_RULE_MISSING'];
  const allowed = policyOf(tableRule).optionalText('additionalAnalyses');
  if (allowed === 'NOT_ALLOWED') return ['ADDITIONAL_ANALYSES_NOT_ALLOWED'];
  if (allowed === undefined) return ['ADDITIONAL_ANALYSES_NOT_CONFIGURED'];
  if (rule === null) return ['COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'];
  return policyOf(rule).texts('allowedAdditionalAnalyses').length === 0 ? ['ADDITIONAL_ANALYSES_NOT_CONFIGURED'] : [];
}
