import * as z from 'zod/mini';
import { CleanRoomError } from '../errors.ts';
import { foreignText } from '../foreignText.ts';
import { t } from '../text.ts';
import { missingConfiguration } from './acceptInvitations.ts';
import { uuid } from './input.ts';
import type { WritingJob } from './job.ts';
import { entryOf } from './newEntries.ts';
import type { JobResult } from './report.ts';
import { reportedCollaboration } from './reported.ts';
import { result } from './result.ts';

const input = z.object({
  membership_id: uuid,
  /** Instead of the collaboration's own name. */
  name: z.optional(z.string().check(z.minLength(1))),
});

/** Lists an active membership in the configuration, so that syncs cover it. */
export const addCollaboration: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'add',
  input,
  permission: 'configure',

  async plan({ service, configuration: store, signal }, { membership_id, name }) {
    const { connection } = service;
    const configuration = await store?.read();
    if (store === undefined || configuration === undefined) throw missingConfiguration(store?.file);
    const membership = ((await service.memberships?.active(signal)) ?? []).find(({ membershipId }) => membershipId === membership_id);
    if (membership === undefined) {
      throw new CleanRoomError(
        'not_found',
        t('Account {0} has no active membership {1} in {2}.', connection.accountId, membership_id, connection.region),
        { remedy: t('Check the id, the profile and the Region.') },
      );
    }
    const listed = (configuration.collaborations ?? []).some((entry) => entry.membership_id === membership_id);
    const entry = entryOf(membership, connection, configuration, { name });
    const identity = {
      collaborationId: membership.collaborationId,
      membershipId: membership.membershipId,
      name: entry.name,
      creatorAccountId: membership.creatorAccountId,
      creatorDisplayName: membership.creatorDisplayName,
    };
    const answer = (outcome: 'existing' | 'created' | 'planned', reason: string): JobResult =>
      result({
        collaborations: [
          {
            ...reportedCollaboration(connection, identity),
            items: [{ kind: 'membership', name: entry.name, outcome, reason, id: membership_id }],
          },
        ],
        findings: [],
        invitations: [],
      });
    const existing = answer('existing', t('{0} lists it already.', store.file));
    return {
      plan: { connection, tables: [], collaborations: [], findings: [] },
      files: listed
        ? []
        : [
            {
              path: store.file,
              change: 'edit',
              note: t('the entry of "{0}"', foreignText(entry.name)),
              content: `${JSON.stringify(entry, null, 2)}\n`,
            },
          ],
      preview: listed ? existing : answer('planned', t('{0} does not list it.', store.file)),
      async carryOut() {
        if (listed) return existing;
        await store.edit([{ kind: 'addCollaboration', entry, accountId: connection.accountId }]);
        return answer('created', t('Added to {0}.', store.file));
      },
    };
  },
};
