import * as z from 'zod/mini';
import type { ReadingJob } from './job.ts';
import { surveyAccount } from './surveyAccount.ts';

const input = z.object({
  /** True: memberships that the configuration does not list are read too; what they lack is no finding. */
  all: z._default(z.boolean(), false),
});

/**
 * Checks everything and changes nothing: what a sync would make, what it would leave out, what needs a repair, tables
 * that are not ready, invitations that wait, and where file and account differ. Not ok when a finding is an error.
 */
export const verifyCollaborations: ReadingJob<typeof input> = {
  kind: 'reading',
  id: 'verify',
  input,
  permission: 'read',
  run: async (context, request) => (await surveyAccount.run(context, request)).result,
};
