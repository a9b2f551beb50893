import { foreignText } from '../foreignText.ts';
import type { CleanRoom } from '../model/cleanRoom.ts';
import type { Connection } from '../model/connection.ts';
import type { Question, RoomDataset } from '../model/question.ts';
import type { RoomPartner } from '../model/sentInvitation.ts';
import { t } from '../text.ts';
import { roomTitle } from './resolveRoom.ts';

/**
 * The organisation that alone sets a question's permissions and shares its results, by its name; undefined for a question
 * of ours. It is whoever brought the question into the room, not the room's owner as such. The service tells that by id
 * and organisations by name: only the list of the room's partners brings the two together, and an owner who is not in it
 * counts as the room's.
 */
export function otherOwner(
  { ownerOrganisationId: id }: Question,
  room: CleanRoom,
  partners: readonly RoomPartner[],
  { accountId: ourName }: Connection,
): string | undefined {
  const partner = id === undefined ? undefined : partners.find(({ organisationId }) => organisationId === id);
  if (partner === undefined) return room.ours ? undefined : room.owner;
  // In a partner's room, or where we have invited ourselves, we are among the partners.
  return isSameName(partner.name, ourName) ? undefined : partner.name;
}

/** True for a dataset of our own organisation, as far as the service says whose it is. */
export function isOurDataset({ organisationName }: RoomDataset, { accountId }: Connection): boolean {
  return organisationName === undefined || isSameName(organisationName, accountId);
}

/** True for two names of one organisation. */
export function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Why nothing is changed of a question that somebody else owns. @param owner its name */
export function questionOfOther(owner: string): string {
  return t('It belongs to {0}, who alone sets its permissions.', foreignText(owner));
}

/** Why nothing is changed that only the owner of a room can change, in a room of somebody else. */
export function roomOfOther(room: CleanRoom): string {
  return t('{0} belongs to {1}, who alone can do this.', roomTitle(room), foreignText(room.owner));
}
