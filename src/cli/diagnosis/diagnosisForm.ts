import type * as z from 'zod/mini';
import type { Answer } from '../../core/assistant/answer.ts';
import { diagnosisAnswer } from '../../core/assistant/diagnosisAnswer.ts';
import { nextStepsAnswer } from '../../core/assistant/nextStepsAnswer.ts';
import { diagnosisSchema, type Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { isFindingGroup } from '../../core/diagnosis/groupFindings.ts';
import { groupSteps } from '../../core/diagnosis/groupSteps.ts';
import type { NextSteps } from '../../core/jobs/diagnosis/nextSteps.ts';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import { t } from '../../core/text.ts';
import { nextStepsSchema } from './printedDiagnosis.ts';

/** What the answer of a diagnosing job is, wherever it is needed. */
export interface DiagnosisForm<Result> {
  /** What `--json` prints. */
  schema: z.ZodMiniType<Result>;
  diagnosisOf(result: Result): Diagnosis;
  /** The answer about a connection that cannot be opened. */
  ofUnopened(diagnosis: Diagnosis): Result;
  /** For people. */
  answer(result: Result): Answer;
  /** What is to be mended, in the order in which the answer tells it. */
  mended(result: Result): ReportedFinding[];
}

export const diagnosisForm: DiagnosisForm<Diagnosis> = {
  schema: diagnosisSchema,
  diagnosisOf: (diagnosis) => diagnosis,
  ofUnopened: (diagnosis) => diagnosis,
  answer: (diagnosis) => diagnosisAnswer(diagnosis),
  mended: ({ causes }) => causes.map(({ finding }) => finding),
};

export const nextStepsForm: DiagnosisForm<NextSteps> = {
  schema: nextStepsSchema,
  diagnosisOf: ({ diagnosis }) => diagnosis,
  ofUnopened: (diagnosis) => ({
    diagnosis,
    standing: '',
    steps: diagnosis.causes.map(({ finding }, cause) => ({
      sentence: finding.remedies[0]?.title ?? finding.title,
      who: finding.waits_for,
      gain: t('Only then can be seen what else is left to do.'),
      cause,
    })),
  }),
  answer: nextStepsAnswer,
  mended: ({ diagnosis, steps }) => steps.flatMap(({ cause }) => alikeWith(cause, diagnosis)),
};

/** The finding of a cause, with those that are one thing to do with it: a step names the first of them alone. */
function alikeWith(cause: number, { causes }: Diagnosis): ReportedFinding[] {
  const first = causes[cause]?.finding;
  if (first === undefined) return [];
  const group = groupSteps(causes.map(({ finding }) => finding)).find((each) => isFindingGroup(each) && each.findings[0] === first);
  return group !== undefined && isFindingGroup(group) ? group.findings : [first];
}
