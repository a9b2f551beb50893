import { invitationWaiting } from '../../diagnosis/waitingInvitation.ts';
import { CleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import { invitationRows } from '../../partners/invitationRows.ts';
import type { PartnerSettingsStore } from '../../partners/partnerSettings.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import type { PartnersSurvey, SurveyedRoom } from '../partners/surveyPartners.ts';
import { surveyConnection } from '../surveyConnection.ts';
import type { RoomChecks } from './roomChecks.ts';

/**
 * What the views are told of these rooms' partners, invitations and onboardings, in the same words. Templates that are kept
 * on rooms are left to `checkTemplate`, which counts its calls.
 */
export async function surveyRooms(
  { context, settings }: RoomChecks,
  rooms: readonly CleanRoom[],
): Promise<Pick<PartnersSurvey, 'rooms' | 'findings' | 'allowances'>> {
  const withoutTemplates: PartnerSettingsStore = {
    file: '',
    read: () => Promise.resolve(settings === undefined ? undefined : { ...settings, rooms: [] }),
    edit: () => Promise.reject(new CleanRoomError('not_permitted', t('A diagnosis changes nothing.'))),
  };
  const { partners } = await surveyConnection.run(
    { ...context, service: onlyRooms(context.service, rooms), partnerSettings: withoutTemplates },
    { all: false },
  );
  return partners ?? { rooms: [], findings: [], allowances: [] };
}

/** The invitations that wait for an answer and are too young for a reminder. */
export function waitingInvitations(connection: Connection, rooms: readonly SurveyedRoom[]): Finding[] {
  return rooms.flatMap(({ room, invitations }) => {
    const counting = new Set(invitationRows(invitations).map(({ invitation }) => invitation.id));
    return invitations
      .filter(({ id, state, reminderDue }) => counting.has(id) && state === 'pending' && !reminderDue)
      .map((invitation) => invitationWaiting(connection, room, invitation));
  });
}

/** The service as if it had these rooms only. */
function onlyRooms(service: CleanRoomService, rooms: readonly CleanRoom[]): CleanRoomService {
  return {
    ...service,
    callCounts: () => service.callCounts(),
    cleanRooms: { ...service.cleanRooms, list: () => Promise.resolve([...rooms]) },
  };
}
