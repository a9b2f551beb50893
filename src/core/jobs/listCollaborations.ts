import * as z from 'zod/mini';
import { intend } from './intend.ts';
import type { ReadingJob } from './job.ts';
import { prepareSync } from './syncCollaborations.ts';

const input = z.object({});

/** The collaborations of the configuration (without one, every active membership) with how much of them is ready. */
export const listCollaborations: ReadingJob<typeof input> = {
  kind: 'reading',
  id: 'list',
  input,
  permission: 'read',

  async run(context) {
    const { work } = await prepareSync(context, await context.configuration?.read(), { scope: 'managed' });
    const { preview } = intend(context, work);
    // Listing answers what is; whether that is as wished is verify's question. What could not be listed is not ok.
    return {
      ...preview,
      ok: !preview.findings.some(({ id }) => id === 'collaboration.unreadable' || id === 'configuration.entry_without_membership'),
    };
  },
};
