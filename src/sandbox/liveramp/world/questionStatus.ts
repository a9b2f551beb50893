import type { QuestionRecord } from './records.ts';

/** Gives a question the status that its datasets make: both values were seen live (api-notes.md, §10). */
export function refreshQuestion(question: QuestionRecord): void {
  question.status = question.datasets.every((each) => each.datasetId !== null) ? 'READY' : 'MISSING_DATASETS';
}
