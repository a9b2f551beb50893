import { datasetNotMapped, isMapped } from '../../diagnosis/datasetFindings.ts';
import type { QuestionInRoom } from '../../diagnosis/questionInRoom.ts';
import { foreignText } from '../../foreignText.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Finding } from '../../model/finding.ts';
import type { RoomDataset } from '../../model/question.ts';
import { isOurDataset } from '../../partners/ownership.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import { required } from '../partners/rooms.ts';
import { attempted, type Attempted } from './attempted.ts';
import { isMissingDatasets } from './lackingQuestions.ts';
import { together, type Checked, type RoomChecks, type Unlooked } from './roomChecks.ts';

/** Rooms, and questions of one room, that are read at a time. */
const atOnce = 6;

/**
 * Datasets that questions read and whose fields are not mapped: such a question has nothing to work on, though the service
 * may call it READY. A dataset that nobody asks for keeps nothing from working. Which questions read one is looked up only
 * in a room that has one, as far as there are calls left; of questions that are MISSING_DATASETS `readLacking` tells.
 * @param asked whether somebody asked about just these; otherwise what partners bring into rooms of others does not matter
 */
export async function checkUsedDatasets(
  checks: RoomChecks,
  places: readonly QuestionInRoom[],
  { asked }: { asked: boolean },
): Promise<Checked> {
  const rooms = Map.groupBy(
    places.filter((place) => !isMissingDatasets(place)),
    ({ room }) => room,
  );
  return together(...(await inTurns([...rooms], atOnce, ([room, those]) => checkRoomDatasets(checks, { room, places: those, asked }))));
}

async function checkRoomDatasets(
  checks: RoomChecks,
  { room, places, asked }: { room: CleanRoom; places: readonly QuestionInRoom[]; asked: boolean },
): Promise<Checked> {
  const { service, signal } = checks.context;
  const held = await attempted(required(service.datasets, service, t('list datasets')).list(room, signal));
  if (!held.read) {
    const sentence = t('The datasets of {0} could not be read: {1}', roomTitle(room), held.error.sentence);
    return { findings: [], unlooked: asked || room.ours ? [{ roomId: room.id, sentence, failed: true }] : [] };
  }
  const concernsUs = (dataset: RoomDataset): boolean => asked || room.ours || isOurDataset(dataset, service.connection);
  const unmapped = held.value.filter((dataset) => !isMapped(dataset) && concernsUs(dataset));
  return unmapped.length === 0 ? { findings: [], unlooked: [] } : findReaders(checks, { room, places, unmapped });
}

/** Of datasets that are not mapped those that questions read, each with these questions. */
async function findReaders(
  { context: { service, signal }, signature, calls }: RoomChecks,
  { room, places, unmapped }: { room: CleanRoom; places: readonly QuestionInRoom[]; unmapped: readonly RoomDataset[] },
): Promise<Checked> {
  const port = required(service.questions, service, t('list questions'));
  const looked = calls.takeSome(places);
  const read = await inTurns(looked, atOnce, async (place) => ({ place, wanted: await attempted(port.datasets(place.question, signal)) }));
  const findings = unmapped.flatMap((dataset): Finding[] => {
    const readers = read
      .filter(({ wanted }) => wanted.read && wanted.value.some(({ datasetId }) => datasetId === dataset.id))
      .map(({ place }) => place.question);
    return readers.length === 0 ? [] : [datasetNotMapped(service.connection, room, dataset, { signature, readers })];
  });
  return { findings, unlooked: [...read.flatMap(unread), ...notLookedAt(room, places.length - looked.length)] };
}

function unread({ place, wanted }: { place: QuestionInRoom; wanted: Attempted<unknown> }): Unlooked[] {
  if (wanted.read) return [];
  const sentence = t('The datasets of the question "{0}" could not be read: {1}', foreignText(place.question.name), wanted.error.sentence);
  return [{ roomId: place.room.id, sentence, failed: true }];
}

function notLookedAt(room: CleanRoom, count: number): Unlooked[] {
  if (count === 0) return [];
  const sentence = t('The datasets of {0} questions of {1} were not looked at: ask about a question by name.', count, roomTitle(room));
  return [{ roomId: room.id, sentence, failed: false }];
}
