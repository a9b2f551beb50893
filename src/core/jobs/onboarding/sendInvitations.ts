import { asCleanRoomError, CleanRoomError } from '../../errors.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { lastEvent, partnerOf, withEvent, type Engagement, type EngagementEventKind } from '../../onboarding/engagement.ts';
import { addressKey } from '../../partners/invitees.ts';
import { standardNote } from '../../partners/note.ts';
import type { PartnerSettings } from '../../partners/partnerSettings.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import { planInvitations } from '../partners/invitationSteps.ts';
import { requireOurs } from '../partners/rooms.ts';
import { roomsOf } from '../partners/rooms.ts';
import { eventNow, type Advance, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';

interface Part {
  steps: ExecutableStep[];
  leftOut: LeftOutStep[];
  warnings: PlanWarning[];
}

/** Sends the invitations of engagements by the very steps of inviting partners, and records what came of each. */
export const planSend: PlanAction = async (advance) => {
  const { context, engagements, leftOut } = advance;
  const { service, signal } = context;
  const [rooms, settings] = await Promise.all([roomsOf(service, signal), context.partnerSettings?.read()]);
  const groups = Map.groupBy(engagements, ({ room, note }) => JSON.stringify([room.id, note ?? '']));
  const parts: Part[] = [];
  for (const group of groups.values()) {
    const room = rooms.find(({ id }) => id === group[0]?.room.id);
    parts.push(
      room === undefined
        ? left(group, t('The service does not list the clean room any more.'))
        : await planRoom(advance, room, group, settings),
    );
  }
  const steps = parts.flatMap((part) => part.steps);
  return intendSteps({
    connection: service.connection,
    headline: counted(steps.length, t('send 1 invitation of the onboarding'), t('send {0} invitations of the onboarding', steps.length)),
    steps,
    leftOut: [...leftOut, ...parts.flatMap((part) => part.leftOut)],
    warnings: [...new Map(parts.flatMap((part) => part.warnings).map((warning) => [warning.sentence, warning])).values()],
    findings: [],
  });
};

/** The invitations of one room that go with one note. */
async function planRoom(
  advance: Advance,
  room: CleanRoom,
  group: readonly Engagement[],
  settings: PartnerSettings | undefined,
): Promise<Part> {
  const byAddress = new Map(group.map((engagement) => [addressKey(engagement.partner.address), engagement]));
  try {
    requireOurs(room);
    const wished = group.map(({ partner, permissions }) => ({
      to: partner.address,
      partner_name: partner.name,
      abilities: permissions.flags.can_view_results ? ['CAN_RECEIVE_RESULTS' as const] : [],
    }));
    const { steps, leftOut, warnings } = await planInvitations(
      advance.context,
      room,
      wished,
      group[0]?.note ?? standardNote(settings),
      settings,
    );
    return {
      steps: steps.map((step) => {
        const engagement = byAddress.get(addressKey(step.subject.name));
        return engagement === undefined ? step : recorded(step, engagement, advance);
      }),
      leftOut: leftOut.map((each) => {
        const engagement = byAddress.get(addressKey(each.subject.name));
        return engagement === undefined ? each : { ...each, subject: engagementSubject(engagement) };
      }),
      warnings,
    };
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled') throw error;
    return left(group, error.sentence);
  }
}

/** The step, with what came of it written into the file as soon as it is known. */
function recorded(step: ExecutableStep, engagement: Engagement, { store, by }: Advance): ExecutableStep {
  const note = async (what: EngagementEventKind, detail: string, isNoted: (read: Engagement) => boolean = () => false): Promise<void> => {
    await store.change(engagement.id, (read) =>
      isNoted(read) ? read : withEvent(read, eventNow({ by }, 'send_invitations', what, { detail })),
    );
  };
  return {
    ...step,
    async carryOut(options) {
      const done = await step.carryOut(options).catch(async (thrown: unknown) => {
        const error = asCleanRoomError(thrown);
        if (error.code === 'cancelled') throw error;
        try {
          await note('invitation_failed', error.sentence);
        } catch (unwritten) {
          throw new CleanRoomError(error.code, `${error.sentence} ${fileSentence(engagement, unwritten)}`, {
            cause: error,
            details: error.details,
          });
        }
        throw error;
      });
      try {
        // What was there already may have been sent, and noted, by another window.
        await note(
          'invited',
          done.detail,
          (read) => done.outcome === 'existing' && lastEvent(read, 'invited', 'invitation_failed')?.what === 'invited',
        );
        return done;
      } catch (unwritten) {
        // Sent is sent: to call it a failure would have it sent again.
        return { ...done, outcome: 'differs', detail: [done.detail, fileSentence(engagement, unwritten)].join(' ') };
      }
    },
  };
}

function fileSentence(engagement: Engagement, unwritten: unknown): string {
  return t('It could not be noted in the file of {0}: {1}', partnerOf(engagement), asCleanRoomError(unwritten).sentence);
}

function left(group: readonly Engagement[], reason: string): Part {
  return { steps: [], leftOut: group.map((each) => ({ subject: engagementSubject(each), code: 'unreadable', reason })), warnings: [] };
}
