import type { EngagementStatus, OnboardingStatus } from '../../jobs/onboarding/onboardingStatus.ts';
import { t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { connectionData } from './connectionAnswer.ts';
import { ownFindingsData } from './findingData.ts';

/** Where partners that are brought on board stand. @param guidance also what each side has to do */
export function onboardingAnswer(status: OnboardingStatus, { guidance = false }: { guidance?: boolean } = {}): ToolAnswer {
  const { engagements, problems, missing, findings } = status;
  const { entries, more } = firstOf(engagements, (each) => engagementData(each, guidance));
  const waiting = engagements.filter(({ current }) => current !== undefined).length;
  const failed = engagements.filter(({ validation }) => validation?.checks.some(({ state }) => state === 'failed')).length;
  return {
    summary: [
      t('Partners being brought on board: {0}, not finished: {1}.', engagements.length, waiting),
      failed > 0 ? t('With failed checks: {0}; each finding says how to mend it.', failed) : '',
      missing.length > 0 ? t('Not found: {0}; begin with step "start".', missing.length) : '',
      problems.length > 0 ? t('Files that cannot be read: {0}.', problems.length) : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: problems.length === 0 && failed === 0,
      connection: connectionData(status.connection),
      read_at: status.readAt,
      engagements: entries,
      more_engagements: more,
      missing: missing.map(({ name, reason }) => ({ name: new ForeignWords(name), reason: new ForeignWords(reason) })),
      problems: problems.map(({ file, message }) => ({ file: new ForeignWords(file), message: new ForeignWords(message, 500) })),
      ...ownFindingsData(findings),
    },
  };
}

function engagementData(status: EngagementStatus, withGuidance: boolean): AnswerValue {
  const { engagement, steps, current, next, ageDays, invitedDays, validation, followUps, guidance, problem } = status;
  const due = followUps.filter(({ state }) => state === 'due');
  return {
    engagement_id: engagement.id,
    partner: idOrWords(engagement.partner.address),
    clean_room_id: idOrWords(engagement.room.display_id ?? engagement.room.id),
    clean_room: new ForeignWords(engagement.room.name),
    flow: idOrWords(engagement.flow),
    current_step: current,
    next: new ForeignWords(next, 500),
    steps: steps.map(({ step, state, detail }) => ({ step, state, detail: new ForeignWords(detail) })),
    age_days: ageDays,
    invited_days: invitedDays,
    problem: problem === undefined ? undefined : new ForeignWords(problem, 500),
    follow_ups_due: due.map(({ day, kind, text }) => ({ day, kind, ready_text: new ForeignWords(text, 2000, { lines: true }) })),
    checks: validation?.checks.map(({ id, state, detail }) => ({ id: idOrWords(id), state, detail: new ForeignWords(detail, 500) })),
    checked_at: validation?.at,
    checked_now: validation?.live,
    guidance: withGuidance
      ? guidance.roles.map(({ role, lines }) => ({ role, lines: lines.map((line) => new ForeignWords(line, 500)) }))
      : undefined,
    guidance_mail: withGuidance ? new ForeignWords(guidance.mail, 4000, { lines: true }) : undefined,
    activated_at: engagement.activated_at,
    closed_at: engagement.closed_at,
  };
}
