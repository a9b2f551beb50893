import { meaningOf } from '../../assistant/meanings/meaningOf.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../jobs/report.ts';
import { t } from '../../text.ts';
import { firstOf, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { causeData, datedFindingData, diagnosedConnection, shortFindingData, unlookedSentence } from './diagnosisToolAnswer.ts';
import { findingData } from './findingData.ts';

/** A finding by its kind and what it is about, by name or id. */
export interface AskedFinding {
  findingId: string;
  subject: string;
}

/** True where a diagnosis holds the finding. */
export function holds({ causes, notes }: Diagnosis, asked: AskedFinding): boolean {
  return [...causes.flatMap(({ finding, explains }) => [finding, ...explains]), ...notes].some((each) => isAsked(each, asked));
}

/** One finding explained: as a root cause, by its cause, or as a note. @param connection as the caller named it */
export function findingToolAnswer(diagnosis: Diagnosis, asked: AskedFinding, connection?: string): ToolAnswer {
  const found = explained(diagnosis, asked, connection);
  const { entries, more } = firstOf(found, (each) => each, 5);
  const general = { connection: diagnosedConnection(diagnosis), state: diagnosis.state, taken_at: diagnosis.taken_at };
  if (found.length === 0) {
    const present = firstOf(diagnosis.causes, ({ finding }) => shortFindingData(finding), 10);
    return {
      summary: [
        t(
          'There is no such finding now: it has been mended, or its id or subject is another. "present" holds the root causes that there are.',
        ),
        unlookedSentence(diagnosis),
      ]
        .filter((part) => part !== '')
        .join(' '),
      data: { ok: true, ...general, findings: [], present: present.entries, more_present: present.more },
    };
  }
  return {
    summary: t('Found. A finding with "explained_by" goes once that cause is mended; one with "explains" takes those along.'),
    data: { ok: true, ...general, meaning: meaningOf(asked.findingId.trim()), findings: entries, more_findings: more },
  };
}

function explained({ causes, notes }: Diagnosis, asked: AskedFinding, connection: string | undefined): AnswerValue[] {
  return [
    ...causes.filter(({ finding }) => isAsked(finding, asked)).map((cause) => causeData(cause, connection)),
    ...causes.flatMap((cause) =>
      cause.explains
        .filter((each) => isAsked(each, asked))
        .map((each) => ({ ...findingData(each, connection), explained_by: datedFindingData(cause, connection) })),
    ),
    ...notes.filter((note) => isAsked(note, asked)).map((note) => findingData(note, connection)),
  ];
}

function isAsked({ id, subject: { name, id: subjectId } }: ReportedFinding, { findingId, subject }: AskedFinding): boolean {
  const wanted = subject.trim().toLowerCase();
  return id === findingId.trim() && (name.trim().toLowerCase() === wanted || subjectId?.toLowerCase() === wanted);
}
