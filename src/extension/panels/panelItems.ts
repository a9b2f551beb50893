import { foreignText } from '../../core/foreignText.ts';
import type { PartnerResult, ReportedStep } from '../../core/jobs/partners/partnerReport.ts';
import type { RunItem, RunPlan } from '../../protocol/partnerMessages.ts';

/** A step as a panel shows it. Its words are cleaned here: addresses and names come from others. */
export function panelItem({ key, action, subject, sentence, outcome, reason, code }: ReportedStep): RunItem {
  return {
    key,
    action,
    // No address is longer, so the form finds it again.
    name: foreignText(subject.name, 500),
    sentence: foreignText(sentence, 700),
    outcome,
    // A whole note may be the reason.
    reason: foreignText(reason, 5000),
    ...(code === undefined ? {} : { code }),
  };
}

/** What would be done, from the answer of a job that has done nothing. */
export function panelPlan({ headline, items, warnings }: PartnerResult): RunPlan {
  return {
    headline: foreignText(headline, 500),
    items: items.map(panelItem),
    warnings: warnings.map(({ code, sentence }) => ({ code, sentence: foreignText(sentence, 700) })),
  };
}
