import { asSentence } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import type { ListedInvitation } from '../../../core/jobs/partners/listPartnerInvitations.ts';
import type { PartnersSurvey, SurveyedRoom } from '../../../core/jobs/partners/surveyPartners.ts';
import type { PartnerSettings } from '../../../core/partners/partnerSettings.ts';
import type { CleanRoomService } from '../../../core/service.ts';
import type { PanelConnection, PanelContent, PanelInvitation, PanelInviting, PanelRoom } from '../../../protocol/invitationMessages.ts';
import type { Account } from '../../connections/account.ts';
import { foreignLines } from '../foreignLines.ts';
import { invitingOf, namedConnection } from '../namedConnection.ts';

/** What of an account the panel shows. */
export type ShownAccount = Pick<Account, 'settings' | 'state' | 'place' | 'partners' | 'opened'>;

/**
 * A connection as the panel shows it. Words of partners and services are cleaned here, once.
 * @param settings may name who signs the notes
 */
export function panelConnection(connectionId: string, account: ShownAccount, settings: PartnerSettings | undefined): PanelConnection {
  const { partners, opened } = account;
  return {
    ...namedConnection(connectionId, account),
    ...(partners === undefined ? {} : { content: contentOf(partners, opened, settings) }),
  };
}

function contentOf(
  { readAt, reminderDays, rooms, allowances }: PartnersSurvey,
  opened: CleanRoomService | undefined,
  settings: PartnerSettings | undefined,
): PanelContent {
  const inviting = opened === undefined ? undefined : roomInvitingOf(opened, settings);
  return {
    readAt,
    reminderDays,
    ...(inviting === undefined ? {} : { inviting }),
    // Only the owner of a room invites.
    rooms: rooms.filter(({ room }) => room.ours).map(panelRoom),
    allowances: allowances.map((allowance) => ({ ...allowance, name: foreignText(allowance.name) })),
  };
}

function roomInvitingOf(service: CleanRoomService, settings: PartnerSettings | undefined): PanelInviting | undefined {
  const inviting = invitingOf(service, settings);
  return inviting === undefined ? undefined : { ...inviting, mayCreate: service.cleanRooms?.create !== undefined };
}

function panelRoom({ room, invitations, problem }: SurveyedRoom): PanelRoom {
  return {
    id: room.id,
    ...(room.displayId === undefined ? {} : { displayId: foreignText(room.displayId) }),
    name: foreignText(room.name),
    status: foreignText(room.status),
    invitations: invitations.map(panelInvitation),
    ...(problem === undefined
      ? {}
      : {
          problem: {
            sentence: foreignText(asSentence(problem.message), 1000),
            ...(problem.remedy === undefined ? {} : { remedy: foreignText(problem.remedy, 1000) }),
          },
        }),
  };
}

function panelInvitation(listed: ListedInvitation): PanelInvitation {
  const { id, to, partnerName, state, status, note, invitedBy, createdAt, updatedAt, ageDays, reminderDue, history } = listed;
  return {
    id,
    to: foreignText(to, 300),
    state,
    status: foreignText(status),
    reminderDue,
    history: history.map(({ at, what, by, detail }) => ({
      at,
      what,
      ...(by === undefined ? {} : { by: foreignText(by) }),
      ...(detail === undefined ? {} : { detail: foreignText(detail, 500) }),
    })),
    ...(partnerName === undefined ? {} : { partnerName: foreignText(partnerName) }),
    ...(note === undefined || note === '' ? {} : { note: foreignLines(note) }),
    ...(invitedBy === undefined ? {} : { invitedBy: foreignText(invitedBy) }),
    ...(createdAt === undefined ? {} : { createdAt: foreignText(createdAt) }),
    ...(updatedAt === undefined ? {} : { updatedAt: foreignText(updatedAt) }),
    ...(ageDays === undefined ? {} : { ageDays }),
  };
}
