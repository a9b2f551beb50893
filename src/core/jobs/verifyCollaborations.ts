import * as z from 'zod/mini';
import { pendingInvitation, untrustedCreator } from '../diagnosis/invitationFindings.ts';
import { severityOrder } from '../model/finding.ts';
import type { ReadingJob } from './job.ts';
import { reportedFinding } from './reported.ts';
import { missingFindings } from './missingFindings.ts';
import { planSync } from './syncCollaborations.ts';

const input = z.object({
  /** True: memberships that the configuration does not list are read too; what they lack is no finding. */
  all: z._default(z.boolean(), false),
});

/**
 * Checks everything and changes nothing: what a sync would make, what it would leave out, tables that are not ready,
 * invitations that wait, and where file and account differ. Not ok when a finding is an error.
 */
export const verifyCollaborations: ReadingJob<typeof input> = {
  kind: 'reading',
  id: 'verify',
  input,
  permission: 'read',

  async run(context, { all }) {
    const { connection } = context.service;
    const configuration = await context.configuration?.read();
    const { intention, invitations } = await planSync(context, configuration, all ? 'all' : 'managed');
    const trusted = configuration?.trusted_creators;
    const waiting = invitations.map((invitation) =>
      trusted?.includes(invitation.creatorAccountId) === false
        ? untrustedCreator(connection, invitation)
        : pendingInvitation(connection, invitation),
    );
    const listed =
      configuration === undefined ? undefined : new Set((configuration.collaborations ?? []).map(({ membership_id }) => membership_id));
    const missing = missingFindings(intention).filter(({ subject }) => listed === undefined || listed.has(subject.membershipId ?? ''));
    const findings = [...intention.preview.findings, ...[...missing, ...waiting].map(reportedFinding)];
    findings.sort((a, b) => severityOrder[a.severity] - severityOrder[b.severity]);
    return { ...intention.preview, findings, ok: !findings.some(({ severity }) => severity === 'error') };
  },
};
