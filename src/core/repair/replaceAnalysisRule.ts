import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { ReplaceAnalysisRule, WishedRule } from '../sync/change.ts';
import { t } from '../text.ts';
import { putBack } from './putBack.ts';

/** Gives an association a rule of the right type: delete and create. Raises what went wrong, after the old rule is back. */
export async function replaceAnalysisRule(
  { associations }: CleanRoomService,
  repairs: Repairs,
  membershipId: string,
  { associationId, associationName: name, associationArn: arn, before, rule }: ReplaceAnalysisRule,
  options: WriteOptions,
): Promise<{ id: string; requestId?: string | undefined }> {
  const snapshot = await repairs.association({ membershipId, associationId, name, arn }, options.signal);
  await repairs.deleteAnalysisRule({ membershipId, associationId, name, type: before }, options);
  // From here on a cancellation waits: an association without a rule cannot be queried.
  const create = (
    { type, allowedResultReceivers }: WishedRule,
    allowedAdditionalAnalyses: readonly string[] | undefined,
  ): Promise<{ requestId?: string }> | undefined =>
    associations?.createAnalysisRule(
      { membershipId, associationId, associationName: name, type, allowedResultReceivers, allowedAdditionalAnalyses, replaces: true },
      { recorder: options.recorder },
    );
  const additional = snapshot.rule?.allowedAdditionalAnalyses;
  try {
    const written = await create(rule, additional);
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: associationId, requestId: written.requestId };
  } catch (thrown) {
    const old = snapshot.rule;
    if (old === undefined) throw thrown;
    return await putBack(
      thrown,
      t('The rule on "{0}"', name),
      async () => create(old, additional),
      () => t('"{0}" has no rule now. Sync the collaboration to make one.', name),
    );
  }
}
