import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding, WaitsFor } from '../model/finding.ts';
import { roomTitle } from '../partners/resolveRoom.ts';
import { t } from '../text.ts';
import { datasetWords, unmappedEvidence } from './datasetFindings.ts';
import type { LackedDataset, LackingQuestion } from './lackedDatasets.ts';
import { lackedRemedies, turnOf } from './lackedRemedies.ts';
import { questionSubject, statusEvidence } from './questionInRoom.ts';

/** The line of a question that waits for nothing but somebody who takes part: an open invitation explains it. */
export function nobodyTakesPart(): string {
  return t('getAllCleanroomPartners: nobody else takes part in the clean room.');
}

/**
 * A question cannot be run because it lacks datasets: which, and whose. Where datasets have to be mapped and nothing else is
 * left to do, it has no remedies of its own. @param signature how a mail ends
 */
export function missingDatasets(connection: Connection, lacking: LackingQuestion, signature: string): Finding {
  const { room, question, lacked = [] } = lacking;
  const [name, where] = [foreignText(question.name), roomTitle(room)];
  return {
    id: 'question.missing_datasets',
    severity: 'error',
    waitsFor: waitingFor(lacking),
    connectionId: connection.id,
    subject: questionSubject(lacking),
    title:
      lacked.length === 0
        ? t('The question "{0}" in {1} waits for datasets.', name, where)
        : t('The question "{0}" in {1} waits for {2}.', name, where, lacked.map(macroWords).join(', ')),
    evidence: [statusEvidence(question), ...lacked.flatMap(evidenceOf), ...(isForNewcomer(lacking) ? [nobodyTakesPart()] : [])],
    remedies: lackedRemedies(lacking, signature),
  };
}

function waitingFor({ room, lacked = [] }: LackingQuestion): WaitsFor {
  const turns = lacked.length === 0 ? [turnOf(room, undefined)] : lacked.map((each) => turnOf(room, each));
  return turns.includes('you') ? 'you' : 'partner';
}

/** Whether all that is lacking is for somebody who has yet to come. */
function isForNewcomer({ alone, lacked = [] }: LackingQuestion): boolean {
  return alone && lacked.length > 0 && lacked.every(({ bringer, unmapped }) => bringer === undefined && unmapped.length === 0);
}

/** `SUBSCRIBERS (Harbour Publishing)`. */
function macroWords({ macro, bringer }: LackedDataset): string {
  return `${foreignText(macro)} (${bringer === undefined ? t('nobody is named') : foreignText(bringer.name)})`;
}

function evidenceOf({ macro, bringer, unmapped, assignable }: LackedDataset): string[] {
  const what = foreignText(macro);
  if (unmapped.length > 0)
    return [t('getAllCleanroomQuestionDatasets: {0} has no dataset that can be used.', what), ...unmapped.map(unmappedEvidence)];
  if (bringer === undefined)
    return [t('getAllCleanroomQuestionDatasets: {0} has no dataset, and nobody is named who is to bring it.', what)];
  const who = foreignText(bringer.name);
  const lacking = t('getAllCleanroomQuestionDatasets: {0}, which {1} is to bring, has no dataset.', what, who);
  if (assignable === undefined) return [lacking];
  return [
    lacking,
    assignable.length === 0
      ? t('getCleanroomDatasets: there is no dataset of {0} that the question does not have already.', who)
      : t('getCleanroomDatasets: {0} could be assigned.', assignable.map(datasetWords).join(', ')),
  ];
}
