import { collaborationExplanations } from '../../diagnosis/explanations/collaborationExplanations.ts';
import { doublesTakePlaces } from '../../diagnosis/explanations/doublesTakePlaces.ts';
import { whatASyncNeeds } from '../../diagnosis/explanations/whatASyncNeeds.ts';
import type { Explanation } from '../../diagnosis/explanations/explanation.ts';
import { tablesBehind } from '../../diagnosis/namedCauses.ts';
import type { ReportedFinding } from '../report.ts';
import type { Looked } from '../surveyAccount.ts';

/** What explains what among the findings of a survey. */
export function explanationsOf({ prepared: { inventory, desired, work } }: Looked, findings: readonly ReportedFinding[]): Explanation[] {
  return [...collaborationExplanations(tablesBehind(inventory)), ...whatASyncNeeds(desired), doublesTakePlaces(findings, work.plan)];
}
