import type { CommandTarget } from '../commands/commandTarget.ts';

/** What a question is about, through which connection. Without a room and a subject: all of the connection. */
export interface About {
  /** As `keyOf` makes it of the connection's settings: known before anything has been read. */
  connectionId: string;
  /** Id or name of a collaboration or clean room. */
  room?: string;
  /** Id or name of what in it. */
  subject?: string;
}

/** What findings are about that are no part of a room, or are the room itself. */
const wholes: ReadonlySet<string> = new Set(['connection', 'configuration', 'collaboration', 'invitation', 'clean_room']);

/** What a line of our views is about, for a question. */
export function aboutLine(target: Omit<CommandTarget, 'account'>): Omit<About, 'connectionId'> {
  const { roomId, collaborationId, invitedAddress, finding, group } = target;
  const found = (finding ?? group?.findings[0])?.subject;
  const room = roomId ?? collaborationId ?? found?.collaboration_id ?? found?.room_id;
  const part = finding === undefined || wholes.has(finding.subject.kind) ? undefined : finding.subject.name;
  const subject = target.subject ?? invitedAddress ?? part;
  return { ...(room === undefined ? {} : { room }), ...(subject === undefined ? {} : { subject }) };
}
