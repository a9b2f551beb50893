import { acceptInvitations } from '../acceptInvitations.ts';
import type { JobContext } from '../job.ts';
import type { ReportedFinding } from '../report.ts';

/** What keeps invitations from being accepted, and those that only wait for somebody to accept them. */
export async function invitationFindings(context: JobContext): Promise<ReportedFinding[]> {
  const { service, signal } = context;
  const pending = (await service.inbox?.invitations(signal)) ?? [];
  if (pending.length === 0) return [];
  const without = await invitationsHeldUp(context, false);
  if (!without.some(({ id }) => id === 'invitation.payer')) return without;
  // Who agrees to pay is to know beforehand what else is in the way.
  return [...without, ...(await invitationsHeldUp(context, true))];
}

/** What keeps invitations pending. @param pays whether the account agrees to pay where it is asked to */
async function invitationsHeldUp(context: JobContext, pays: boolean): Promise<ReportedFinding[]> {
  const { preview } = await acceptInvitations.plan(context, { associate: false, accept_payment: pays, configuration: 'optional' });
  return preview.findings.filter(({ id }) => id.startsWith('invitation.') || id === 'membership.left_out_by_quota');
}
