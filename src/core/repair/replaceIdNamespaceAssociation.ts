import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { ReplaceIdNamespaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { putBack } from './putBack.ts';
import type { Repaired } from './repaired.ts';

/**
 * Points an ID namespace association to the right namespace: delete and create, with its description, tags and settings.
 * Raises what went wrong, after the old one is back.
 */
export async function replaceIdNamespaceAssociation(
  { idNamespaces }: CleanRoomService,
  repairs: Repairs,
  membershipId: string,
  { associationId, associationArn: arn, name, before, idNamespaceArn }: ReplaceIdNamespaceAssociation,
  options: WriteOptions,
): Promise<Repaired> {
  // Another process may have done it meanwhile.
  const present = (await idNamespaces?.list(membershipId, options.signal))?.find((each) => each.idNamespaceArn === idNamespaceArn);
  if (present !== undefined) return { id: present.id, existing: true };
  const snapshot = await repairs.idNamespaceAssociation({ membershipId, associationId, name, arn }, options.signal);
  await repairs.deleteIdNamespaceAssociation({ membershipId, associationId, name }, options);
  // From here on a cancellation waits: the collaboration is without its ID namespace.
  const create = async (namespace: string): Promise<Repaired> => {
    const written = await idNamespaces?.create(
      { membershipId, name, idNamespaceArn: namespace, ...snapshot, replaces: [associationId] },
      { recorder: options.recorder },
    );
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: written.value.id, requestId: written.requestId };
  };
  try {
    return await create(idNamespaceArn);
  } catch (thrown) {
    return await putBack(
      thrown,
      t('The ID namespace association "{0}"', name),
      () => create(before),
      () => t('The collaboration has no ID namespace now. Sync it to associate {0}.', idNamespaceArn),
    );
  }
}
