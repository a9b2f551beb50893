import type { Connection } from '../model/connection.ts';
import type { QuestionDataset, RoomDataset } from '../model/question.ts';
import type { RoomPartner } from '../model/sentInvitation.ts';
import { isOurDataset, isSameName } from '../partners/ownership.ts';
import { isMapped } from './datasetFindings.ts';
import type { QuestionInRoom } from './questionInRoom.ts';

/** A dataset that a question lacks, with what its clean room holds for it. */
export interface LackedDataset {
  /** What the question calls it. */
  macro: string;
  /** The organisation that is to bring it; undefined where nobody is named. */
  bringer: { name: string; ours: boolean } | undefined;
  /** What the bringer has in the room that is probably meant and whose fields are not mapped: then nothing else is missing. */
  unmapped: RoomDataset[];
  /**
   * What the bringer has in the room that could be assigned as it is; empty where `unmapped` is not. Undefined where the
   * room's datasets could not be read: that is not "none".
   */
  assignable: RoomDataset[] | undefined;
}

/** A question that lacks datasets (CleanRoomQuestion: status MISSING_DATASETS). */
export interface LackingQuestion extends QuestionInRoom {
  /** Empty where the service does not say which; undefined where that could not be, or was not, read. */
  lacked: LackedDataset[] | undefined;
  /** Nobody but us takes part in the room, as far as that could be read. */
  alone: boolean;
}

/** What is known of a question's clean room. */
export interface RoomContents {
  connection: Connection;
  /** Undefined where they could not be read. */
  datasets: readonly RoomDataset[] | undefined;
  /** Undefined where they could not be read. */
  partners: readonly RoomPartner[] | undefined;
}

/** The datasets that a question lacks: nothing is assigned, or what is assigned has no mapped fields. */
export function lackedDatasets(wanted: readonly QuestionDataset[], room: RoomContents): LackedDataset[] {
  const assigned = new Set(wanted.flatMap(({ datasetId }) => datasetId ?? []));
  const free = room.datasets?.filter(({ id }) => !assigned.has(id));
  return wanted.flatMap((each): LackedDataset[] => {
    const { macro, datasetId } = each;
    const bringer = bringerOf(each, room);
    if (datasetId !== undefined) {
      const unmapped = room.datasets?.filter((dataset) => dataset.id === datasetId && !isMapped(dataset)) ?? [];
      return unmapped.length === 0 ? [] : [{ macro, bringer, unmapped, assignable: [] }];
    }
    if (bringer === undefined || free === undefined) return [{ macro, bringer, unmapped: [], assignable: undefined }];
    const theirs = free.filter((dataset) => isBroughtBy(dataset, bringer, room.connection));
    const meant = probablyMeant(macro, bringer.name, theirs);
    const assignable = meant.filter(isMapped);
    return [{ macro, bringer, unmapped: assignable.length > 0 ? [] : meant, assignable }];
  });
}

/** By its name; where the service gives an id only, by the room's list of partners, in which we are not. */
function bringerOf(
  { organisationId, organisationName, datasetId }: QuestionDataset,
  { connection, datasets, partners }: RoomContents,
): LackedDataset['bringer'] {
  const name =
    organisationName ??
    partners?.find((each) => each.organisationId !== undefined && each.organisationId === organisationId)?.name ??
    datasets?.find(({ id }) => id === datasetId)?.organisationName ??
    organisationId;
  return name === undefined ? undefined : { name, ours: isSameName(name, connection.accountId) };
}

function isBroughtBy(dataset: RoomDataset, { name, ours }: NonNullable<LackedDataset['bringer']>, connection: Connection): boolean {
  return ours ? isOurDataset(dataset, connection) : dataset.organisationName !== undefined && isSameName(dataset.organisationName, name);
}

/**
 * The service does not say which dataset is meant for a macro. A name that shares a word with it is taken for it, as
 * "Nova site visits" for VISITS; where none does, any may be meant.
 */
function probablyMeant(macro: string, organisation: string, datasets: readonly RoomDataset[]): RoomDataset[] {
  const ofEverybody = wordsOf(organisation);
  const words = [...wordsOf(macro)].filter((word) => !ofEverybody.has(word));
  const alike = datasets.filter(({ name }) => [...wordsOf(name)].some((word) => words.some((each) => isSameWord(each, word))));
  return alike.length > 0 ? alike : [...datasets];
}

/** Words of four letters and more: shorter ones say little. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
}

/** A plural is the same word. */
function isSameWord(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
