import type { PartnerResult } from '../../../core/jobs/partners/partnerReport.ts';
import { counted, t } from '../../../core/text.ts';
import type { OnboardingAction } from '../../../protocol/onboardingMessages.ts';
import { failedChecks, runSummary, type CountWords } from '../runSummary.ts';

/** What a run of the onboarding panel does; `mend`: mends what a check has found, and runs the checks again. */
export type Deed = OnboardingAction | 'start' | 'mend';

/** What came of a run of the onboarding panel, in a sentence. */
export function deedSummary(deed: Deed, result: Pick<PartnerResult, 'items' | 'findings'>): string {
  const { items } = result;
  const counts = t('Onboarding: {0}.', runSummary(items, wordsOf(deed)));
  if (deed !== 'validate' && deed !== 'mend') return counts;
  const failed = failedChecks(result);
  if (failed === 0) return counts;
  const unwritten = items.some(({ outcome }) => outcome !== 'done') ? ` ${counts}` : '';
  return counted(failed, t('Validation: 1 check failed.'), t('Validation: {0} checks failed.', failed)) + unwritten;
}

function wordsOf(deed: Deed): CountWords {
  switch (deed) {
    case 'start':
      return (count) => counted(count, t('1 partner begun with'), t('{0} partners begun with', count));
    case 'record':
      return (count) => counted(count, t('1 answer noted'), t('{0} answers noted', count));
    case 'follow_up_done':
      return (count) => counted(count, t('1 follow-up noted'), t('{0} follow-ups noted', count));
    case 'guidance_sent':
      return (count) => counted(count, t('guidance noted for 1 partner'), t('guidance noted for {0} partners', count));
    case 'validate':
      return (count) => counted(count, t('1 partner checked'), t('{0} partners checked', count));
    case 'activate':
      return (count) => counted(count, t('1 partner activated'), t('{0} partners activated', count));
    case 'close':
      return (count) => counted(count, t('1 closed'), t('{0} closed', count));
    case 'reopen':
      return (count) => counted(count, t('1 reopened'), t('{0} reopened', count));
    case 'send':
    case 'apply_permissions':
    case 'mend':
      return (count) => counted(count, t('1 change made'), t('{0} changes made', count));
  }
}
