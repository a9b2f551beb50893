import * as z from 'zod/mini';
import { settingsOf } from '../config/settings.ts';
import type { Configuration } from '../config/schema.ts';
import { CleanRoomError } from '../errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Membership } from '../model/collaboration.ts';
import { t } from '../text.ts';
import { missingConfiguration } from './acceptInvitations.ts';
import { uuid } from './input.ts';
import { agreedInput } from './agreedChanges.ts';
import { intend } from './intend.ts';
import type { JobContext, WritingJob } from './job.ts';
import { managedEntries } from './managedEntries.ts';
import { selectionInput } from './selection.ts';
import { prepareSynchronisation, type Synchronisation, type SynchronisationRequest } from './synchronise.ts';

const input = z.object({
  /** Only these, listed in the configuration or not; otherwise its active entries. */
  collaboration_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  /** Only this part of them, and of no others. */
  selection: z.optional(selectionInput),
  /** Only these changes of the plan. */
  agreed: z.optional(agreedInput),
});

/** Brings collaborations into the wished state. Deletes nothing. */
export const syncCollaborations: WritingJob<typeof input> = {
  kind: 'writing',
  id: 'sync',
  input,
  permission: 'associate',

  async plan(context, { collaboration_ids, selection, agreed }) {
    const configuration = await context.configuration?.read();
    const ids = collaboration_ids ?? selection?.map(({ collaboration_id }) => collaboration_id);
    if (configuration === undefined && ids === undefined) throw missingConfiguration(context.configuration?.file);
    const chosen = agreed === undefined ? undefined : new Set(agreed);
    return intend(context, (await prepareSync(context, configuration, { scope: ids ?? 'managed', selection, agreed: chosen })).work);
  },
};

/** Which memberships a sync is about: the configuration's active entries (without one, all), all, or named ones, by either id. */
export type SyncScope = 'managed' | 'all' | readonly string[];

export interface SyncRequest extends Pick<SynchronisationRequest, 'selection' | 'agreed'> {
  scope: SyncScope;
  /** Which memberships are looked at closely; none where nothing is said. */
  closely?: (membership: Membership) => boolean;
}

/** A sync that is planned and not carried out, with the memberships that the configuration lists. */
export interface PreparedSync extends Synchronisation {
  managed: ReadonlySet<string>;
}

/** Plans a sync; verify, report and repair look at the same plan and do not carry it out. */
export async function prepareSync(
  context: JobContext,
  configuration: Configuration | undefined,
  { scope, closely, selection, agreed }: SyncRequest,
): Promise<PreparedSync> {
  const { service, configuration: store, signal } = context;
  const [memberships, invitations] = await Promise.all([
    service.memberships?.active(signal) ?? [],
    service.inbox?.invitations(signal) ?? [],
  ]);
  const { managed, findings } =
    configuration === undefined ? { managed: [], findings: [] } : managedEntries(configuration, memberships, service.connection);
  const ours = configuration === undefined ? memberships : managed.map(({ membership }) => membership);
  const chosen = chooseMemberships(scope, memberships, ours, service.connection.accountId);
  const entries = new Map(managed.map(({ entry, membership }) => [membership.membershipId, entry]));
  const isPending = (membershipId: string | undefined): boolean => entries.get(membershipId ?? '')?.association_pending !== undefined;
  const synchronisation = await prepareSynchronisation(context, {
    scope: { invitations: [], memberships: chosen, activeMemberships: memberships.length, closely },
    selection,
    agreed,
    wishes: chosen.map(({ collaborationId, membershipId }) => ({
      collaborationId,
      unasked: scope === 'all' && !ours.some((each) => each.membershipId === membershipId),
      // Also of an entry that is paused: what it says about names and tables holds all the same.
      settings: settingsOf(
        configuration,
        configuration?.collaborations?.find((entry) => entry.membership_id === membershipId),
      ),
    })),
    // Looking at everything, for a view of several accounts, an entry that may be another account's is no error of this one.
    findings:
      scope === 'managed'
        ? findings
        : scope === 'all'
          ? findings.map((finding) => asInformationOfOthers(finding, configuration, service.connection.sandbox))
          : [],
    invitations,
    files: (plan) =>
      store === undefined || !plan.collaborations.some(({ membershipId }) => isPending(membershipId) && selection === undefined)
        ? []
        : [{ path: store.file, change: 'edit', note: t('"association_pending" is taken away where everything is associated') }],
    onComplete: async (membershipId) => {
      // A part of it says nothing about the rest.
      if (selection === undefined && store !== undefined && isPending(membershipId))
        await store.edit([{ kind: 'associationComplete', membershipIds: [membershipId] }]);
    },
  });
  return { ...synchronisation, managed: new Set(ours.map(({ membershipId }) => membershipId)) };
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
        const membership = all.find(({ collaborationId, membershipId }) => collaborationId === id || membershipId === id);
        if (membership === undefined)
          throw new CleanRoomError('not_found', t('Account {0} has no active membership {1}.', accountId, id), {
            remedy: t('List the memberships with: cleanrooms list.'),
          });
        return membership;
      });
}
