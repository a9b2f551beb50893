import * as z from 'zod/mini';
import { cleanRoomClouds, cleanRoomTypes, type OnboardingPicture, type PanelConnection } from '../../../protocol/onboardingMessages.ts';
import { openingConnection } from '../../partners/openingConnection.ts';

/** What the form for a new batch says. */
export const formStateSchema = z.object({
  connectionId: z.string(),
  roomId: z.string(),
  /** As pasted. */
  partners: z.string(),
  flow: z.string(),
  /** Empty: the flow's. */
  template: z.string(),
  /** Missing: the flow's, else the standard one. */
  note: z.optional(z.string()),
  /** Empty: not known. */
  roomType: z.union([z.literal(''), z.enum(cleanRoomTypes)]),
  roomCloud: z.union([z.literal(''), z.enum(cleanRoomClouds)]),
});
export type FormState = z.infer<typeof formStateSchema>;

export const freshForm: FormState = {
  connectionId: '',
  roomId: '',
  partners: '',
  flow: 'standard',
  template: '',
  roomType: '',
  roomCloud: '',
};

/** The connection that the form is about: the chosen one, else the one to open with. */
export function chosenConnection(
  form: FormState,
  { connections, lastUsed }: Pick<OnboardingPicture, 'connections' | 'lastUsed'>,
): PanelConnection | undefined {
  return (
    connections.find(({ connectionId }) => connectionId === form.connectionId) ??
    openingConnection(connections, lastUsed, ({ inviting }) => inviting !== undefined)
  );
}

/** The room that was chosen; a slip must not choose one for the person. */
export function chosenRoom(form: FormState, connection: PanelConnection | undefined): PanelConnection['rooms'][number] | undefined {
  return connection?.rooms.find(({ id }) => id === form.roomId);
}

/** The note that would be kept: written here, else the flow's, else the standard one. */
export function noteOf({ note, flow }: FormState, { flows, noteTemplates }: OnboardingPicture): string {
  return note ?? flows.find(({ id }) => id === flow)?.note ?? noteTemplates.find(({ name }) => name === 'standard')?.text ?? '';
}
