import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import { allSettled } from '../sync/allSettled.ts';
import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import { t } from '../text.ts';
import type { AllowProviders, RepairChange } from '../sync/change.ts';
import { subjectOf } from './repairSubject.ts';

/** The tool that tags say a resource belongs to; undefined where they say nothing of the kind. */
export function ownerIn(tags: Readonly<Record<string, string>>): string | undefined {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack !== undefined) return t('CloudFormation (stack {0})', stack);
  // Terraform has no tag of its own; these are how its users mark what it made (ManagedBy = Terraform, terraform = true, …).
  const terraform = Object.entries(tags).find(([key, value]) => /terraform|opentofu/i.test(`${key}=${value}`));
  return terraform === undefined ? undefined : t('Terraform (tag {0} = {1})', ...terraform);
}

/**
 * Looks once more, at tags that were read just now, before something is deleted. Raises `invalid_state` where another tool
 * owns it; `owner` names the one that a person has decided to overrule.
 */
export function refuseIfOwned(name: string, tags: Readonly<Record<string, string>>, owner: string | undefined): void {
  const found = ownerIn(tags);
  if (found !== undefined && owner === undefined)
    throw new CleanRoomError('invalid_state', t('Another tool owns "{0}" by now: {1}. Nothing was changed.', name, found));
}

/** The other tools, by the ARN of what they own. */
export type Owners = ReadonlyMap<string, string>;

export interface OwnersRead {
  owners: Owners;
  /** Why tags could not be read, where they could not. */
  unread?: CleanRoomError;
  /** How many were not looked at, because there are more than the limit. */
  notLookedAt: number;
}

/**
 * Looks at the tags of what a repair would change, of at most `limit` things: one call each. Where tags may not be read
 * nobody is known to own anything, and `unread` says so.
 */
export async function readOwners(
  service: CleanRoomService,
  changes: readonly (RepairChange | AllowProviders)[],
  { signal, onProgress, limit = Infinity }: RunOptions & { limit?: number },
): Promise<OwnersRead> {
  const all = [...new Set(changes.map((change) => subjectOf(change).arn))];
  const arns = all.slice(0, limit);
  const owners = new Map<string, string>();
  let unread: CleanRoomError | undefined;
  let done = 0;
  await allSettled(
    arns.map(async (arn) => {
      // One refusal is enough: the next would say the same.
      if (unread !== undefined) return;
      onProgress?.({ phase: 'reading', done: (done += 1), total: arns.length, message: t('Looking who owns what') });
      try {
        const owner = ownerIn((await service.repairs?.tags(arn, signal)) ?? {});
        if (owner !== undefined) owners.set(arn, owner);
      } catch (thrown) {
        const error = asCleanRoomError(thrown);
        if (error.code === 'cancelled' || error.code === 'connection_unusable') throw error;
        // What is gone meanwhile needs no owner.
        if (error.code !== 'not_found') unread ??= error;
      }
    }),
  );
  return { owners, notLookedAt: all.length - arns.length, ...(unread === undefined ? {} : { unread }) };
}
