import * as z from 'zod/mini';
import { roomTitle } from '../../partners/resolveRoom.ts';
import { intendSteps } from '../../partners/runSteps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerJob } from '../job.ts';
import { chosenNote, noteInput } from './invitationNote.ts';
import { inviteesInput, planInvitations } from './invitationSteps.ts';
import { findRoom, required, requireOurs } from './rooms.ts';

/** Invitations beside something else that is asked for. */
export const withInvitations = { invitations: z.optional(inviteesInput), ...noteInput };

export const invitePartnersInput = z.object({
  /** Id, display id or name of a clean room that is ours. */
  room: z.string().check(z.minLength(1)),
  invitations: inviteesInput,
  ...noteInput,
});

/** Invites partners to a clean room that is ours. Who is invited already, takes part already or has no address is left out. */
export const invitePartners: PartnerJob<typeof invitePartnersInput> = {
  kind: 'writing',
  id: 'invite-partners',
  input: invitePartnersInput,
  permission: 'invite',

  async plan(context, request) {
    const { service, signal } = context;
    const { connection } = service;
    required(service.partnerInvitations, service, t('invite partners'));
    const room = await findRoom(service, request.room, signal);
    requireOurs(room);
    const settings = await context.partnerSettings?.read();
    const template = chosenNote(request, settings);
    const { steps, leftOut, warnings } = await planInvitations(context, room, request.invitations, template, settings);
    return intendSteps({
      connection,
      headline: counted(
        steps.length,
        t('invite 1 partner to {0}', roomTitle(room)),
        t('invite {0} partners to {1}', steps.length, roomTitle(room)),
      ),
      steps,
      leftOut,
      warnings,
      findings: [],
    });
  },
};
