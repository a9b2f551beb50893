import * as z from 'zod/mini';
import { CleanRoomError } from '../errors.ts';
import type { Configuration } from '../config/schema.ts';
import { outdatedPlan } from '../diagnosis/planFindings.ts';
import { tagsUnchecked } from '../diagnosis/ownershipFindings.ts';
import { repairJobId, uncheckedRules } from '../diagnosis/repairFindings.ts';
import type { Membership } from '../model/collaboration.ts';
import { readOwners } from '../repair/owners.ts';
import { changesIn, findRepairs, planRepairs } from '../repair/planRepair.ts';
import { identityOf, type Inventory } from '../sync/inventory.ts';
import { t } from '../text.ts';
import { agreedInput, agreedPart } from './agreedChanges.ts';
import { uuid } from './input.ts';
import { intend } from './intend.ts';
import type { WritingJob } from './job.ts';
import { selectionInput } from './selection.ts';
import { prepareSync } from './syncCollaborations.ts';

const input = z.object({
  /** Only in these; otherwise in every collaboration that the configuration lists (without one, in all). */
  membership_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  collaboration_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  /** Only this part of them: table ids, and whether the ID namespace belongs to it. */
  selection: z.optional(selectionInput),
  /** Only these associations, ID namespace associations and configured tables, by id. */
  subject_ids: z.optional(z.array(uuid).check(z.minLength(1))),
  /** True: members whom the owner may have left out on purpose are let receive results too. */
  widen_receivers: z._default(z.boolean(), false),
  /** True: what carries the tags of another tool is changed too. */
  include_owned: z._default(z.boolean(), false),
  /** Only these changes of the plan. */
  agreed: z.optional(agreedInput),
});
type Request = z.infer<typeof input>;

/**
 * Puts right what earlier tools left wrong: names, double associations, rules' types and receivers, the ID namespace's
 * ARN, query providers. What cannot be updated is deleted and made anew, and put back where that fails.
 */
export const repairCollaborations: WritingJob<typeof input> = {
  kind: 'writing',
  id: repairJobId,
  input,
  permission: 'repair',

  async plan(context, request) {
    const configuration = await context.configuration?.read();
    const wanted = namedIds(request);
    const named = wanted.length > 0;
    // What else a table's rule serves has to be known before it is changed; who asks about one rule waits for one room.
    const scope = named && !wishesProviders(configuration) ? wanted : 'all';
    const isWanted = ({ membershipId, collaborationId }: Membership): boolean =>
      !named || wanted.includes(membershipId) || wanted.includes(collaborationId);
    const { inventory, desired, work, managed } = await prepareSync(context, configuration, { scope, closely: isWanted });
    const ids = chosenCollaborations(inventory, wanted, managed);
    const found = findRepairs(inventory, new Map([...desired].filter(([id]) => ids.has(id))));
    const choice = {
      collaborationIds: named ? ids : undefined,
      subjectIds: subjectsOf(inventory, request),
      widenReceivers: request.widen_receivers,
      includeOwned: request.include_owned,
    };
    const { owners, unread } = await readOwners(context.service, changesIn(planRepairs(inventory, found, choice, new Map())), {
      signal: context.signal,
      onProgress: context.onProgress,
    });
    // Where tags could not be read, anything may be another tool's.
    const mayDelete = unread === undefined || request.include_owned;
    const agreed = request.agreed === undefined ? undefined : new Set(request.agreed);
    const { plan, outdated } = agreedPart(planRepairs(inventory, found, { ...choice, mayDelete }, owners), agreed);
    return intend(context, {
      plan,
      found: [
        ...(unread === undefined ? [] : [tagsUnchecked(inventory.connection, unread.message)]),
        ...uncheckedRules(inventory),
        ...outdatedPlan(inventory.connection, outdated),
      ],
      invitations: work.invitations,
      quotas: inventory.quotas,
      schemasOf: work.schemasOf,
    });
  },
};

function namedIds({ membership_ids, collaboration_ids, selection }: Request): string[] {
  return [...(membership_ids ?? []), ...(collaboration_ids ?? []), ...(selection ?? []).map(({ collaboration_id: id }) => id)];
}

function wishesProviders(configuration: Configuration | undefined): boolean {
  const wishes = [configuration?.defaults, ...(configuration?.collaborations ?? [])];
  return wishes.some((each) => (each?.allowed_query_providers ?? []).length > 0);
}

/** The collaborations to be mended: the named ones, else those of the configuration. Raises `not_found`. */
function chosenCollaborations(
  { collaborations, connection }: Inventory,
  wanted: readonly string[],
  managed: ReadonlySet<string>,
): ReadonlySet<string> {
  const identities = collaborations.map(identityOf);
  if (wanted.length === 0) {
    const ours = identities.filter(({ membershipId }) => membershipId !== undefined && managed.has(membershipId));
    return new Set(ours.map(({ collaborationId }) => collaborationId));
  }
  const ids = wanted.map((id) => {
    const found = identities.find(({ membershipId, collaborationId }) => membershipId === id || collaborationId === id);
    if (found !== undefined) return found.collaborationId;
    throw new CleanRoomError(
      'not_found',
      t('Account {0} has no active membership {1} in {2}.', connection.accountId, id, connection.region),
      {
        remedy: t('List the memberships with: cleanrooms list.'),
      },
    );
  });
  return new Set(ids);
}

/** The associations behind selected cells, and what was named by id; undefined for everything. */
function subjectsOf({ collaborations }: Inventory, { selection, subject_ids }: Request): ReadonlySet<string> | undefined {
  if (selection === undefined) return subject_ids === undefined ? undefined : new Set(subject_ids);
  const selected = selection.flatMap(({ collaboration_id, table_ids, id_namespace }) =>
    collaborations
      .filter((each) => identityOf(each).collaborationId === collaboration_id)
      .flatMap(({ associations, idNamespaceAssociations }) => [
        ...associations
          .filter((each) => table_ids?.includes(each.configuredTableId) ?? true)
          .flatMap((each) => [each.id, each.configuredTableId]),
        ...(table_ids === undefined || id_namespace ? idNamespaceAssociations.map(({ id }) => id) : []),
      ]),
  );
  return new Set([...selected, ...(subject_ids ?? [])]);
}
