import * as z from 'zod/mini';
import {
  cleanRoomClouds,
  cleanRoomFeatures,
  cleanRoomRegions,
  cleanRoomTypes,
  type ConnectionsPicture,
  type NewRoomWish,
} from '../../../protocol/invitationMessages.ts';
import type { NoteTemplate } from '../../../protocol/partnerMessages.ts';
import { openingConnection } from '../../partners/openingConnection.ts';

/** What the person has filled into the form. */
export interface InviteState {
  /** Empty until one is chosen. */
  connectionId: string;
  /** Whether the person has chosen it, and not the panel. */
  connectionChosen: boolean;
  /** A clean room's id, `newRoom`, or empty until one is chosen: nobody is to be invited to a room by accident. */
  roomId: string;
  room: NewRoomWish;
  addresses: string;
  mayReceiveResults: boolean;
  /** Undefined while it is the standard note, which the extension tells. */
  note: string | undefined;
}

/** The choice of a room that is yet to be made. */
export const newRoom = 'new';

export const freshInvite: InviteState = {
  connectionId: '',
  connectionChosen: false,
  roomId: '',
  room: {
    name: '',
    type: 'Hybrid',
    cloud: 'CLOUD_AWS',
    region: 'REGION_US',
    subRegion: '',
    startAt: '',
    endAt: '',
    description: '',
    features: [],
  },
  addresses: '',
  mayReceiveResults: false,
  note: undefined,
};

/** As VS Code keeps it. */
export const inviteStateSchema = z.object({
  connectionId: z.string(),
  connectionChosen: z.boolean(),
  roomId: z.string(),
  room: z.object({
    name: z.string(),
    type: z.enum(cleanRoomTypes),
    cloud: z.enum(cleanRoomClouds),
    region: z.enum(cleanRoomRegions),
    subRegion: z.string(),
    startAt: z.string(),
    endAt: z.string(),
    description: z.string(),
    features: z.array(z.enum(cleanRoomFeatures)),
  }),
  addresses: z.string(),
  mayReceiveResults: z.boolean(),
  note: z.optional(z.string()),
});

/** The note's text as it stands: the person's, else the first template's. */
export function noteOf({ note }: Pick<InviteState, 'note'>, templates: readonly NoteTemplate[]): string {
  return note ?? templates[0]?.text ?? '';
}

/**
 * The form with a connection and a clean room that there are. While the person has chosen neither, the connection is the one
 * to open with.
 * @param made the name of a room that was made a moment ago: the form goes on with it
 */
export function stillThere(
  form: InviteState,
  { connections, lastUsed }: Pick<ConnectionsPicture, 'connections' | 'lastUsed'>,
  made: string | undefined,
): InviteState {
  const present = connections.find(({ connectionId }) => connectionId === form.connectionId);
  const isFree = present === undefined || (!form.connectionChosen && form.roomId === '' && form.addresses === '');
  const connection = isFree ? openingConnection(connections, lastUsed, ({ content }) => content?.inviting !== undefined) : present;
  if (connection === undefined) return form;
  const { connectionId, content } = connection;
  if (connectionId !== form.connectionId) return { ...form, connectionId, connectionChosen: false, roomId: '' };
  // What is not read yet may be there.
  if (content === undefined) return form;
  const room = form.roomId === newRoom ? content.rooms.find(({ name }) => name === made) : undefined;
  if (room !== undefined) return { ...form, roomId: room.id, room: freshInvite.room };
  const known = form.roomId === '' || form.roomId === newRoom || content.rooms.some(({ id }) => id === form.roomId);
  return known ? form : { ...form, roomId: '' };
}
