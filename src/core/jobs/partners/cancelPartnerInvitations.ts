import * as z from 'zod/mini';
import { foreignText } from '../../foreignText.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import { isOpen, mayBeOpen, type SentInvitation } from '../../model/sentInvitation.ts';
import { addressKey } from '../../partners/invitees.ts';
import { invitationRows, lossOfNewInvitation } from '../../partners/invitationRows.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { ExecutableStep, LeftOutStep, PlanWarning, StepSubject } from '../../partners/steps.ts';
import type { CleanRoomService } from '../../service.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { findRoom, required, requireOurs } from './rooms.ts';

export const someInvitations = {
  /** Id, display id or name of a clean room that is ours. */
  room: z.string().check(z.minLength(1)),
  /** Invitation ids or addresses; every one that still waits for an answer where left out. */
  invitations: z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))),
};
export const cancelPartnerInvitationsInput = z.object(someInvitations);

/** Takes invitations back that nobody has answered. */
export const cancelPartnerInvitations: PartnerJob<typeof cancelPartnerInvitationsInput> = {
  kind: 'writing',
  id: 'cancel-partner-invitations',
  input: cancelPartnerInvitationsInput,
  permission: 'invite',

  async plan({ service, signal }, request) {
    const { room, chosen, leftOut } = await chooseInvitations(service, request, signal, ({ state, status }) =>
      mayBeOpen({ state }) ? undefined : { code: 'not_possible', reason: t('Its status is {0}.', foreignText(status)) },
    );
    return intendSteps({
      connection: service.connection,
      headline: counted(
        chosen.length,
        t('cancel 1 invitation to {0}', roomTitle(room)),
        t('cancel {0} invitations to {1}', chosen.length, roomTitle(room)),
      ),
      steps: chosen.map((invitation) => cancelStep(service, room, invitation)),
      leftOut,
      warnings: chosen.flatMap(lossWarning),
      findings: [],
    });
  },
};

/** Why an invitation cannot be what is asked for; undefined where it can. */
export type Objection = (invitation: SentInvitation) => Pick<LeftOutStep, 'code' | 'reason'> | undefined;

/** The invitations that a request names, or all that wait; one for each address. For each other one why not. */
export async function chooseInvitations(
  service: CleanRoomService,
  { room: reference, invitations: names }: { room: string; invitations?: readonly string[] | undefined },
  signal: AbortSignal | undefined,
  objection: Objection,
): Promise<{ room: CleanRoom; chosen: SentInvitation[]; leftOut: LeftOutStep[] }> {
  const port = required(service.partnerInvitations, service, t('list the invitations that were sent'));
  const room = await findRoom(service, reference, signal);
  requireOurs(room);
  const rows = invitationRows(await port.list(room, signal));
  const chosen = new Map<string, SentInvitation>();
  const leftOut: LeftOutStep[] = [];
  const subjectOf = (name: string, id?: string): StepSubject => ({ kind: 'invitation', name, id, roomId: room.id, roomName: room.name });
  const choose = (invitation: SentInvitation): void => {
    const against = objection(invitation);
    if (against === undefined) chosen.set(addressKey(invitation.to), invitation);
    else leftOut.push({ subject: subjectOf(invitation.to, invitation.id), ...against });
  };
  if (names === undefined) for (const { invitation } of rows) if (isOpen(invitation)) choose(invitation);
  for (const name of names ?? []) {
    const row = rows.find(({ all }) => all.some(({ id, to }) => id === name || addressKey(to) === addressKey(name)));
    if (row !== undefined) choose(row.invitation);
    else leftOut.push({ subject: subjectOf(name), code: 'not_found', reason: t('There is no such invitation to {0}.', roomTitle(room)) });
  }
  return { room, chosen: [...chosen.values()], leftOut };
}

/** What was given with the making of a collaboration cannot be given again. */
function lossWarning(invitation: SentInvitation): PlanWarning[] {
  const lost = lossOfNewInvitation(invitation);
  return lost.length === 0
    ? []
    : [
        {
          code: 'takes_away',
          sentence: t(
            '{0} loses {1} for good: AWS gives that only when a collaboration is made.',
            foreignText(invitation.partnerName ?? invitation.to),
            lost.join(', '),
          ),
        },
      ];
}

/** One invitation that is taken back. */
export function cancelStep(service: CleanRoomService, room: CleanRoom, invitation: SentInvitation): ExecutableStep {
  const to = foreignText(invitation.to);
  return {
    key: `cancel|${room.id}|${invitation.id}`,
    action: 'cancel_invitation',
    subject: { kind: 'invitation', name: invitation.to, id: invitation.id, roomId: room.id, roomName: room.name },
    sentence: t('Cancel the invitation of {0} to {1}', to, roomTitle(room)),
    reason: t('Sent on {0}, status {1}.', invitation.createdAt?.slice(0, 10) ?? '?', foreignText(invitation.status)),
    takesAway: true,
    async carryOut(options) {
      const { outcome, requestId } = await required(service.partnerInvitations, service, t('cancel invitations')).cancel(
        invitation,
        options,
      );
      return { outcome: outcome === 'existing' ? 'existing' : 'done', detail: '', requestId, id: invitation.id };
    },
  };
}
