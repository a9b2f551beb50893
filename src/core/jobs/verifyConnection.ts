import type { ReadingJob } from './job.ts';
import { surveyConnection } from './surveyConnection.ts';

/**
 * Checks everything that a connection has and changes nothing: what verifying collaborations tells, invitations without an
 * answer, clean rooms that differ from their template, onboarding that waits. Not ok when a finding is an error.
 */
export const verifyConnection: ReadingJob<typeof surveyConnection.input> = {
  kind: 'reading',
  id: 'verify',
  input: surveyConnection.input,
  permission: 'read',
  run: async (context, request) => (await surveyConnection.run(context, request)).result,
};
