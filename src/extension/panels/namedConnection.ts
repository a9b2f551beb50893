import { foreignText } from '../../core/foreignText.ts';
import type { CleanRoomService } from '../../core/service.ts';
import type { Inviting, NamedConnection } from '../../protocol/partnerMessages.ts';
import type { Account } from '../connections/account.ts';

/** A connection as the panels about partners name it. @param connectionId the panel's id of it */
export function namedConnection(
  connectionId: string,
  { settings, state, place }: Pick<Account, 'settings' | 'state' | 'place'>,
): NamedConnection {
  return {
    connectionId,
    name: foreignText(settings.name),
    accountId: foreignText(place.accountId ?? ''),
    region: foreignText(place.region ?? ''),
    sandbox: place.sandbox,
    state: state.kind === 'failed' || state.kind === 'read' ? state.kind : 'reading',
    ...(state.kind === 'failed' ? { error: foreignText(state.error.sentence, 1000) } : {}),
  };
}

/** How a connection invites; undefined where nobody can be invited through it. @param inviter who signs the notes */
export function invitingOf(
  { connection, partnerInvitations }: Pick<CleanRoomService, 'connection' | 'partnerInvitations'>,
  inviter: string,
): Inviting | undefined {
  if (partnerInvitations === undefined) return undefined;
  return {
    addressedBy: partnerInvitations.addressedBy,
    carriesNote: partnerInvitations.carriesNote,
    inviter: foreignText(inviter),
    organisation: foreignText(connection.accountId),
  };
}
