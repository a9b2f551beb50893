import { isPartnerPlan } from '../core/jobs/job.ts';
import type { PartnerPlan } from '../core/partners/steps.ts';
import { deletes, type Plan } from '../core/sync/change.ts';

/**
 * True where a plan deletes, takes an invitation back, closes what partners use, or opens something wide (EDIT, VIEW_CODE,
 * CLONE, DELETE) to all partners: starting the command is not enough for that, it wants --yes.
 */
export function wantsYes(plan: Plan | PartnerPlan): boolean {
  if (isPartnerPlan(plan)) return plan.steps.some(({ takesAway }) => takesAway) || plan.warnings.some(({ code }) => code === 'wide_grant');
  return [...plan.tables, ...plan.collaborations.flatMap(({ changes }) => changes)].some(deletes);
}
