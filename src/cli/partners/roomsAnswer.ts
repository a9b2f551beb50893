import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { CleanRoomsList } from '../../core/jobs/partners/listCleanRooms.ts';
import { t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { shownTime } from '../shownTime.ts';
import type { PartnerAnswer } from './partnerAnswer.ts';
import { reportedRoom, roomSchema, shortId, type ReportedRoom } from './roomReport.ts';

const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  rooms: z.array(roomSchema),
  /** What is left of what the service gives sparingly. */
  allowances: z.array(z.object({ name: z.string(), left: z.number(), of: z.number(), more_at: z.optional(z.string()) })),
});

/** The clean rooms of a connection. */
export const roomsAnswer: PartnerAnswer<CleanRoomsList, z.infer<typeof schema>> = {
  schema,
  shown: ({ readAt, rooms, allowances }) => ({
    read_at: readAt,
    rooms: rooms.map(reportedRoom),
    allowances: allowances.map(({ name, left, of, moreAt }) => ({ name, left, of, ...(moreAt === undefined ? {} : { more_at: moreAt }) })),
  }),
  reached: () => true,
  lines: ({ rooms, allowances }, colours) => [
    ...(rooms.length === 0 ? [t('No clean rooms.')] : []),
    ...columns(
      rooms.map((room) => [
        shortId(room),
        foreignText(room.name, 60),
        room.ours ? t('ours') : t('of {0}', foreignText(room.owner, 40)),
        foreignText(room.status, 20),
        partnersOf(room),
      ]),
    ),
    ...allowances.map(({ name, left, of, more_at: moreAt }) =>
      colours.dim(
        moreAt === undefined
          ? t('{0}: {1} of {2} left', name, left, of)
          : t('{0}: {1} of {2} left, more at {3}', name, left, of, shownTime(moreAt)),
      ),
    ),
  ],
  trouble: () => [],
};

/** AWS does not tell them in its list of collaborations: `partners list` does. */
function partnersOf({ partners, membership_id: membershipId }: ReportedRoom): string {
  if (partners.length > 0) return partners.map((name) => foreignText(name, 40)).join(', ');
  return membershipId === undefined ? t('no partners') : '';
}
