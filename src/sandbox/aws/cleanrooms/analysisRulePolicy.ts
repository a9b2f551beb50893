import type { JsonObject } from '../../json.ts';
import type { AnalysisRuleRecord, AnalysisRuleType } from '../../world/records.ts';
import { Input } from '../input.ts';
import { invalidConfiguration } from './errors.ts';

/** Names of the analysis rule types inside policies: `v1.list`, `v1.aggregation`, `v1.custom`. */
const policyNames: Readonly<Record<AnalysisRuleType, string>> = { AGGREGATION: 'aggregation', LIST: 'list', CUSTOM: 'custom' };

/** The rule type of a validated input; the model's enum holds no others. */
export function ruleTypeOf(input: Input): AnalysisRuleType {
  const type = input.text('analysisRuleType');
  if (type === 'AGGREGATION' || type === 'LIST' || type === 'CUSTOM') return type;
  throw new TypeError(`${type} is no analysis rule type.`);
}

/** The part of a rule's policy that its type names. */
export function policyOf(rule: AnalysisRuleRecord): Input {
  return partOf(rule.policy, rule.type) ?? new Input({});
}

/** The policy of a request, which has to be of the type that the request names. */
export function requestedPolicy(input: Input, type: AnalysisRuleType): { whole: JsonObject; part: Input } {
  const whole = input.structure('analysisRulePolicy').values;
  const part = partOf(whole, type);
  if (part === undefined) throw invalidConfiguration('analysisRulePolicy', `The policy is not of type ${type}.`);
  return { whole, part };
}

function partOf(policy: JsonObject, type: AnalysisRuleType): Input | undefined {
  return new Input(policy).optionalStructure('v1')?.optionalStructure(policyNames[type]);
}

export function policyNameOf(type: AnalysisRuleType): string {
  return policyNames[type];
}
