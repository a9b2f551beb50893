import type { CleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Question, RoomDataset } from '../../model/question.ts';
import type { JobContext } from '../job.ts';
import { attempted } from './attempted.ts';

/** Rooms that are read at a time. */
export const roomsAtOnce = 6;

/** What somebody can ask about in clean rooms. */
export type RoomSubject =
  | { kind: 'clean_room'; room: CleanRoom }
  | { kind: 'question'; room: CleanRoom; question: Question }
  | { kind: 'dataset'; room: CleanRoom; dataset: RoomDataset }
  | PartnerSubject;

/** An organisation, or an address that was invited. */
export interface PartnerSubject {
  kind: 'partner';
  /** The organisation's; the address while nobody has accepted. */
  name: string;
  /** The address that was asked about. */
  address: string | undefined;
  /** Where it takes part or was invited. */
  rooms: CleanRoom[];
}

/** A subject, with what it can be called. */
export interface Named {
  id: string;
  displayId?: string;
  name: string;
  subject: RoomSubject;
}

/** Where to look. */
export interface RoomSearch {
  /** The clean room that it is in; undefined where it may be in any. */
  within: CleanRoom | undefined;
  /** Every one that it may be in. */
  rooms: readonly CleanRoom[];
}

/** One search. */
export interface Search extends RoomSearch {
  context: JobContext;
  /** As somebody wrote it. */
  reference: string;
  /** Rooms of which something could not be read, and why. */
  unread: Map<CleanRoom, CleanRoomError>;
}

/** What is in a room; nothing where that cannot be read, which is noted. */
export async function listed<T>({ unread }: Search, room: CleanRoom, reading: Promise<T[]>): Promise<T[]> {
  const those = await attempted(reading);
  if (those.read) return those.value;
  unread.set(room, those.error);
  return [];
}
