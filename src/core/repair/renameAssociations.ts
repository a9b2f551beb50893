import { CleanRoomError, stopIfCancelled } from '../errors.ts';
import type { CollaborationAnalysisRule } from '../model/table.ts';
import type { AssociationSnapshot, CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { ReplaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { allOrNothing, type Replacement } from './allOrNothing.ts';
import { refuseIfOwned } from './owners.ts';
import { isThere } from './isThere.ts';
import type { Repaired } from './repaired.ts';

/** Where the renames are made, and with what. */
export interface RenamingPlace {
  service: CleanRoomService;
  repairs: Repairs;
  membershipId: string;
  collaborationId: string;
  /** Associations that this run has deleted: lists may show them, and their names, for some seconds. */
  deleted: ReadonlySet<string>;
}

/**
 * Gives associations their right names, all of them or none (a ring of names needs them all). A name cannot be updated,
 * so each is deleted and made anew, with its role, description, tags and rule. What can refuse is tried before the first is
 * deleted: the names are free, nobody else owns them, and the role can be passed. Raises what went wrong; one that another process has renamed meanwhile counts as done.
 */
export async function renameAssociations(
  place: RenamingPlace,
  group: readonly ReplaceAssociation[],
  options: WriteOptions,
): Promise<Map<ReplaceAssociation, Repaired>> {
  stopIfCancelled(options.signal);
  const done = await checkNames(place, group, options.signal);
  const open = group.filter((change) => !done.has(change));
  const replacements: Replacement[] = [];
  for (const change of open) replacements.push(replacementOf(place, change, await prepare(place, change, options)));
  const made = await allOrNothing(replacements, options);
  return new Map([...done, ...open.flatMap((change, index) => (made[index] === undefined ? [] : [[change, made[index]] as const]))]);
}

/** A name that somebody else holds would be refused after the old one is gone. Answers those that are mended already. */
async function checkNames(
  { service: { associations, connection }, membershipId, collaborationId, deleted }: RenamingPlace,
  group: readonly ReplaceAssociation[],
  signal: AbortSignal | undefined,
): Promise<Map<ReplaceAssociation, Repaired>> {
  const going = new Set([...deleted, ...group.map(({ associationId }) => associationId)]);
  const names = group.map(({ name }) => name);
  const present = (await associations?.list(membershipId, signal)) ?? [];
  const schemas = (await associations?.readiness(collaborationId, names, signal)) ?? [];
  const done = new Map<ReplaceAssociation, Repaired>();
  for (const change of group) {
    const { name, configuredTableId } = change;
    const holder = present.find((each) => each.name === name && !going.has(each.id));
    if (holder?.configuredTableId === configuredTableId) {
      done.set(change, { id: holder.id, existing: true });
      continue;
    }
    const stranger = schemas.find((each) => each.name === name && each.creatorAccountId !== connection.accountId);
    if (holder === undefined && stranger === undefined) continue;
    throw new CleanRoomError(
      'invalid_state',
      t('The name "{0}" is held by {1}; nothing was changed.', name, holder?.id ?? t('account {0}', stranger?.creatorAccountId ?? '')),
      { remedy: t('Rename or delete what holds it, or change association_name in the configuration.') },
    );
  }
  const gone = group.find((change) => !done.has(change) && !present.some(({ id }) => id === change.associationId));
  if (gone !== undefined)
    throw new CleanRoomError('not_found', t('The association "{0}" is not there any more; nothing was changed.', gone.associationName));
  return done;
}

/** Remembers all that has to be made again, and proves that it can be: the role can be passed, and nobody else owns it. */
async function prepare(
  { repairs, membershipId }: RenamingPlace,
  change: ReplaceAssociation,
  options: WriteOptions,
): Promise<AssociationSnapshot> {
  const { associationId, associationName: name, associationArn: arn, owner } = change;
  const place = { membershipId, associationId, name };
  const snapshot = await repairs.association({ ...place, arn }, options.signal);
  refuseIfOwned(name, snapshot.tags, owner);
  // Setting the role that it has changes nothing, and is refused where the create would be.
  await repairs.setRole({ ...place, roleArn: snapshot.roleArn }, options);
  return snapshot;
}

function replacementOf(
  { service, repairs, membershipId }: RenamingPlace,
  change: ReplaceAssociation,
  snapshot: AssociationSnapshot,
): Replacement {
  const { associationId, associationName, associationArn: arn, name, configuredTableId } = change;
  const { associations } = service;
  const { roleArn, description, tags } = snapshot;
  const gone = [associationId];
  const create = async (as: string, options: WriteOptions): Promise<Repaired> => {
    const written = await associations?.create(
      { membershipId, configuredTableId, name: as, roleArn, description, tags, replaces: gone },
      options,
    );
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: written.value.id, requestId: written.requestId };
  };
  const createRule = async (id: string, as: string, rule: CollaborationAnalysisRule | undefined, options: WriteOptions): Promise<void> => {
    if (rule === undefined) return;
    await associations?.createAnalysisRule({ membershipId, associationId: id, associationName: as, ...rule, parentIsNew: true }, options);
  };
  let isBack = false;
  return {
    what: t('"{0}"', associationName),
    remove: (options) => repairs.deleteAssociation({ membershipId, associationId, name: associationName }, options),
    isGone: async () => !(await isThere(() => repairs.association({ membershipId, associationId, name: associationName, arn }))),
    async make(options) {
      const made = await create(name, options);
      await createRule(made.id, name, change.rule === undefined ? snapshot.rule : { ...snapshot.rule, ...change.rule }, options);
      return made;
    },
    async unmake(options) {
      const half = (await associations?.list(membershipId))?.find(
        (each) => each.name === name && each.configuredTableId === configuredTableId,
      );
      if (half === undefined || gone.includes(half.id)) return;
      await repairs.deleteAssociation({ membershipId, associationId: half.id, name }, options);
      gone.push(half.id);
    },
    async restore(options) {
      const { id } = await create(associationName, options);
      isBack = true;
      await createRule(id, associationName, snapshot.rule, options);
    },
    lost: () =>
      isBack
        ? t('"{0}" has no rule now. Sync the collaboration to make one.', associationName)
        : t('The table is not in the collaboration now. Sync the collaboration to associate it again as "{0}".', name),
  };
}
