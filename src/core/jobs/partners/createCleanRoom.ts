import * as z from 'zod/mini';
import { isCalendarDay } from '../../calendarDay.ts';
import { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import { cleanRoomClouds, cleanRoomFeatures, cleanRoomRegions, cleanRoomTypes, type CleanRoom } from '../../model/cleanRoom.ts';
import { nothingPlanned } from '../../partners/planQuestionSteps.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { chosenNote } from './invitationNote.ts';
import { invitationSteps, nobodyYet, planInvitations } from './invitationSteps.ts';
import { withInvitations } from './invitePartners.ts';
import { required, roomsOf } from './rooms.ts';

const day = z.string().check(z.refine(isCalendarDay, { error: () => t('must be a day of the calendar as yyyy-mm-dd') }));

export const createCleanRoomInput = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  description: z.optional(z.string()),
  /** Today where left out. */
  start_at: z.optional(day),
  end_at: z.optional(day),
  type: z._default(z.enum(cleanRoomTypes), 'Hybrid'),
  region: z.enum(cleanRoomRegions),
  sub_region: z.optional(z.string()),
  cloud: z.enum(cleanRoomClouds),
  features: z._default(z.array(z.enum(cleanRoomFeatures)), []),
  /** Partners who are invited as soon as it is made. */
  ...withInvitations,
});
type Request = z.infer<typeof createCleanRoomInput>;

/** Makes a LiveRamp clean room and, in the same plan, invites its partners. One of that name that is ours is used. */
export const createCleanRoom: PartnerJob<typeof createCleanRoomInput> = {
  kind: 'writing',
  id: 'create-clean-room',
  input: createCleanRoomInput,
  permission: 'create',

  async plan(context, request) {
    const { service, signal } = context;
    const { connection } = service;
    required(service.cleanRooms?.create?.bind(service.cleanRooms), service, t('make clean rooms'));
    const { name, invitations = [] } = request;
    const startAt = request.start_at ?? new Date().toISOString().slice(0, 10);
    if (request.end_at !== undefined && request.end_at < startAt)
      throw new CleanRoomError('invalid_input', t('The clean room would end on {0}, before it begins on {1}.', request.end_at, startAt));
    const settings = await context.partnerSettings?.read();
    const note = chosenNote(request, settings);
    const twin = (await roomsOf(service, signal)).find((room) => room.ours && room.name.trim().toLowerCase() === name.toLowerCase());
    let made: CleanRoom | undefined;
    const room: CleanRoom = twin ?? { id: '', name, owner: connection.accountId, ours: true, status: '', partners: [] };
    const making = makeStep(service, request, startAt, (found) => {
      made = found;
    });
    const invited =
      invitations.length === 0
        ? nothingPlanned
        : twin === undefined
          ? invitationSteps(context, { room, find: () => made ?? room, needs: making.key }, nobodyYet, invitations, note, settings)
          : await planInvitations(context, room, invitations, note, settings);
    const count = invited.steps.length;
    const headline =
      twin === undefined
        ? t('make the clean room "{0}"', foreignText(name))
        : t('use the clean room "{0}" that is there', foreignText(name));
    return intendSteps({
      connection,
      headline:
        count === 0 ? headline : counted(count, t('{0} and invite 1 partner', headline), t('{0} and invite {1} partners', headline, count)),
      steps: [...(twin === undefined ? [making] : []), ...invited.steps],
      leftOut: [
        ...(twin === undefined
          ? []
          : [
              {
                subject: making.subject,
                code: 'duplicate' as const,
                reason: t('There is a clean room of this name already: {0}.', twin.displayId ?? twin.id),
              },
            ]),
        ...invited.leftOut,
      ],
      warnings: [
        ...(twin === undefined
          ? []
          : [
              {
                code: 'not_changed' as const,
                sentence: t(
                  'The clean room that is there stays as it is: type, Region, cloud, dates and features that were asked for are not compared and not set.',
                ),
              },
            ]),
        ...invited.warnings,
      ],
      findings: [],
    });
  },
};

function makeStep(
  service: Parameters<typeof required>[1],
  { name, description, end_at: endAt, type, region, sub_region: subRegion, cloud, features }: Request,
  startAt: string,
  tell: (room: CleanRoom) => void,
): ExecutableStep {
  return {
    key: `create|${name.toLowerCase()}`,
    action: 'create_clean_room',
    subject: { kind: 'clean_room', name },
    sentence: t('Make the clean room "{0}" ({1}, {2}, {3}, from {4})', foreignText(name), type, cloud, region, startAt),
    reason: description ?? t('There is none of this name.'),
    takesAway: false,
    async carryOut(options) {
      const create = required(service.cleanRooms?.create?.bind(service.cleanRooms), service, t('make clean rooms'));
      const { value, outcome, requestId } = await create(
        { name, description, startAt, endAt, type, region, subRegion, cloud, features },
        options,
      );
      tell(value);
      return {
        outcome: outcome === 'existing' ? 'existing' : 'done',
        detail: [value.displayId ?? '', foreignText(value.status)].filter((part) => part !== '').join(', '),
        requestId,
        id: value.id,
      };
    },
  };
}
