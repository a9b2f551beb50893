import * as z from 'zod/mini';
import type { Cause, Diagnosis } from '../../diagnosis/diagnosis.ts';
import { isFindingGroup, type FindingGroup } from '../../diagnosis/groupFindings.ts';
import { groupSteps, mendedFindings } from '../../diagnosis/groupSteps.ts';
import { creatorNotNamed } from '../../diagnosis/invitationFindings.ts';
import { asSentence } from '../../errors.ts';
import type { ReadingJob } from '../job.ts';
import { counted, t } from '../../text.ts';
import type { ReportedFinding } from '../report.ts';
import { diagnose } from './diagnose.ts';

/** One thing to do, in the order in which to do it. */
export interface NextStep {
  /** What to do, as a sentence. */
  sentence: string;
  /** Who has to do it. */
  who: 'you' | 'partner' | 'service';
  /** What is then better, as a sentence; empty where it is the one thing itself. */
  gain: string;
  /** The cause in the diagnosis that it takes away, or the first of several alike, by its place in `causes`. */
  cause: number;
}

/** What remains before everything of a connection, or of one clean room, works. */
export interface NextSteps {
  diagnosis: Diagnosis;
  steps: NextStep[];
  /** How much is left, in a sentence. */
  standing: string;
}

export const nextStepsInput = z.object({
  /** Id, display id or name of a collaboration or clean room; the whole connection otherwise. */
  room: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
});

/** What is left to do, in order: ours first, worst first, then what partners and the service have to do. */
export const nextSteps: ReadingJob<typeof nextStepsInput, NextSteps> = {
  kind: 'reading',
  id: 'next-steps',
  input: nextStepsInput,
  permission: 'read',

  async run(context, request) {
    const diagnosis = await diagnose.run(context, request);
    const steps = groupSteps(diagnosis.causes.map(({ finding }) => finding))
      .map((each) => stepOf(each, diagnosis.causes))
      .sort((a, b) => order[a.who] - order[b.who]);
    return { diagnosis, steps, standing: standingOf(steps, diagnosis.state) };
  },
};

const order: Record<NextStep['who'], number> = { you: 0, partner: 1, service: 2 };

/** One thing, or many of one kind in one place, which are one thing to do. */
function stepOf(each: ReportedFinding | FindingGroup, causes: readonly Cause[]): NextStep {
  const findings = isFindingGroup(each) ? each.findings : [each];
  const taken = causes.filter(({ finding }) => findings.includes(finding));
  const [first] = findings;
  const remedy = mendedFindings(each)[0]?.remedies[0]?.title;
  const before = findings.some(({ evidence }) => evidence.includes(creatorNotNamed())) ? [creatorNotNamed()] : [];
  return {
    sentence: [each.title, ...before, ...(remedy === undefined ? [] : [asSentence(remedy)])].join(' '),
    who: first?.waits_for ?? 'you',
    gain: gainOf(taken.flatMap(({ explains }) => explains)),
    cause: causes.findIndex(({ finding }) => finding === first),
  };
}

function gainOf(explains: readonly ReportedFinding[]): string {
  // Of one table several things may be wrong.
  const things = [
    ...new Map(
      explains.map(({ subject }) => [JSON.stringify([subject.kind, subject.name, subject.collaboration_id, subject.room_id]), subject]),
    ).values(),
  ];
  const countOf = (kind: string): number => things.filter((each) => each.kind === kind).length;
  const [tables, questions] = [countOf('association'), countOf('question')];
  const others = things.length - tables - questions;
  return [
    ...(tables === 0
      ? []
      : [counted(tables, t('It also keeps 1 table from being ready.'), t('It also keeps {0} tables from being ready.', tables))]),
    ...(questions === 0 ? [] : [counted(questions, t('1 question waits for it.'), t('{0} questions wait for it.', questions))]),
    ...(others === 0 ? [] : [counted(others, t('It explains 1 more thing.'), t('It explains {0} more things.', others))]),
  ].join(' ');
}

function standingOf(steps: readonly NextStep[], state: Diagnosis['state']): string {
  const ours = steps.filter(({ who }) => who === 'you').length;
  const theirs = steps.length - ours;
  if (steps.length === 0)
    return state === 'unknown' ? t('What is left to do is not known: not enough could be read.') : t('Nothing is left for you to do.');
  return [
    ours === 0
      ? t('Nothing is left for you to do.')
      : counted(ours, t('1 thing is left for you to do.'), t('{0} things are left for you to do.', ours)),
    ...(theirs === 0 ? [] : [counted(theirs, t('1 thing waits for somebody else.'), t('{0} things wait for somebody else.', theirs))]),
  ].join(' ');
}
