import type { PanelConnection, PanelInviting, PanelRoom } from '../../../protocol/invitationMessages.ts';

/** A connection through which partners can be invited now: how, and to which clean rooms. */
export interface InvitePlace extends PanelInviting {
  rooms: readonly PanelRoom[];
}

/** Undefined where nothing is known of the connection yet, or it cannot be reached. */
export function placeOf(connections: readonly PanelConnection[], connectionId: string): InvitePlace | undefined {
  const content = connections.find((each) => each.connectionId === connectionId)?.content;
  return content?.inviting === undefined ? undefined : { ...content.inviting, rooms: content.rooms };
}
