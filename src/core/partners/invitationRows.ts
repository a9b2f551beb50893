import { isOpen, mayBeOpen, type SentInvitation } from '../model/sentInvitation.ts';
import { addressKey } from './invitees.ts';

/** All invitations that one address has had to a room. */
export interface InvitationRow {
  /** The one that counts: it waits, or may wait, for an answer; else it was accepted; else it is the newest. */
  invitation: SentInvitation;
  all: SentInvitation[];
}

/** The invitations of a room by address, in the order of the list. */
export function invitationRows(invitations: readonly SentInvitation[]): InvitationRow[] {
  return [...Map.groupBy(invitations, ({ to }) => addressKey(to)).values()].flatMap((all) => {
    const newestFirst = [...all].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
    const invitation =
      newestFirst.find(isOpen) ?? newestFirst.find(mayBeOpen) ?? newestFirst.find(({ state }) => state === 'accepted') ?? newestFirst[0];
    return invitation === undefined ? [] : [{ invitation, all }];
  });
}

/** Abilities that a member who is added later can be given (CreateCollaborationChangeRequest: memberAbilities). */
export const laterAbilities = ['CAN_RECEIVE_RESULTS', 'CAN_EXPORT_QUERY_ANALYSIS_LOG'] as const;

/** What the partner would lose for good by being invited anew: abilities and costs that only the collaboration's making can give. */
export function lossOfNewInvitation({ abilities = [], pays = [] }: SentInvitation): string[] {
  const later: readonly string[] = laterAbilities;
  return [...abilities.filter((ability) => !later.includes(ability)), ...pays];
}
