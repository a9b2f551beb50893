import type { KnownName } from '../../core/assistant/knownName.ts';
import type { CleanRoom } from '../../core/model/cleanRoom.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';

/** A connection by all that it may be called; see `connectionCalls`. */
export function connectionNames(connectionId: string, calls: readonly string[]): KnownName[] {
  return distinct(calls.map((text) => ({ connectionId, text, kind: 'connection' })));
}

/** What was read of a connection: its rooms by name and ids, and what is in them. */
export function surveyNames(connectionId: string, { result, coverage, partners }: Survey): KnownName[] {
  const names: KnownName[] = [];
  const room = (id: string, ...others: (string | undefined)[]): void => {
    for (const text of [id, ...others]) if (text !== undefined) names.push({ connectionId, text, kind: 'room', room: id });
  };
  const subject = (inside: string | undefined, ...texts: (string | undefined)[]): void => {
    for (const text of texts) if (text !== undefined) names.push({ connectionId, text, kind: 'subject', room: inside });
  };
  for (const { collaboration_id: id, membership_id: membershipId, name } of result.collaborations)
    room(id, membershipId ?? undefined, name);
  for (const { collaboration_id: id, name } of result.invitations) room(id, name);
  for (const { room: each } of partners?.rooms ?? []) room(each.id, each.displayId, each.name);
  const columns = new Map(coverage.columns.map((column) => [column.id, column]));
  for (const { collaborationId, cells } of coverage.rows)
    for (const { columnId, associationName, associationId } of cells)
      subject(
        collaborationId,
        columns.get(columnId)?.kind === 'table' ? columns.get(columnId)?.name : undefined,
        associationName,
        associationId,
      );
  for (const { room: each, invitations, partners: members } of partners?.rooms ?? []) {
    subject(each.id, ...invitations.map(({ to }) => to));
    subject(each.id, ...(members ?? []).map(({ name }) => name));
  }
  for (const { subject: about } of result.findings)
    if (about.kind === 'question' || about.kind === 'dataset' || about.kind === 'id_namespace')
      subject(about.collaboration_id ?? about.room_id, about.name, about.id);
  return distinct(names);
}

/** Rooms alone, where nothing more has been read yet. */
export function roomNames(connectionId: string, rooms: readonly CleanRoom[]): KnownName[] {
  return distinct(
    rooms.flatMap(({ id, displayId, name, membershipId }) =>
      [id, displayId, membershipId, name].flatMap((text): KnownName[] =>
        text === undefined ? [] : [{ connectionId, text, kind: 'room', room: id }],
      ),
    ),
  );
}

/** What a person calls a room that is known by its id: its name comes after its ids. */
export function roomName(names: readonly KnownName[], connectionId: string, room: string): string | undefined {
  return names.findLast((name) => name.kind === 'room' && name.connectionId === connectionId && name.room === room)?.text;
}

function distinct(names: readonly KnownName[]): KnownName[] {
  return [...new Map(names.filter(({ text }) => text.trim() !== '').map((name) => [JSON.stringify(name), name])).values()];
}
