import type { PartnerResult, ReportedStep } from '../../core/jobs/partners/partnerReport.ts';
import { countSteps } from '../../core/partners/partnerSummary.ts';
import { counted, t } from '../../core/text.ts';
import type { RunSeverity } from '../../protocol/partnerMessages.ts';

/** How many of a kind of thing were done, as "2 invitations sent". */
export type CountWords = (count: number) => string;

/** What has a name of its own; everything else is a change. */
const deeds: readonly { actions: readonly string[]; words: CountWords }[] = [
  { actions: ['create_clean_room'], words: (count) => counted(count, t('1 clean room made'), t('{0} clean rooms made', count)) },
  { actions: ['cancel_invitation'], words: (count) => counted(count, t('1 invitation cancelled'), t('{0} invitations cancelled', count)) },
  { actions: ['invite', 'send'], words: (count) => counted(count, t('1 invitation sent'), t('{0} invitations sent', count)) },
];

const changesMade: CountWords = (count) => counted(count, t('1 change made'), t('{0} changes made', count));

/** Names what was done and counts what was not: "1 clean room made, 2 invitations sent, 1 failed". @param others what else is done */
export function runSummary(items: readonly ReportedStep[], others: CountWords = changesMade): string {
  const { existing, differs, failed, left_out: leftOut, planned } = countSteps(items);
  const done = items.filter(({ outcome }) => outcome === 'done');
  const named = new Set(deeds.flatMap(({ actions }) => actions));
  const parts: [count: number, words: CountWords][] = [
    ...deeds.map(({ actions, words }): [number, CountWords] => [done.filter(({ action }) => actions.includes(action)).length, words]),
    [done.filter(({ action }) => !named.has(action)).length, others],
    [existing, (count) => t('{0} there already', count)],
    [
      differs,
      (count) => counted(count, t('1 accepted, but read back it is different'), t('{0} accepted, but read back they are different', count)),
    ],
    [failed, (count) => t('{0} failed', count)],
    [planned, (count) => t('{0} not begun', count)],
    [leftOut, (count) => t('{0} left out', count)],
  ];
  const words = parts.flatMap(([count, say]) => (count === 0 ? [] : [say(count)]));
  return words.length === 0 ? t('nothing to do') : words.join(', ');
}

/** How many checks of onboarding have failed. */
export function failedChecks({ findings }: Pick<PartnerResult, 'findings'>): number {
  return findings.filter(({ id }) => id.startsWith('engagement.check.')).length;
}

/** How bad it is what came of a run, by the worst of it. @param unfinished something has kept it from its end */
export function runSeverity(result: Pick<PartnerResult, 'items' | 'findings'>, unfinished = false): RunSeverity {
  const { failed, differs, planned } = countSteps(result.items);
  if (failed > 0) return 'error';
  return unfinished || differs + planned + failedChecks(result) > 0 ? 'warning' : 'information';
}
