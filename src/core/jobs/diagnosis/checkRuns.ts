import { newestFailure, runFailed, runRefused } from '../../diagnosis/runFindings.ts';
import type { QuestionInRoom } from '../../diagnosis/questionInRoom.ts';
import { foreignText } from '../../foreignText.ts';
import { inTurns } from '../../inTurns.ts';
import type { QuestionDataset } from '../../model/question.ts';
import { isSameName } from '../../partners/ownership.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import { required } from '../partners/rooms.ts';
import { attempted } from './attempted.ts';
import { isMissingDatasets } from './lackingQuestions.ts';
import { together, type Checked, type RoomChecks, type Unlooked } from './roomChecks.ts';

/** Questions that are read at a time. */
const atOnce = 6;

/**
 * Whether these questions can be run, and how their newest run ended: from the list of runs, which no allowance limits. Of a
 * question that lacks datasets older runs say nothing about what to do. As far as there are calls left.
 */
export async function checkRuns(checks: RoomChecks, places: readonly QuestionInRoom[]): Promise<Checked> {
  const others = places.filter((place) => !isMissingDatasets(place));
  const looked = checks.calls.takeSome(others);
  const read = await inTurns(looked, atOnce, (place) => checkNewestRun(checks, place, () => Promise.resolve([])));
  const left = Map.groupBy(others.slice(looked.length), ({ room }) => room);
  const notLookedAt = [...left].map(([room, those]): Unlooked => {
    const sentence = t('The runs of {0} questions of {1} were not looked at: ask about a question by name.', those.length, roomTitle(room));
    return { roomId: room.id, sentence, failed: false };
  });
  return together(...read, { findings: others.flatMap((place) => refusal(checks, place)), unlooked: notLookedAt });
}

/** The same of one question that was asked about: who else brings datasets to it is looked up where its newest run failed. */
export async function checkRunsOf(checks: RoomChecks, place: QuestionInRoom): Promise<Checked> {
  const { service, signal } = checks.context;
  if (isMissingDatasets(place)) return { findings: refusal(checks, place), unlooked: [] };
  const port = required(service.questions, service, t('list questions'));
  const newest = await checkNewestRun(checks, place, async () => {
    const datasets = await attempted(port.datasets(place.question, signal));
    return datasets.read ? datasets.value : [];
  });
  return together({ findings: refusal(checks, place), unlooked: [] }, newest);
}

async function checkNewestRun(
  { context: { service, signal }, signature }: RoomChecks,
  place: QuestionInRoom,
  datasets: () => Promise<readonly QuestionDataset[]>,
): Promise<Checked> {
  const { room, question } = place;
  const runs = await attempted(required(service.questions, service, t('list questions')).runs(question, signal));
  if (!runs.read) {
    const sentence = t('The runs of the question "{0}" could not be read: {1}', foreignText(question.name), runs.error.sentence);
    return { findings: [], unlooked: [{ roomId: room.id, sentence, failed: true }] };
  }
  const failure = newestFailure(runs.value);
  if (failure === undefined) return { findings: [], unlooked: [] };
  const names = (await datasets()).flatMap(({ organisationName }) => organisationName ?? []);
  const bringers = [...new Set(names)].filter((name) => !isSameName(name, service.connection.accountId));
  return { findings: [runFailed(service.connection, place, failure, { bringers, signature })], unlooked: [] };
}

/** A status that the service leaves out is not one that keeps a question from being run. */
function refusal({ context }: RoomChecks, place: QuestionInRoom): Checked['findings'] {
  const { status } = place.question;
  return status === 'READY' || status === '' ? [] : [runRefused(context.service.connection, place)];
}
