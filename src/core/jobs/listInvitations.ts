import * as z from 'zod/mini';
import { untrustedCreator } from '../diagnosis/invitationFindings.ts';
import type { ReadingJob } from './job.ts';
import { result } from './result.ts';

const input = z.object({});

/** The invitations that wait, and which of them come from creators that the configuration does not trust. */
export const listInvitations: ReadingJob<typeof input> = {
  kind: 'reading',
  id: 'invitations',
  input,
  permission: 'read',

  async run({ service, configuration: store, signal }) {
    const trusted = (await store?.read())?.trusted_creators;
    const invitations = (await service.inbox?.invitations(signal)) ?? [];
    const strangers = trusted === undefined ? [] : invitations.filter(({ creatorAccountId }) => !trusted.includes(creatorAccountId));
    return result({
      collaborations: [],
      findings: strangers.map((invitation) => untrustedCreator(service.connection, invitation)),
      invitations,
    });
  },
};
