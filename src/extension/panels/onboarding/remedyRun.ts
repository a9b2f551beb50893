import { CleanRoomError } from '../../../core/errors.ts';
import { advanceOnboarding } from '../../../core/jobs/onboarding/advanceOnboarding.ts';
import { configurePartnerPermissions } from '../../../core/jobs/partners/configurePartnerPermissions.ts';
import type { PartnerResult } from '../../../core/jobs/partners/partnerReport.ts';
import { resendPartnerInvitations } from '../../../core/jobs/partners/resendPartnerInvitations.ts';
import type { ReportedFinding } from '../../../core/jobs/report.ts';
import { syncCollaborations } from '../../../core/jobs/syncCollaborations.ts';
import { t } from '../../../core/text.ts';
import type { RunFollow } from '../panelRuns.ts';
import type { OnboardingWorkplace } from './onboardingWorkplace.ts';

/** Runs what a finding names as its remedy, after its question. Raises `invalid_input` for one that no job does. */
export async function remedyRun(
  workplace: OnboardingWorkplace,
  connectionId: string,
  { title, job, input = {} }: ReportedFinding['remedies'][number],
  follow: RunFollow,
): Promise<PartnerResult> {
  const asked = { ...follow, agreed: false };
  switch (job) {
    case advanceOnboarding.id:
      return workplace.write(connectionId, advanceOnboarding, input, asked);
    case configurePartnerPermissions.id:
      return workplace.write(connectionId, configurePartnerPermissions, input, asked);
    case resendPartnerInvitations.id:
      return workplace.write(connectionId, resendPartnerInvitations, input, asked);
    case syncCollaborations.id: {
      const { ok } = await workplace.sync(connectionId, input, follow.stop);
      return { ok, dryRun: false, headline: title, items: [], warnings: [], findings: [] };
    }
    default:
      throw new CleanRoomError('invalid_input', t('No job does this: "{0}".', title), {
        remedy: t('Do it by hand, and run the checks again.'),
      });
  }
}
