import * as z from 'zod/mini';
import { roomUnreadable, type ReadingProblem } from '../../diagnosis/sentInvitationFindings.ts';
import { readSettings } from '../../partners/readSettings.ts';
import { asCleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { noRoomOfOurs } from '../../diagnosis/partnersFindings.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { RoomPartner } from '../../model/sentInvitation.ts';
import type { Allowance } from '../../partnerService.ts';
import { keptTemplate, readPermissions } from './readPartnerPermissions.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import { listInvitations, type RoomInvitations } from './listPartnerInvitations.ts';
import { roomsOf } from './rooms.ts';

const input = z.object({
  /** False where who takes part is known from elsewhere (AWS: the survey of the account has read the members). */
  with_partners: z._default(z.boolean(), true),
});

/** A room, who takes part, and whom we have invited. */
export interface SurveyedRoom extends RoomInvitations {
  /** Undefined where they were not asked for or could not be read. */
  partners: RoomPartner[] | undefined;
  /** Why the partners could not be read; `problem` is about the invitations. */
  partnersProblem?: ReadingProblem;
}

/** What a connection has in partners and invitations, and what of it asks for somebody. */
export interface PartnersSurvey {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  rooms: SurveyedRoom[];
  findings: Finding[];
  reminderDays: number;
  /** True where some audit log could not be read: histories may lack something. */
  historyIncomplete: boolean;
  allowances: Allowance[];
}

/** Reads every room's partners and invitations, and compares rooms with the template that is kept on them. */
export const surveyPartners: ReadingJob<typeof input, PartnersSurvey> = {
  kind: 'reading',
  id: 'survey-partners',
  input,
  permission: 'read',

  async run(context, { with_partners: withPartners }) {
    const { service, signal, partnerSettings } = context;
    const rooms = await roomsOf(service, signal);
    const ours = rooms.filter((room) => room.ours);
    const [invitations, partners, { settings }] = await Promise.all([
      listInvitations(context, ours),
      withPartners ? inTurns(rooms, 6, (room) => partnersIn(context, room)) : [],
      readSettings(partnerSettings),
    ]);
    const compared = await inTurns(
      ours.filter((room) => keptTemplate(settings, room) !== undefined),
      2,
      (room) => readPermissions(context, room),
    );
    const surveyed = rooms.map((room, index): SurveyedRoom => {
      const sent = invitations.rooms.find((each) => each.room.id === room.id) ?? { room, invitations: [] };
      const read = partners[index];
      return { ...sent, room, partners: read?.partners, ...(read?.problem === undefined ? {} : { partnersProblem: read.problem }) };
    });
    // One finding for a room: what keeps its invitations from being read mostly keeps its partners too.
    const told = new Set(invitations.findings.filter(({ id }) => id === 'clean_room.unreadable').map(({ subject }) => subject.roomId));
    const more = surveyed.flatMap(({ room, partnersProblem: problem }) =>
      problem === undefined || told.has(room.id) ? [] : [roomUnreadable(service.connection, room, 'partners', problem)],
    );
    return {
      connection: service.connection,
      readAt: new Date().toISOString(),
      rooms: surveyed,
      findings: [
        ...(rooms.length > 0 && ours.length === 0 && service.memberships === undefined
          ? [noRoomOfOurs(service.connection, [...new Set(rooms.map(({ owner }) => foreignText(owner)))])]
          : []),
        ...invitations.findings,
        ...more,
        ...compared.flatMap(({ findings, room }) => findings.filter(({ id }) => id !== 'clean_room.unreadable' || !told.has(room.id))),
      ],
      reminderDays: invitations.reminderDays,
      historyIncomplete: invitations.historyIncomplete,
      allowances: (await service.allowances?.()) ?? [],
    };
  },
};

async function partnersIn(
  { service, signal }: JobContext,
  room: CleanRoom,
): Promise<{ partners: RoomPartner[] | undefined; problem?: ReadingProblem }> {
  try {
    return { partners: await service.partners?.list(room, signal) };
  } catch (thrown) {
    const { code, message, remedy } = asCleanRoomError(thrown);
    if (code === 'cancelled') throw thrown;
    return { partners: undefined, problem: { code, message, remedy } };
  }
}
