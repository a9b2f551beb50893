import * as vscode from 'vscode';
import { asCleanRoomError, CleanRoomError } from '../../../core/errors.ts';
import { cancelPartnerInvitations } from '../../../core/jobs/partners/cancelPartnerInvitations.ts';
import { createCleanRoom } from '../../../core/jobs/partners/createCleanRoom.ts';
import { invitePartners } from '../../../core/jobs/partners/invitePartners.ts';
import type { ListedInvitation } from '../../../core/jobs/partners/listPartnerInvitations.ts';
import { resendPartnerInvitations } from '../../../core/jobs/partners/resendPartnerInvitations.ts';
import { noteTemplates } from '../../../core/partners/note.ts';
import type { PartnerSettings, PartnerSettingsStore } from '../../../core/partners/partnerSettings.ts';
import type { ConnectionsPicture, InvitationReference, InvitationRunKind, InvitationWish } from '../../../protocol/invitationMessages.ts';
import type { RunPlan } from '../../../protocol/partnerMessages.ts';
import type { Account } from '../../connections/account.ts';
import { keyOf } from '../../connections/connectionSettings.ts';
import { ReadingsWatcher } from '../../connections/readingsWatcher.ts';
import type { Workbench } from '../../workbench.ts';
import { accountOf, connectionCalled } from '../accountOf.ts';
import { panelPlan } from '../panelItems.ts';
import { followed, PanelRuns, type RunNews, type RunPart } from '../panelRuns.ts';
import { runSummary } from '../runSummary.ts';
import { panelConnection } from './panelConnections.ts';
import { createInput, inviteInput } from './wishedInput.ts';

type PartsOfWorkbench = Pick<Workbench, 'accounts' | 'jobs'>;

/** Does what the invitations panel asks, over all connections. What is thrown is shown to the person, as a sentence. */
export class InvitationsWork implements vscode.Disposable {
  readonly #runNews = new vscode.EventEmitter<RunNews<{ kind: InvitationRunKind }>>();
  readonly onRunNews = this.#runNews.event;
  readonly runs = new PanelRuns<{ kind: InvitationRunKind }>(
    {
      busy: () => vscode.l10n.t('Invitations are being written already. Wait for them, or stop them.'),
      summary: ({ items }) => vscode.l10n.t('Invitations: {0}.', runSummary(items)),
    },
    (news) => {
      this.#runNews.fire(news);
    },
  );
  readonly #workbench: PartsOfWorkbench;
  readonly #settingsStore: () => PartnerSettingsStore | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something that `picture` says has changed. May fire as often as it likes. */
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;
  #settings: PartnerSettings | undefined;
  #settingsProblem: string | undefined;

  /** @param settingsStore where this folder keeps what it has about partners; undefined without a folder */
  constructor(workbench: PartsOfWorkbench, settingsStore: () => PartnerSettingsStore | undefined) {
    this.#workbench = workbench;
    this.#settingsStore = settingsStore;
    const readings = new ReadingsWatcher(workbench.accounts);
    this.#listening = vscode.Disposable.from(
      workbench.accounts.onDidChange(() => {
        if (readings.haveChanged()) this.#changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.readSettings()),
    );
  }

  /** All that the panel shows. */
  picture(): ConnectionsPicture {
    const { all, lastUsed } = this.#workbench.accounts;
    return {
      connections: all.map((account) => panelConnection(keyOf(account.settings), account, this.#settings)),
      ...(lastUsed === undefined ? {} : { lastUsed: keyOf(lastUsed.settings) }),
      mayWrite: vscode.workspace.isTrusted,
      noteTemplates: noteTemplates(this.#settings),
      mayKeepTemplates: this.#settingsStore() !== undefined,
      acceptedMailDomains: this.#settings?.accepted_mail_domains ?? [],
      ...(this.#settingsProblem === undefined ? {} : { settingsProblem: this.#settingsProblem }),
    };
  }

  /** The panel's name for a connection that is called by the id of what was read. */
  connectionNamed(connectionId: string): string {
    return connectionCalled(this.#workbench.accounts.all, connectionId) ?? connectionId;
  }

  /** Reads the folder's settings, and every connection that nobody has looked at yet. */
  begin(): void {
    const { accounts } = this.#workbench;
    void this.readSettings();
    for (const account of accounts.all) if (account.state.kind === 'closed') void accounts.refresh(account);
  }

  /** Reads everything anew; ends when all has been read or has failed. */
  async refresh(): Promise<void> {
    const { accounts, jobs } = this.#workbench;
    for (const account of accounts.all) if (!jobs.isBusy(account)) account.reopen();
    await Promise.all([this.readSettings(), accounts.refreshAll()]);
  }

  /** A file that cannot be read is told in its place; the standard note stays. */
  async readSettings(): Promise<void> {
    try {
      this.#settings = await this.#settingsStore()?.read();
      this.#settingsProblem = undefined;
    } catch (thrown) {
      this.#settingsProblem = asCleanRoomError(thrown).sentence;
    }
    this.#changed.fire();
  }

  async check(wish: InvitationWish): Promise<RunPlan> {
    const { jobs } = this.#workbench;
    const account = this.#account(wish.connectionId);
    const title = vscode.l10n.t('Planning the invitations');
    const { room } = wish;
    const { plan, preview } =
      'newRoom' in room
        ? await jobs.preview(title, createCleanRoom, account, createInput(room.newRoom, wish), { shownIn: 'statusBar' })
        : await jobs.preview(title, invitePartners, account, inviteInput(room.roomId, wish), { shownIn: 'statusBar' });
    const shown = account.partners?.connection;
    if (shown !== undefined && shown.id !== plan.connection.id)
      throw new CleanRoomError(
        'connection_unusable',
        vscode.l10n.t('What is shown is {0}, but the connection now leads to {1}.', shown.accountId, plan.connection.accountId),
        { remedy: vscode.l10n.t('Refresh, then check again.') },
      );
    return panelPlan(preview);
  }

  /** Asks once and invites. Ends with a summary. */
  send(runId: string, wish: InvitationWish): Promise<string> {
    const { jobs } = this.#workbench;
    const account = this.#account(wish.connectionId);
    const title = vscode.l10n.t('Inviting partners');
    const { room } = wish;
    const job: RunPart = (follow) =>
      'newRoom' in room
        ? jobs.write(title, createCleanRoom, account, createInput(room.newRoom, wish), followed(follow))
        : jobs.write(title, invitePartners, account, inviteInput(room.roomId, wish), followed(follow));
    return this.#carryOut([account], () => this.runs.carryOut(runId, { kind: 'send' }, [job]));
  }

  /** Takes invitations back, or sends them again; asks once for each clean room. Ends with a summary. */
  change(kind: 'cancel' | 'resend', runId: string, invitations: readonly InvitationReference[]): Promise<string> {
    const { jobs } = this.#workbench;
    const rooms = [...Map.groupBy(invitations, ({ connectionId, roomId }) => JSON.stringify([connectionId, roomId])).values()];
    const parts = rooms.flatMap((chosen) => {
      const [first] = chosen;
      if (first === undefined) return [];
      const account = this.#account(first.connectionId);
      const input = { room: first.roomId, invitations: chosen.map(({ id }) => id) };
      const job: RunPart = (follow) =>
        kind === 'cancel'
          ? jobs.write(vscode.l10n.t('Cancelling invitations'), cancelPartnerInvitations, account, input, followed(follow))
          : jobs.write(vscode.l10n.t('Sending invitations again'), resendPartnerInvitations, account, input, followed(follow));
      return [{ account, job }];
    });
    const accounts = parts.map(({ account }) => account);
    return this.#carryOut(accounts, () =>
      this.runs.carryOut(
        runId,
        { kind },
        parts.map(({ job }) => job),
      ),
    );
  }

  /** An invitation as it was read last. Raises `not_found`. */
  invitation({ connectionId, roomId, id }: InvitationReference): ListedInvitation {
    const surveyed = this.#account(connectionId).partners?.rooms.find(({ room }) => room.id === roomId);
    const found = surveyed?.invitations.find((each) => each.id === id);
    if (found !== undefined) return found;
    throw new CleanRoomError('not_found', vscode.l10n.t('This invitation is not there any more.'), {
      remedy: vscode.l10n.t('Refresh the list.'),
    });
  }

  /** Keeps a note in the folder's settings. Raises `invalid_state` without a folder. */
  async keepTemplate(name: string, text: string): Promise<string> {
    const store = this.#settingsStore();
    if (store === undefined)
      throw new CleanRoomError('invalid_state', vscode.l10n.t('There is no trusted folder to keep the template in.'), {
        remedy: vscode.l10n.t('Open a folder and try again.'),
      });
    await store.edit([{ kind: 'keepNoteTemplate', name, text }]);
    await this.readSettings();
    return vscode.l10n.t('The template "{0}" is kept in {1}.', name, store.file);
  }

  dispose(): void {
    this.#listening.dispose();
    this.runs.stop();
    this.#runNews.dispose();
    this.#changed.dispose();
  }

  /** Runs, then reads what was changed anew, whatever came of it. */
  async #carryOut(changed: readonly Account[], run: () => Promise<string>): Promise<string> {
    const { accounts, jobs } = this.#workbench;
    try {
      const summary = await run();
      for (const account of changed) accounts.noteUsed(account);
      return summary;
    } finally {
      for (const account of new Set(changed)) if (!jobs.isBusy(account)) void accounts.refresh(account);
    }
  }

  #account(connectionId: string): Account {
    return accountOf(this.#workbench.accounts.all, connectionId);
  }
}
