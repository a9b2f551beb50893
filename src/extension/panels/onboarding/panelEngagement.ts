import { foreignText } from '../../../core/foreignText.ts';
import type { EngagementStatus } from '../../../core/jobs/onboarding/onboardingStatus.ts';
import type { ReportedFinding } from '../../../core/jobs/report.ts';
import { engagementEventKinds, partnerOf, type EngagementEventKind } from '../../../core/onboarding/engagement.ts';
import { t } from '../../../core/text.ts';
import type { PanelCheck, PanelEngagement } from '../../../protocol/onboardingMessages.ts';
import { foreignLines } from '../foreignLines.ts';

/**
 * An engagement as the panel shows it. Words of partners, services and files are cleaned here, once.
 * @param found what the checks have found, where they ran just now
 */
export function panelEngagement(connectionId: string, status: EngagementStatus, found: readonly ReportedFinding[]): PanelEngagement {
  const { engagement, validation, invitedDays, expectedDays, invitationStatus, problem, current } = status;
  const { room, partner, permissions, activated_at: activatedAt, closed_at: closedAt, override } = engagement;
  return {
    connectionId,
    id: engagement.id,
    partner: partnerOf(engagement),
    address: foreignText(partner.address, 300),
    roomId: room.id,
    room: room.display_id === undefined ? foreignText(room.name) : `${foreignText(room.name)} (${foreignText(room.display_id)})`,
    flow: foreignText(engagement.flow),
    template: foreignText(permissions.template),
    flags: permissions.flags,
    note: foreignLines(engagement.note ?? ''),
    steps: status.steps.map((step) => ({ ...step, detail: foreignText(step.detail, 1000) })),
    next: foreignText(status.next, 500),
    ageDays: status.ageDays,
    followUps: status.followUps.map(({ day, kind, dueOn, state, text }) => ({
      day,
      kind,
      state,
      text: foreignLines(text),
      ...(dueOn === undefined ? {} : { dueOn }),
    })),
    guidance: { ...status.guidance, mail: foreignLines(status.guidance.mail) },
    activationMail: foreignLines(status.activationMail),
    events: [engagement.created, ...engagement.events].map(({ at, by, what, detail }) => ({
      at,
      by: foreignText(by),
      what: eventWords(what),
      detail: foreignText(detail ?? '', 1000),
    })),
    ...(current === undefined ? {} : { current }),
    ...(invitedDays === undefined ? {} : { invitedDays }),
    ...(expectedDays === undefined ? {} : { expectedDays }),
    ...(invitationStatus === undefined ? {} : { invitationStatus: foreignText(invitationStatus) }),
    ...(problem === undefined ? {} : { problem: foreignText(problem, 1000) }),
    ...(validation === undefined
      ? {}
      : { validation: { at: validation.at, live: validation.live, checks: validation.checks.map((check) => panelCheck(check, found)) } }),
    ...(activatedAt === undefined ? {} : { activatedAt }),
    ...(override === undefined ? {} : { overrideReason: foreignText(override.reason, 1000) }),
    ...(closedAt === undefined ? {} : { closedAt }),
  };
}

/** Which check a finding is of. */
export function isOfCheck({ id }: ReportedFinding, checkId: string): boolean {
  return id === `engagement.check.${checkId}`;
}

function panelCheck(
  { id, title, state, detail }: Pick<PanelCheck, 'id' | 'title' | 'state' | 'detail'>,
  found: readonly ReportedFinding[],
): PanelCheck {
  const finding = state === 'failed' ? found.find((each) => isOfCheck(each, id)) : undefined;
  return {
    id,
    title: foreignText(title),
    state,
    detail: foreignText(detail, 1000),
    // The first is the detail.
    evidence: (finding?.evidence ?? []).slice(1).map((each) => foreignText(each, 1000)),
    remedies: (finding?.remedies ?? []).map((remedy) => ({
      title: foreignText(remedy.title, 300),
      runs: remedy.job !== undefined,
      ...(remedy.text === undefined ? {} : { text: foreignLines(remedy.text) }),
    })),
  };
}

/** What an event says; a word of a later version stays as it is. */
function eventWords(what: string): string {
  const words: Readonly<Record<EngagementEventKind, string>> = {
    created: t('Set up'),
    invited: t('Invitation sent'),
    invitation_failed: t('Sending failed'),
    accepted: t('Accepted'),
    declined: t('Declined'),
    cancelled: t('Cancelled'),
    ended: t('Takes part no more'),
    follow_up_done: t('Followed up'),
    guidance_sent: t('Guidance given'),
    permissions_applied: t('Permissions applied'),
    permissions_failed: t('Permissions not all applied'),
    validated: t('Checks run'),
    activated: t('Activated'),
    closed: t('Closed'),
    reopened: t('Reopened'),
  };
  const known = engagementEventKinds.find((kind) => kind === what);
  return known === undefined ? foreignText(what) : words[known];
}
