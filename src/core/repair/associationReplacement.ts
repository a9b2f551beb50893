import { asCleanRoomError, CleanRoomError, stopIfCancelled } from '../errors.ts';
import type { AssociationSnapshot, CleanRoomService, Repairs, WriteOptions } from '../service.ts';
import type { CollaborationAnalysisRule } from '../model/table.ts';
import type { ReplaceAssociation } from '../sync/change.ts';
import { t } from '../text.ts';
import { putBack } from './putBack.ts';
import type { Repaired } from './repaired.ts';

interface Place {
  membershipId: string;
  collaborationId: string;
}

/**
 * Gives associations their right names. A name cannot be updated, so each is deleted and made anew with its role,
 * description, tags and rule. Everything that can refuse is looked at before the first is deleted; from then on a
 * cancellation waits until each is there again, under its new name or, where that fails, its old one.
 */
export class AssociationReplacement {
  readonly #service: CleanRoomService;
  readonly #repairs: Repairs;
  readonly #place: Place;
  readonly #options: WriteOptions;
  readonly #snapshots = new Map<ReplaceAssociation, AssociationSnapshot>();

  constructor(service: CleanRoomService, repairs: Repairs, place: Place, { recorder, signal }: WriteOptions) {
    this.#service = service;
    this.#repairs = repairs;
    this.#place = place;
    this.#options = { recorder, signal };
  }

  /**
   * Checks, remembers and deletes a group; answers what keeps each from being made anew, an error or that it is there
   * already. Nothing is half done then. Raises `audit_log_unwritable`.
   */
  async begin(group: readonly ReplaceAssociation[]): Promise<Map<ReplaceAssociation, CleanRoomError | Repaired>> {
    let done: ReadonlyMap<ReplaceAssociation, Repaired>;
    try {
      stopIfCancelled(this.#options.signal);
      done = await this.#checkNames(group);
      for (const change of group) if (!done.has(change)) this.#snapshots.set(change, await this.#remember(change));
    } catch (thrown) {
      return new Map(group.map((change) => [change, asCleanRoomError(thrown)]));
    }
    const toDelete = group.filter((change) => !done.has(change));
    const deleted: ReplaceAssociation[] = [];
    try {
      for (const change of toDelete) {
        await this.#delete(change.associationId, change.associationName, deleted.length === 0);
        deleted.push(change);
      }
      return new Map(done);
    } catch (thrown) {
      const failure = asCleanRoomError(thrown);
      if (failure.code === 'audit_log_unwritable') throw failure;
      const failed = toDelete[deleted.length];
      // A delete without an answer may have been done.
      if (failed !== undefined && (await this.#isGone(failed))) deleted.push(failed);
      return new Map<ReplaceAssociation, CleanRoomError | Repaired>([...done, ...(await this.#giveUp(toDelete, deleted, failure))]);
    }
  }

  /** Makes one anew under its right name. Raises what went wrong, after what was there is back. */
  async finish(change: ReplaceAssociation): Promise<Repaired> {
    const snapshot = this.#snapshotOf(change);
    const rule = change.rule === undefined ? snapshot.rule : { ...snapshot.rule, ...change.rule };
    try {
      const made = await this.#create(change, change.name, snapshot, [change.associationId]);
      await this.#createRule(made.id, change.name, rule);
      return made;
    } catch (thrown) {
      return await this.#restore(thrown, change);
    }
  }

  /** A name that somebody else holds would be refused after the old one is gone. Answers those that are mended already. */
  async #checkNames(group: readonly ReplaceAssociation[]): Promise<Map<ReplaceAssociation, Repaired>> {
    const { associations, connection } = this.#service;
    const { membershipId, collaborationId } = this.#place;
    const going = new Set(group.map(({ associationId }) => associationId));
    const names = group.map(({ name }) => name);
    const present = (await associations?.list(membershipId, this.#options.signal)) ?? [];
    const schemas = (await associations?.readiness(collaborationId, names, this.#options.signal)) ?? [];
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

  async #isGone({ associationId }: ReplaceAssociation): Promise<boolean> {
    try {
      const present = await this.#service.associations?.list(this.#place.membershipId);
      return present !== undefined && !present.some(({ id }) => id === associationId);
    } catch {
      return false;
    }
  }

  async #remember({ associationId, associationName: name, associationArn: arn }: ReplaceAssociation): Promise<AssociationSnapshot> {
    const { membershipId } = this.#place;
    return this.#repairs.association({ membershipId, associationId, name, arn }, this.#options.signal);
  }

  #snapshotOf(change: ReplaceAssociation): AssociationSnapshot {
    const snapshot = this.#snapshots.get(change);
    if (snapshot === undefined) throw new CleanRoomError('invalid_state', t('"{0}" was not looked at before.', change.associationName));
    return snapshot;
  }

  /** Those that are gone already come back under their old names. */
  async #giveUp(
    group: readonly ReplaceAssociation[],
    deleted: readonly ReplaceAssociation[],
    failure: CleanRoomError,
  ): Promise<Map<ReplaceAssociation, CleanRoomError>> {
    const failures = new Map(group.map((change) => [change, failure]));
    for (const change of deleted)
      await this.#restore(failure, change).catch((thrown: unknown) => failures.set(change, asCleanRoomError(thrown)));
    return failures;
  }

  async #restore(thrown: unknown, change: ReplaceAssociation): Promise<never> {
    const snapshot = this.#snapshotOf(change);
    const { associationName, name } = change;
    let isBack = false;
    return putBack(
      thrown,
      t('"{0}"', associationName),
      async () => {
        // The rule may be what failed: then the new association stands in the way of the old one.
        const half = await this.#present(name, change.configuredTableId);
        if (half !== undefined) await this.#delete(half, name, false);
        const replaces = [change.associationId, ...(half === undefined ? [] : [half])];
        const { id } = await this.#create(change, associationName, snapshot, replaces);
        isBack = true;
        await this.#createRule(id, associationName, snapshot.rule);
      },
      () =>
        isBack
          ? t('"{0}" has no rule now. Sync the collaboration to make one.', associationName)
          : t('The table is not in the collaboration now. Sync the collaboration to associate it again as "{0}".', name),
    );
  }

  async #present(name: string, configuredTableId: string): Promise<string | undefined> {
    const list = (await this.#service.associations?.list(this.#place.membershipId)) ?? [];
    return list.find((each) => each.name === name && each.configuredTableId === configuredTableId)?.id;
  }

  async #delete(associationId: string, name: string, mayBeCancelled: boolean): Promise<void> {
    const { membershipId } = this.#place;
    await this.#repairs.deleteAssociation({ membershipId, associationId, name }, this.#writing(mayBeCancelled));
  }

  async #create(
    { configuredTableId }: ReplaceAssociation,
    name: string,
    { roleArn, description, tags }: AssociationSnapshot,
    replaces: readonly string[],
  ): Promise<Repaired> {
    const { membershipId } = this.#place;
    const written = await this.#service.associations?.create(
      { membershipId, configuredTableId, name, roleArn, description, tags, replaces },
      this.#writing(false),
    );
    if (written === undefined) throw new CleanRoomError('invalid_state', t('This service cannot do that.'));
    return { id: written.value.id, requestId: written.requestId };
  }

  async #createRule(associationId: string, associationName: string, rule: CollaborationAnalysisRule | undefined): Promise<void> {
    if (rule === undefined) return;
    const { membershipId } = this.#place;
    await this.#service.associations?.createAnalysisRule(
      { membershipId, associationId, associationName, ...rule, parentIsNew: true },
      this.#writing(false),
    );
  }

  #writing(mayBeCancelled: boolean): WriteOptions {
    return mayBeCancelled ? this.#options : { recorder: this.#options.recorder };
  }
}
