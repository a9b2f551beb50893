import * as z from 'zod/mini';
import { settingsOf } from '../config/settings.ts';
import type { Configuration } from '../config/schema.ts';
import { CleanRoomError } from '../errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { t } from '../text.ts';
import { missingConfiguration } from './acceptInvitations.ts';
import { uuid } from './input.ts';
import type { Intention, JobContext, WritingJob } from './job.ts';
import { managedEntries } from './managedEntries.ts';
import { intendSynchronisation } from './synchronise.ts';

const input = z.object({
  /** Only these, listed in the configuration or not; otherwise its active entries. */
  collaboration_ids: z.optional(z.array(uuid).check(z.minLength(1))),
});

/** Brings collaborations into the wished state. Deletes nothing. */
export const syncCollaborations: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'sync',
  input,
  permission: 'associate',

  async plan(context, { collaboration_ids }) {
    const configuration = await context.configuration?.read();
    if (configuration === undefined && collaboration_ids === undefined) throw missingConfiguration(context.configuration?.file);
    return (await planSync(context, configuration, collaboration_ids ?? 'managed')).intention;
  },
};

/** Which memberships a sync is about: the configuration's active entries (without one, all), all, or named collaborations. */
export type SyncScope = 'managed' | 'all' | readonly string[];

/** The plan of a sync, and the invitations that wait meanwhile; verify makes the same plan and does not carry it out. */
export async function planSync(
  context: JobContext,
  configuration: Configuration | undefined,
  scope: SyncScope,
): Promise<{ intention: Intention; invitations: readonly Invitation[] }> {
  const { service, configuration: store, signal } = context;
  const [memberships, invitations] = await Promise.all([
    service.memberships?.active(signal) ?? [],
    service.inbox?.invitations(signal) ?? [],
  ]);
  const { managed, findings } =
    configuration === undefined ? { managed: [], findings: [] } : managedEntries(configuration, memberships, service.connection);
  const chosen = chooseMemberships(
    scope,
    memberships,
    configuration === undefined ? memberships : managed.map(({ membership }) => membership),
    service.connection.accountId,
  );
  const entries = new Map(managed.map(({ entry, membership }) => [membership.membershipId, entry]));
  const intention = await intendSynchronisation(context, {
    scope: { invitations: [], memberships: chosen, activeMemberships: memberships.length },
    wishes: chosen.map(({ collaborationId, membershipId }) => ({
      collaborationId,
      settings: settingsOf(configuration, entries.get(membershipId)),
    })),
    // Looking at everything, for a view of several accounts, an entry that may be another account's is no error of this one.
    findings:
      scope === 'managed'
        ? findings
        : scope === 'all'
          ? findings.map((finding) => asInformationOfOthers(finding, configuration, service.connection.sandbox))
          : [],
    invitations,
    files: () =>
      store === undefined || ![...entries.values()].some(({ association_pending }) => association_pending !== undefined)
        ? []
        : [{ path: store.file, change: 'edit', note: t('"association_pending" is taken away where everything is associated') }],
    onComplete: async (membershipId) => {
      if (store !== undefined && entries.get(membershipId)?.association_pending !== undefined)
        await store.edit([{ kind: 'associationComplete', membershipIds: [membershipId] }]);
    },
  });
  return { intention, invitations };
}

/** An entry without account may be another account's; one of a sandbox may be about an earlier sandbox. */
function asInformationOfOthers(finding: Finding, configuration: Configuration | undefined, sandbox: boolean): Finding {
  const entry = configuration?.collaborations?.find(({ membership_id }) => membership_id === finding.subject.membershipId);
  const missing = finding.id === 'configuration.entry_without_membership' && (sandbox || entry?.account_id === undefined);
  return missing || finding.id === 'configuration.entries_of_others' ? { ...finding, severity: 'information' } : finding;
}

function chooseMemberships(
  scope: SyncScope,
  all: readonly Membership[],
  managed: readonly Membership[],
  accountId: string,
): readonly Membership[] {
  if (scope === 'all') return all;
  return scope === 'managed'
    ? managed
    : [...new Set(scope)].map((id) => {
        const membership = all.find(({ collaborationId }) => collaborationId === id);
        if (membership === undefined)
          throw new CleanRoomError('not_found', t('Account {0} has no active membership in the collaboration {1}.', accountId, id), {
            remedy: t('List the memberships with: cleanrooms list.'),
          });
        return membership;
      });
}
