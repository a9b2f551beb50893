import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { ReplaceAnalysisRule, WishedRule } from '../sync/change.ts';
import { t } from '../text.ts';
import { allOrNothing } from './allOrNothing.ts';
import { refuseIfOwned } from './owners.ts';
import type { Repaired } from './repaired.ts';
import { isThere } from './isThere.ts';

/** Gives an association a rule of the right type: delete and create. Raises what went wrong, after the old rule is back. */
export async function replaceAnalysisRule(
  { associations }: CleanRoomService,
  repairs: Repairs,
  membershipId: string,
  { associationId, associationName: name, associationArn: arn, before, rule, owner }: ReplaceAnalysisRule,
  options: WriteOptions,
): Promise<Repaired> {
  const { rule: old, tags } = await repairs.association({ membershipId, associationId, name, arn }, options.signal);
  refuseIfOwned(name, tags, owner);
  const create = async ({ type, allowedResultReceivers }: WishedRule, write: WriteOptions): Promise<Repaired> => {
    const { allowedAdditionalAnalyses } = old ?? {};
    const written = await associations?.createAnalysisRule(
      { membershipId, associationId, associationName: name, type, allowedResultReceivers, allowedAdditionalAnalyses, replaces: true },
      write,
    );
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: associationId, requestId: written.requestId };
  };
  const [made] = await allOrNothing(
    [
      {
        what: t('The rule on "{0}"', name),
        remove: (write) => repairs.deleteAnalysisRule({ membershipId, associationId, name, type: before }, write),
        isGone: async () => !(await isThere(async () => associations?.analysisRule(membershipId, associationId, [before]))),
        make: (write) => create(rule, write),
        unmake: () => Promise.resolve(),
        restore: (write) => (old === undefined ? Promise.resolve() : create(old, write)),
        lost: () => t('"{0}" has no rule now. Sync the collaboration to make one.', name),
      },
    ],
    options,
  );
  return made ?? { id: associationId };
}
