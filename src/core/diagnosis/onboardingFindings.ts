import type { Connection } from '../model/connection.ts';
import type { Finding, Subject } from '../model/finding.ts';
import { partnerOf, type Engagement } from '../onboarding/engagement.ts';
import type { EngagementProblem } from '../onboarding/engagementStore.ts';
import type { FollowUp } from '../onboarding/followUps.ts';
import { askWhyMail, followUpMail } from '../onboarding/mails.ts';
import type { Check, Failure } from '../onboarding/checks/check.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { counted, t } from '../text.ts';

function subjectOf(engagement: Engagement): Subject {
  return { kind: 'engagement', name: partnerOf(engagement), id: engagement.id, roomId: engagement.room.id, roomName: engagement.room.name };
}

function roomOf({ room: { name, display_id: displayId } }: Engagement): string {
  return roomTitle({ name, ...(displayId === undefined ? {} : { displayId }) });
}

/** A file of the onboarding folder that cannot be read as one. The others are whole. */
export function engagementBroken(connection: Connection, { file, message }: EngagementProblem): Finding {
  return {
    id: 'engagement.broken_file',
    severity: 'error',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'engagement', name: file },
    title: t('The onboarding file {0} cannot be read.', file),
    evidence: [message],
    remedies: [{ title: t('Correct the file; until then its partner is not looked after.') }],
  };
}

/** A day on which a partner who has not answered is followed up has come. */
export function followUpDue(
  connection: Connection,
  engagement: Engagement,
  { day, kind, dueOn }: FollowUp,
  { days, signature }: { days: number; signature: string },
): Finding {
  const partner = partnerOf(engagement);
  const age = counted(days, t('1 day'), t('{0} days', days));
  const titles = {
    reminder: t('{0} has not answered the invitation to {1} for {2}: remind.', partner, roomOf(engagement), age),
    contact: t('{0} has not answered the invitation to {1} for {2}: get in touch in person.', partner, roomOf(engagement), age),
    escalation: t('{0} has not answered the invitation to {1} for {2}: escalate.', partner, roomOf(engagement), age),
  };
  return {
    id: 'engagement.follow_up_due',
    severity: kind === 'escalation' ? 'error' : 'warning',
    // The answer is the partner's; a word to him is ours.
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(engagement),
    title: titles[kind],
    evidence: [t('The follow-up of day {0} was due on {1}.', day, dueOn ?? '?')],
    remedies: [
      {
        title: t('Write to {0}', kind === 'escalation' ? t('whoever knows the partner') : partner),
        text: followUpMail(connection, engagement, { kind, days, signature }),
      },
      {
        title: t('Note that day {0} is done', day),
        job: 'advance-onboarding',
        input: { ids: [engagement.id], action: 'follow_up_done', day },
      },
    ],
  };
}

/** The partner has said no, or takes part no more. @param signature how a mail to the partner ends */
export function engagementDeclined(connection: Connection, engagement: Engagement, detail: string, signature: string): Finding {
  return {
    id: 'engagement.declined',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(engagement),
    title: t('{0} will not come on board in {1} like this.', partnerOf(engagement), roomOf(engagement)),
    evidence: [detail],
    remedies: [
      { title: t('Ask {0} why', partnerOf(engagement)), text: askWhyMail({ engagement, signature }) },
      { title: t('Invite again'), job: 'advance-onboarding', input: { ids: [engagement.id], action: 'send' } },
      { title: t('Give it up: close the engagement'), job: 'advance-onboarding', input: { ids: [engagement.id], action: 'close' } },
    ],
  };
}

/** What the service says of the engagement's room could not be read, so that nothing is known of its partner. */
export function engagementUnreadable(connection: Connection, engagement: Engagement, problem: string): Finding {
  return {
    id: 'engagement.unreadable',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(engagement),
    title: t('Where {0} stands in {1} cannot be read.', partnerOf(engagement), roomOf(engagement)),
    evidence: [problem],
    remedies:
      connection.service === 'aws'
        ? [{ title: t('Allow cleanrooms:ListMembers for this account.') }]
        : [{ title: t('In the LiveRamp console add the API user as an administrator of this clean room, under Access, Users.') }],
  };
}

/** A check of the validation that failed. */
export function checkFailed(
  connection: Connection,
  engagement: Engagement,
  { id, title }: Pick<Check, 'id' | 'title'>,
  failure: Failure,
): Finding {
  return {
    id: `engagement.check.${id}`,
    severity: 'warning',
    waitsFor: failure.waitsFor,
    connectionId: connection.id,
    subject: subjectOf(engagement),
    title: t('{0} in {1}: "{2}" did not pass.', partnerOf(engagement), roomOf(engagement), title),
    evidence: [failure.detail, ...(failure.evidence ?? [])],
    remedies: failure.remedies,
  };
}

/** The newest validation, which was not run just now, did not pass. */
export function validationFailed(connection: Connection, engagement: Engagement, at: string, titles: readonly string[]): Finding {
  return {
    id: 'engagement.validation_failed',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: subjectOf(engagement),
    title: t('{0} in {1}: the validation of {2} did not pass.', partnerOf(engagement), roomOf(engagement), at.slice(0, 10)),
    evidence: [...titles],
    remedies: [{ title: t('Run the checks again'), job: 'advance-onboarding', input: { ids: [engagement.id], action: 'validate' } }],
  };
}
