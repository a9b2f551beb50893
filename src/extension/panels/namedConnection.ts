import { foreignText } from '../../core/foreignText.ts';
import { signingName } from '../../core/partners/inviter.ts';
import type { PartnerSettings } from '../../core/partners/partnerSettings.ts';
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

/** How a connection invites; undefined where nobody can be invited through it. @param settings may name who signs the notes */
export function invitingOf(
  { connection, partnerInvitations }: Pick<CleanRoomService, 'connection' | 'partnerInvitations'>,
  settings: PartnerSettings | undefined,
): Inviting | undefined {
  if (partnerInvitations === undefined) return undefined;
  return {
    addressedBy: partnerInvitations.addressedBy,
    carriesNote: partnerInvitations.carriesNote,
    inviter: foreignText(signingName(connection, settings)),
    organisation: foreignText(connection.accountId),
  };
}
