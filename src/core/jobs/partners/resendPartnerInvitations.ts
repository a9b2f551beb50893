import * as z from 'zod/mini';
import { foreignText } from '../../foreignText.ts';
import { mayBeOpen, type SentInvitation } from '../../model/sentInvitation.ts';
import { addressKey } from '../../partners/invitees.ts';
import { lossOfNewInvitation } from '../../partners/invitationRows.ts';
import { longestNote, renderNote } from '../../partners/note.ts';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import type { LeftOutStep, PlanWarning } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { cancelStep, chooseInvitations, someInvitations } from './cancelPartnerInvitations.ts';
import { chosenNote, noteValues } from './invitationNote.ts';
import { inviteStep, peopleOf } from './invitationSteps.ts';
import { findRoom, required } from './rooms.ts';

export const resendPartnerInvitationsInput = z.object({
  ...someInvitations,
  /** Another note than the one that was sent. */
  note: z.optional(z.string().check(z.maxLength(longestNote))),
  note_template: z.optional(z.string()),
});

/** Sends invitations again. No service has an operation for it: each is cancelled and made anew, which the plan says. */
export const resendPartnerInvitations: PartnerJob<typeof resendPartnerInvitationsInput> = {
  kind: 'writing',
  id: 'resend-partner-invitations',
  input: resendPartnerInvitationsInput,
  permission: 'invite',

  async plan(context, request) {
    const { service, signal } = context;
    const port = required(service.partnerInvitations, service, t('invite partners'));
    const settings = await context.partnerSettings?.read();
    const { takingPart } = await peopleOf(context, await findRoom(service, request.room, signal));
    const { room, chosen, leftOut } = await chooseInvitations(service, request, signal, (invitation) =>
      objectionTo(invitation, takingPart),
    );
    const template = request.note === undefined && request.note_template === undefined ? undefined : chosenNote(request, settings);
    const steps = chosen.flatMap((invitation) => {
      const { to, partnerName, abilities, note } = invitation;
      const cancelled = mayBeOpen(invitation) ? [cancelStep(service, room, invitation)] : [];
      const [before] = cancelled;
      const invited = { room, find: () => room, ...(before === undefined ? {} : { needs: before.key }) };
      const words =
        template === undefined ? note : renderNote(template, noteValues(service.connection, settings, room, { to, partnerName })).text;
      return [...cancelled, inviteStep(service, invited, { to, partnerName, abilities }, () => (port.carriesNote ? words : undefined))];
    });
    return intendSteps({
      connection: service.connection,
      headline: headlineOf(chosen, roomTitle(room)),
      steps,
      leftOut,
      warnings: chosen.some(mayBeOpen) ? warnings(port.addressedBy) : [],
      findings: [],
    });
  },
};

/** Nothing is cancelled of those who have declined, or whose invitation has ended. */
function headlineOf(chosen: readonly SentInvitation[], room: string): string {
  const count = chosen.length;
  if (!chosen.some(mayBeOpen))
    return counted(count, t('invite 1 partner to {0} again', room), t('invite {0} partners to {1} again', count, room));
  return counted(
    count,
    t('send 1 invitation to {0} again (cancel and invite)', room),
    t('send {0} invitations to {1} again (cancel and invite)', count, room),
  );
}

/** Who takes part already needs no invitation; who would lose what cannot be given again must not get another one. */
function objectionTo(invitation: SentInvitation, takingPart: ReadonlySet<string>): Pick<LeftOutStep, 'code' | 'reason'> | undefined {
  if (invitation.state === 'accepted' || takingPart.has(addressKey(invitation.to)))
    return { code: 'already_partner', reason: t('Takes part already.') };
  const lost = mayBeOpen(invitation) ? lossOfNewInvitation(invitation) : [];
  if (lost.length === 0) return undefined;
  return {
    code: 'not_possible',
    reason: t(
      '{0} would lose {1} for good: AWS gives that only when a collaboration is made. Send a reminder instead.',
      foreignText(invitation.partnerName ?? invitation.to),
      lost.join(', '),
    ),
  };
}

function warnings(addressedBy: 'email' | 'account_id'): PlanWarning[] {
  return [
    {
      code: 'resend',
      // AWS sends no mail: the invited account finds the collaboration in its own console.
      sentence:
        addressedBy === 'email'
          ? t(
              'The service cannot send an invitation again: it is cancelled and a new one is made. Links in the older mail stop working, and its age begins anew.',
            )
          : t('The service cannot send an invitation again: it is cancelled and a new one is made. Its age begins anew.'),
    },
    ...(addressedBy === 'email'
      ? []
      : [
          {
            code: 'needs_approval' as const,
            sentence: t(
              'The new one is a change request: until the members of the collaboration agree, the partner is not invited at all.',
            ),
          },
        ]),
  ];
}
