import * as z from 'zod/mini';
import { partnersUnreadable } from '../diagnosis/partnersFindings.ts';
import { asCleanRoomError } from '../errors.ts';
import { severityOrder } from '../model/finding.ts';
import { addressKey } from '../partners/invitees.ts';
import type { JobContext, ReadingJob } from './job.ts';
import { onboardingStatus } from './onboarding/onboardingStatus.ts';
import { surveyPartners } from './partners/surveyPartners.ts';
import type { ReportedFinding } from './report.ts';
import { reportedFinding } from './reported.ts';
import { surveyAccount, type Survey } from './surveyAccount.ts';

const input = z.object({
  /** True: memberships that the configuration does not list are read too; what they lack is no finding. */
  all: z._default(z.boolean(), false),
});

/**
 * Looks at everything that a connection has: collaborations and their tables where the service has them, partners and
 * invitations where it has those. Where there is something else, partners that cannot be read are a finding and fail nothing.
 */
export const surveyConnection: ReadingJob<typeof input, Survey> = {
  kind: 'reading',
  id: 'survey-connection',
  input,
  permission: 'read',

  async run(context, request, onInterim) {
    const { service } = context;
    if (service.memberships === undefined) {
      return withPartners(context, nothingButPartners(context), true);
    }
    const survey = await surveyAccount.run(context, request, onInterim);
    if (service.cleanRooms === undefined) return survey;
    onInterim?.(survey);
    return withPartnersIfReadable(context, survey);
  },
};

/** A survey of collaborations with what is known of partners; that these cannot be read is a finding and fails nothing. */
export async function withPartnersIfReadable(context: JobContext, survey: Survey): Promise<Survey> {
  try {
    return await withPartners(context, survey, false);
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled') throw error;
    return withFindings(survey, [reportedFinding(partnersUnreadable(context.service.connection, error))]);
  }
}

/** Partners and invitations, and what is due in the onboardings that the folder keeps of this connection. */
async function withPartners(context: JobContext, survey: Survey, asked: boolean): Promise<Survey> {
  const read = await surveyPartners.run(context, { with_partners: asked });
  const onboarding =
    context.engagements === undefined ? undefined : await onboardingStatus.run(context, { with_checks: false, with_closed: false });
  // Whoever is being brought on board has follow-ups of his own: nobody is to be reminded twice.
  const followed = new Set(
    (onboarding?.engagements ?? [])
      .filter(({ engagement }) => engagement.activated_at === undefined)
      .map(({ engagement: { room, partner } }) => `${room.id} ${addressKey(partner.address)}`),
  );
  const others = read.findings.filter(
    ({ id, subject }) => id !== 'sent_invitation.unanswered' || !followed.has(`${subject.roomId ?? ''} ${addressKey(subject.name)}`),
  );
  const partners = { ...read, findings: [...others, ...(onboarding?.findings ?? [])] };
  return withFindings({ ...survey, partners }, partners.findings.map(reportedFinding));
}

/** A picture that does not know the partners yet, with what an older one knew of them: it is the best that there is. */
export function withOlderPartners(interim: Survey, { partners }: Survey): Survey {
  if (interim.partners !== undefined || partners === undefined) return interim;
  return withFindings({ ...interim, partners }, partners.findings.map(reportedFinding));
}

function withFindings(survey: Survey, more: readonly ReportedFinding[]): Survey {
  const findings = [...survey.result.findings, ...more];
  findings.sort((a, b) => severityOrder[a.severity] - severityOrder[b.severity]);
  return { ...survey, result: { ...survey.result, findings, ok: !findings.some(({ severity }) => severity === 'error') } };
}

/** A service without tables has an empty coverage, which is no statement about anything. */
function nothingButPartners({ service: { connection } }: JobContext): Survey {
  const { id, name, accountId, region, sandbox } = connection;
  return {
    coverage: {
      connection: { id, name, accountId, region, sandbox },
      takenAt: new Date().toISOString(),
      columns: [],
      tables: [],
      rows: [],
    },
    result: { ok: true, dryRun: false, collaborations: [], findings: [], invitations: [] },
  };
}
