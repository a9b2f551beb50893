import { changesSomething, type ConfigurationEdit } from '../config/edit.ts';
import type { Configuration } from '../config/schema.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { t } from '../text.ts';
import { newConfigurationText } from './initialiseConfiguration.ts';
import type { JobContext } from './job.ts';
import { belongsTo } from './managedEntries.ts';
import { entryOf, pendingEntryOf } from './newEntries.ts';
import type { ReportedFile } from './report.ts';

/** What a run that accepts invitations knows, for its notes. */
export interface NotedRun {
  /** Every invitation that waits when the run begins. */
  pending: readonly Invitation[];
  /** Every active membership when the run begins. */
  joined: readonly Membership[];
  /** Memberships that an interrupted run accepted or left half associated. */
  unfinished: readonly Membership[];
  /** Whether the file has to be there, is made with the first acceptance, or neither. */
  mode: 'required' | 'create' | 'optional';
  associate: boolean;
}

/**
 * What accepting invitations writes into the configuration file: the invitations that wait, each accepted collaboration
 * as soon as it is accepted, and when everything in it is associated. An interrupted run can so be continued.
 */
export class InvitationNotes {
  readonly #context: JobContext;
  readonly #run: NotedRun;
  #current: Configuration | undefined;

  constructor(context: JobContext, configuration: Configuration | undefined, run: NotedRun) {
    this.#context = context;
    this.#current = configuration;
    this.#run = run;
  }

  /** The file that a run with so many acceptances writes; none where it has no cause to. */
  files(accepted: number): ReportedFile[] {
    const store = this.#context.configuration;
    const current = this.#current;
    if (store === undefined) return [];
    if (current === undefined) {
      const note = t('a new configuration that lists the accepted collaborations');
      return this.#run.mode === 'create' && accepted > 0 ? [{ path: store.file, change: 'create', note }] : [];
    }
    const edits = this.#isConcerned(accepted > 0) ? this.#editsAtFirst(current) : [];
    const changes = accepted > 0 || edits.some((edit) => changesSomething(current, edit));
    const note = t('{0} accepted collaborations, and the invitations that wait', accepted);
    return changes ? [{ path: store.file, change: 'edit', note }] : [];
  }

  /** Before the first write: the file is made where that is wanted, and says what waits. */
  async begin(accepts: boolean): Promise<void> {
    const store = this.#context.configuration;
    if (store === undefined) return;
    if (this.#current === undefined && this.#run.mode === 'create' && accepts) {
      await store.create((await newConfigurationText(this.#context, {})).text);
      this.#current = await store.read();
    }
    if (this.#current !== undefined && this.#isConcerned(accepts)) await store.edit(this.#editsAtFirst(this.#current));
  }

  async accepted(membership: Membership): Promise<void> {
    if (this.#current !== undefined) await this.#context.configuration?.edit([this.#joining(membership, this.#current)]);
  }

  async complete(membershipId: string): Promise<void> {
    if (this.#current !== undefined) {
      await this.#context.configuration?.edit([{ kind: 'associationComplete', membershipIds: [membershipId] }]);
    }
  }

  /** Where the file is not this run's business and nothing is accepted, it has no cause to change. */
  #isConcerned(accepts: boolean): boolean {
    return accepts || this.#run.unfinished.length > 0 || this.#run.mode === 'required';
  }

  #editsAtFirst(file: Configuration): ConfigurationEdit[] {
    const { connection } = this.#context.service;
    const { pending, joined, unfinished } = this.#run;
    const open = new Set([...pending, ...joined].map(({ collaborationId }) => collaborationId));
    const withdrawn = (file.pending_invitations ?? []).filter(
      (each) => each.account_id === connection.accountId && belongsTo(each, file, connection) && !open.has(each.collaboration_id),
    );
    return [
      { kind: 'notePendingInvitations', invitations: pending.map((invitation) => pendingEntryOf(invitation, connection, file)) },
      {
        kind: 'forgetPendingInvitations',
        collaborationIds: withdrawn.map(({ collaboration_id }) => collaboration_id),
        accountId: connection.accountId,
      },
      // Accepted by a run that was interrupted before it could note it.
      ...unfinished.map((membership) => this.#joining(membership, file)),
    ];
  }

  #joining(membership: Membership, file: Configuration): ConfigurationEdit {
    const { connection } = this.#context.service;
    const entry = entryOf(membership, connection, file, { associationPending: this.#run.associate });
    const active = new Set(this.#run.joined.map(({ membershipId }) => membershipId));
    const listed = (file.collaborations ?? []).filter((each) => belongsTo(each, file, connection)).map((each) => each.membership_id);
    const gone = new Set(listed.filter((membershipId) => !active.has(membershipId)));
    return { kind: 'addCollaboration', entry, accountId: connection.accountId, gone };
  }
}
