import { CleanRoomError } from '../errors.ts';
import type { CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { ReplaceIdNamespaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { allOrNothing } from './allOrNothing.ts';
import { isThere } from './isThere.ts';
import { refuseIfOwned } from './owners.ts';
import type { Repaired } from './repaired.ts';

/**
 * Points an ID namespace association to the right namespace: delete and create, with its description, tags and settings.
 * Raises what went wrong, after the old one is back.
 */
export async function replaceIdNamespaceAssociation(
  { idNamespaces }: CleanRoomService,
  repairs: Repairs,
  membershipId: string,
  { associationId, associationArn: arn, name, before, idNamespaceArn, owner }: ReplaceIdNamespaceAssociation,
  options: WriteOptions,
): Promise<Repaired> {
  // Another process may have done it meanwhile.
  const present = (await idNamespaces?.list(membershipId, options.signal))?.find((each) => each.idNamespaceArn === idNamespaceArn);
  if (present !== undefined) return { id: present.id, existing: true };
  const place = { membershipId, associationId, name };
  const snapshot = await repairs.idNamespaceAssociation({ ...place, arn }, options.signal);
  refuseIfOwned(name, snapshot.tags, owner);
  const create = async (namespace: string, write: WriteOptions): Promise<Repaired> => {
    const written = await idNamespaces?.create(
      { membershipId, name, idNamespaceArn: namespace, ...snapshot, replaces: [associationId] },
      write,
    );
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: written.value.id, requestId: written.requestId };
  };
  const [made] = await allOrNothing(
    [
      {
        what: t('The ID namespace association "{0}"', name),
        remove: (write) => repairs.deleteIdNamespaceAssociation(place, write),
        isGone: async () => !(await isThere(() => repairs.idNamespaceAssociation({ ...place, arn }))),
        make: (write) => create(idNamespaceArn, write),
        unmake: () => Promise.resolve(),
        restore: (write) => create(before, write),
        lost: () => t('The collaboration has no ID namespace now. Sync it to associate {0}.', idNamespaceArn),
      },
    ],
    options,
  );
  return made ?? { id: associationId };
}
