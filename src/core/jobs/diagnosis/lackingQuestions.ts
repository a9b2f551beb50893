import { datasetNotMapped } from '../../diagnosis/datasetFindings.ts';
import { lackedDatasets, type LackingQuestion } from '../../diagnosis/lackedDatasets.ts';
import { missingDatasets } from '../../diagnosis/questionFindings.ts';
import type { QuestionInRoom } from '../../diagnosis/questionInRoom.ts';
import { roomUnreadable } from '../../diagnosis/sentInvitationFindings.ts';
import type { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { inTurns } from '../../inTurns.ts';
import type { Finding } from '../../model/finding.ts';
import { isSameName } from '../../partners/ownership.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { t } from '../../text.ts';
import { required } from '../partners/rooms.ts';
import { attempted } from './attempted.ts';
import type { Checked, RoomChecks, Unlooked } from './roomChecks.ts';

/** Questions that are read at a time. */
const atOnce = 6;

/** What questions lack, and what was found or not looked at on the way. */
interface Lacking extends Checked {
  questions: LackingQuestion[];
}

/** True for a question that waits for datasets (CleanRoomQuestion: status). */
export function isMissingDatasets({ question }: QuestionInRoom): boolean {
  return question.status === 'MISSING_DATASETS';
}

/** Reads what these questions lack, as far as there are calls left; of the others it is known that they lack something. */
export async function readLacking(checks: RoomChecks, places: readonly QuestionInRoom[]): Promise<Lacking> {
  const looked = checks.calls.takeSome(places);
  const read = await inTurns(looked, atOnce, (place) => readOne(checks, place));
  const left = places.slice(looked.length);
  return {
    questions: [...read.flatMap(({ questions }) => questions), ...left.map((place) => ({ ...place, lacked: undefined, alone: false }))],
    findings: read.flatMap(({ findings }) => findings),
    unlooked: [...read.flatMap(({ unlooked }) => unlooked), ...left.map(notLookedAt)],
  };
}

/** What these questions lack, as findings: datasets that nobody has mapped, each once, and the questions that wait. */
export function lackingFindings({ context, signature }: RoomChecks, questions: readonly LackingQuestion[]): Finding[] {
  const { connection } = context.service;
  const unmapped = questions.flatMap(({ room, lacked = [] }) =>
    lacked.flatMap((each) => each.unmapped.map((dataset) => ({ room, dataset }))),
  );
  const once = new Map(unmapped.map(({ room, dataset }) => [dataset.id, datasetNotMapped(connection, room, dataset, { signature })]));
  return [...once.values(), ...questions.map((each) => missingDatasets(connection, each, signature))];
}

async function readOne({ context: { service, signal } }: RoomChecks, place: QuestionInRoom): Promise<Lacking> {
  const { connection } = service;
  const { room, question } = place;
  const [wanted, held, partners] = await Promise.all([
    attempted(required(service.questions, service, t('list questions')).datasets(question, signal)),
    attempted(required(service.datasets, service, t('list datasets')).list(room, signal)),
    attempted(required(service.partners, service, t('list partners')).list(room, signal)),
  ]);
  const contents = { connection, datasets: held.read ? held.value : undefined, partners: partners.read ? partners.value : undefined };
  const alone = room.ours && contents.partners?.every(({ name }) => isSameName(name, connection.accountId)) === true;
  return {
    questions: [{ ...place, lacked: wanted.read ? lackedDatasets(wanted.value, contents) : undefined, alone }],
    findings: partners.read ? [] : [roomUnreadable(connection, room, 'partners', partners.error)],
    unlooked: [
      ...(wanted.read ? [] : [unread(place, t('Which datasets the question "{0}" lacks', foreignText(question.name)), wanted.error)]),
      ...(held.read ? [] : [unread(place, t('The datasets of {0}', roomTitle(room)), held.error)]),
    ],
  };
}

function unread({ room }: QuestionInRoom, what: string, { sentence }: CleanRoomError): Unlooked {
  return { roomId: room.id, sentence: t('{0} could not be read: {1}', what, sentence), failed: true };
}

function notLookedAt({ room, question }: QuestionInRoom): Unlooked {
  const sentence = t('Which datasets the question "{0}" lacks was not looked at: ask about it by name.', foreignText(question.name));
  return { roomId: room.id, sentence, failed: false };
}
