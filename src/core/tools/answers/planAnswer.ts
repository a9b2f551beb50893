import { isPartnerPlan, type AnyIntention } from '../../jobs/job.ts';
import { numberOfChanges } from '../../jobs/runner.ts';
import type { PartnerPlan } from '../../partners/steps.ts';
import { changeSentence } from '../../sync/changeSentence.ts';
import { deletion, type AllowProviders, type Change, type Plan } from '../../sync/change.ts';
import { counted, t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { connectionData } from './connectionAnswer.ts';
import { ownFindingsData } from './findingData.ts';

/** A plan that nobody has carried out. @param next what the model can do with it, in a sentence of ours */
export function planAnswer(
  intention: AnyIntention,
  { next, notes = [], hash }: { next: string; notes?: readonly string[]; hash?: string },
): ToolAnswer {
  const { plan, files } = intention;
  const changes = numberOfChanges(plan);
  const taking = takingAway(plan);
  const nothing = changes === 0 && files.length === 0;
  return {
    summary: [
      nothing ? t('There is nothing to do.') : counted(changes, t('1 change is planned.'), t('{0} changes are planned.', changes)),
      taking > 0 ? t('Changes that delete or take away something that is there: {0}.', taking) : '',
      t('Nothing has been changed.'),
      nothing ? '' : next,
      ...notes,
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: true,
      dry_run: true,
      plan_hash: nothing ? undefined : hash,
      connection: connectionData(plan.connection),
      ...(isPartnerPlan(plan) ? partnerPlanData(plan) : collaborationPlanData(plan)),
      files: files.length === 0 ? undefined : files.map(({ path, change }) => ({ path: idOrWords(path), change })),
    },
  };
}

/** How many of a plan's changes delete or take away something. */
export function takingAway(plan: Plan | PartnerPlan): number {
  if (isPartnerPlan(plan)) return plan.steps.filter(({ takesAway }) => takesAway).length;
  return plan.collaborations.flatMap(({ changes }) => changes).filter((change) => deletion(change) !== undefined).length;
}

function partnerPlanData(plan: PartnerPlan): Record<string, AnswerValue> {
  const steps = firstOf(plan.steps, ({ action, subject, sentence, reason, takesAway }) => ({
    action,
    takes_away: takesAway ? true : undefined,
    subject_kind: subject.kind,
    id: subject.id === undefined ? undefined : idOrWords(subject.id),
    sentence: new ForeignWords(sentence, 500),
    reason: reason === '' ? undefined : new ForeignWords(reason, 1000, { lines: true }),
  }));
  const leftOut = firstOf(plan.leftOut, ({ subject, code, reason }) => ({
    code,
    subject_kind: subject.kind,
    name: new ForeignWords(subject.name),
    reason: new ForeignWords(reason, 500),
  }));
  return {
    changes: steps.entries,
    more_changes: steps.more,
    left_out: leftOut.entries,
    more_left_out: leftOut.more,
    warnings: plan.warnings.map(({ code, sentence }) => ({ code, sentence: new ForeignWords(sentence, 500) })),
    ...ownFindingsData(plan.findings),
  };
}

function collaborationPlanData(plan: Plan): Record<string, AnswerValue> {
  const all = [
    ...plan.tables.map((change) => changeData(undefined, change)),
    ...plan.collaborations.flatMap(({ collaborationId, changes }) => changes.map((change) => changeData(collaborationId, change))),
  ];
  const changes = firstOf(all, (each) => each);
  const leftOut = firstOf(
    plan.collaborations.flatMap(({ collaborationId, settled }) =>
      settled.filter(({ outcome }) => outcome !== 'existing').map((item) => ({ collaborationId, ...item })),
    ),
    ({ collaborationId, kind, name, outcome, reason }) => ({
      collaboration_id: idOrWords(collaborationId),
      kind,
      outcome,
      name: new ForeignWords(name),
      reason: new ForeignWords(reason, 500),
    }),
  );
  return {
    changes: changes.entries,
    more_changes: changes.more,
    left_out: leftOut.entries,
    more_left_out: leftOut.more,
    ...ownFindingsData(plan.findings),
  };
}

function changeData(collaborationId: string | undefined, change: Change | AllowProviders): AnswerValue {
  return {
    action: change.kind,
    collaboration_id: collaborationId === undefined ? undefined : idOrWords(collaborationId),
    takes_away: deletion(change) === undefined ? undefined : true,
    pays: change.kind === 'acceptInvitation' && change.pays.length > 0 ? change.pays.map(idOrWords) : undefined,
    sentence: new ForeignWords(changeSentence(change), 500),
    reason: new ForeignWords(change.reason, 500),
  };
}
