import * as z from 'zod/mini';
import type { ReadingJob } from './job.ts';
import { planSync } from './syncCollaborations.ts';

const input = z.object({});

/** The collaborations of the configuration (without one, every active membership) with how much of them is ready. */
export const listCollaborations: ReadingJob<typeof input> = {
  kind: 'reading',
  id: 'list',
  input,
  permission: 'read',

  async run(context) {
    const {
      intention: { preview },
    } = await planSync(context, await context.configuration?.read(), 'managed');
    // Listing answers what is; whether that is as wished is verify's question. What could not be listed is not ok.
    return {
      ...preview,
      ok: !preview.findings.some(({ id }) => id === 'collaboration.unreadable' || id === 'configuration.entry_without_membership'),
    };
  },
};
