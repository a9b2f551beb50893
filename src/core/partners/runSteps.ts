import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import type { PartnerIntention, WriteContext } from '../jobs/job.ts';
import type { PartnerResult, ReportedStep } from '../jobs/partners/partnerReport.ts';
import { reportedFinding } from '../jobs/reported.ts';
import { isOurs, worstFirst } from '../model/finding.ts';
import { t } from '../text.ts';
import { asWishedCodes, type ExecutableStep, type LeftOutStep, type PartnerPlan, type PlannedStep } from './steps.ts';

/** How many steps are under way at once: a service publishes no rate for its writes. */
const atOnce = 3;

/** A plan whose steps know how they are carried out. */
export interface ExecutablePlan extends Omit<PartnerPlan, 'steps'> {
  steps: ExecutableStep[];
}

/** What a person agrees to, made from a plan: its preview, and how it is carried out. */
export function intendSteps(plan: ExecutablePlan): PartnerIntention {
  refuseDoubleKeys(plan.steps);
  const shown: PartnerPlan = {
    connection: plan.connection,
    headline: headlineOrNothing(plan.steps.length, plan.headline),
    steps: plan.steps.map(withoutDeed),
    leftOut: plan.leftOut,
    warnings: plan.warnings,
    findings: plan.findings,
  };
  const answer = (items: readonly ReportedStep[]): PartnerResult => resultOf(shown, items);
  return {
    plan: shown,
    files: [],
    preview: answer(shown.steps.map((step) => reportedStep(step, { outcome: 'planned', reason: step.reason }))),
    carryOut: async (context) => answer(await runSteps(plan.steps, context)),
  };
}

/** A headline counts steps; of none it would read "invite 0 partners". */
export function headlineOrNothing(steps: number, headline: string): string {
  return steps === 0 ? t('nothing to do') : headline;
}

/** Results are told by key: two steps of one would be one. */
function refuseDoubleKeys(steps: readonly ExecutableStep[]): void {
  const keys = steps.map(({ key }) => key);
  const double = keys.find((key, index) => keys.indexOf(key) !== index);
  if (double !== undefined) throw new Error(`A plan holds the step ${double} twice.`);
}

/**
 * Carries steps out, a few at a time and each after the one that it needs. One that fails never stops its neighbours;
 * after a cancellation, and where the audit log cannot be written, nothing new begins. Every step is in the answer.
 */
export async function runSteps(steps: readonly ExecutableStep[], context: WriteContext): Promise<ReportedStep[]> {
  const outcomes = new Map<string, ReportedStep>();
  let fatal: CleanRoomError | undefined;
  const settle = (step: ExecutableStep, reported: ReportedStep): void => {
    outcomes.set(step.key, reported);
    context.onStep?.(reported);
    context.onProgress?.({ done: outcomes.size, total: steps.length, message: step.sentence, phase: 'applying' });
  };
  const carryOut = async (step: ExecutableStep): Promise<void> => {
    const before = step.needs === undefined ? undefined : outcomes.get(step.needs);
    if (before !== undefined && before.outcome !== 'done' && before.outcome !== 'existing')
      settle(
        step,
        reportedStep(step, { outcome: 'left_out', reason: t('What it needs was not done: {0}', before.sentence), code: 'needs' }),
      );
    else if (context.signal?.aborted === true)
      settle(step, reportedStep(step, { outcome: 'left_out', reason: t('Cancelled before it began.'), code: 'cancelled' }));
    else if (fatal !== undefined) settle(step, reportedStep(step, { outcome: 'left_out', reason: fatal.sentence, code: fatal.code }));
    else {
      try {
        const { outcome, detail, requestId, id } = await step.carryOut({
          recorder: aboutSubject(context.recorder, step),
          signal: context.signal,
        });
        settle(step, {
          ...reportedStep(step, { outcome, reason: detail }),
          subject: reportedSubject(step.subjectNow?.() ?? step.subject),
          ...(requestId === undefined ? {} : { request_id: requestId }),
          ...(id === undefined ? {} : { id }),
        });
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'audit_log_unwritable') fatal = error;
        settle(step, {
          ...reportedStep(step, { outcome: 'failed', reason: error.sentence, code: error.code }),
          ...(error.details.requestId === undefined ? {} : { request_id: error.details.requestId }),
        });
      }
    }
  };
  const waiting = [...steps];
  const under = new Map<ExecutableStep, Promise<void>>();
  while (waiting.length > 0 || under.size > 0) {
    const next =
      under.size < atOnce
        ? waiting.find(({ needs }) => needs === undefined || outcomes.has(needs) || !steps.some(({ key }) => key === needs))
        : undefined;
    if (next === undefined) {
      if (under.size === 0) break;
      await Promise.race(under.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    under.set(
      next,
      carryOut(next).finally(() => under.delete(next)),
    );
  }
  return steps.flatMap(({ key }) => outcomes.get(key) ?? []);
}

/** A record that can be found again by what it was about, not only by its words. */
function aboutSubject(recorder: WriteContext['recorder'], step: ExecutableStep): WriteContext['recorder'] {
  return {
    record: (write) => {
      const subject = step.subjectNow?.() ?? step.subject;
      recorder.record({
        ...write,
        about: {
          kind: subject.kind,
          name: subject.name,
          ...(subject.id === undefined ? {} : { id: subject.id }),
          ...(subject.roomId === undefined ? {} : { room_id: subject.roomId }),
        },
      });
    },
  };
}

function withoutDeed({ key, action, subject, sentence, reason, takesAway, needs }: ExecutableStep): PlannedStep {
  return { key, action, subject, sentence, reason, takesAway, ...(needs === undefined ? {} : { needs }) };
}

/** A step in the report's words. */
export function reportedStep(
  { key, action, subject, sentence }: PlannedStep,
  { outcome, reason, code }: { outcome: ReportedStep['outcome']; reason: string; code?: string },
): ReportedStep {
  return { key, action, subject: reportedSubject(subject), sentence, outcome, reason, ...(code === undefined ? {} : { code }) };
}

function reportedSubject({ kind, name, id, roomId, roomName }: PlannedStep['subject']): ReportedStep['subject'] {
  return {
    kind,
    name,
    ...(id === undefined ? {} : { id }),
    ...(roomId === undefined ? {} : { room_id: roomId }),
    ...(roomName === undefined ? {} : { room_name: roomName }),
  };
}

/** What is already as it was asked for is no shortcoming; what could not be done is. */
function isShort({ outcome, code }: ReportedStep): boolean {
  return outcome === 'failed' || outcome === 'differs' || (outcome === 'left_out' && !asWishedCodes.has(code ?? ''));
}

function resultOf(plan: PartnerPlan, items: readonly ReportedStep[]): PartnerResult {
  const all = [...items, ...plan.leftOut.map(leftOut)];
  return {
    ok: !all.some(isShort) && !plan.findings.some(isOurs),
    dryRun: false,
    headline: plan.headline,
    items: all,
    warnings: plan.warnings.map(({ code, sentence }) => ({ code, sentence })),
    findings: worstFirst(plan.findings).map(reportedFinding),
  };
}

function leftOut({ subject, reason, code }: LeftOutStep): ReportedStep {
  return {
    key: `left_out|${code}|${subject.kind}|${subject.roomId ?? ''}|${subject.id ?? subject.name}`,
    action: 'left_out',
    subject: reportedSubject(subject),
    sentence: subject.name,
    outcome: 'left_out',
    reason,
    code,
  };
}
