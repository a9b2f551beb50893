import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { DeleteDoubleAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { refuseIfOwned } from './owners.ts';
import type { Repaired } from './repaired.ts';

/**
 * Deletes an association whose table has another one. That the other is still there is looked at now, not taken from the
 * plan: deleting the last one would take the table out of the collaboration.
 */
export async function deleteDouble(
  { associations }: CleanRoomService,
  repairs: Repairs,
  membershipId: string,
  { associationId, associationName: name, associationArn: arn, configuredTableId, staying, stayingId, owner }: DeleteDoubleAssociation,
  options: WriteOptions,
): Promise<Repaired> {
  const place = { membershipId, associationId, name };
  const seen = await readUnlessGone(() => repairs.association({ ...place, arn }, options.signal));
  // Another process may have done it meanwhile.
  if (seen === undefined) return { id: associationId, existing: true };
  refuseIfOwned(name, seen.tags, owner);
  const present = (await associations?.list(membershipId, options.signal)) ?? [];
  // One that is renamed meanwhile has a new id and its right name.
  const stays = present.some(
    (each) => each.configuredTableId === configuredTableId && each.id !== associationId && (each.id === stayingId || each.name === staying),
  );
  if (!stays)
    throw new CleanRoomError('invalid_state', t('"{0}" was not deleted: "{1}", which was to stay, is not there any more.', name, staying), {
      remedy: t('Verify, then repair again.'),
    });
  const { requestId } = await repairs.deleteAssociation(place, options);
  return { id: associationId, requestId };
}

async function readUnlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}
