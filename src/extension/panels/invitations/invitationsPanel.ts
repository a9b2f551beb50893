import * as vscode from 'vscode';
import { CleanRoomError } from '../../../core/errors.ts';
import { counted } from '../../../core/text.ts';
import { invitationProtocol, type InvitationFocus, type InvitationProtocol } from '../../../protocol/invitationMessages.ts';
import type { PanelHandlers } from '../pageConversation.ts';
import { reminderMail } from '../reminderMail.ts';
import { WebviewPanel } from '../webviewPanel.ts';
import { readAddressFile } from './addressFile.ts';
import type { InvitationsWork } from './invitationsWork.ts';

/** The one invitations panel: carries out what its page asks for, and tells it what changes. */
export class InvitationsPanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #work: InvitationsWork;
  readonly #log: vscode.LogOutputChannel;
  #panel: WebviewPanel<InvitationProtocol['requests'], InvitationProtocol['news']> | undefined;
  #focus: InvitationFocus | undefined;

  /** @param extension where the extension lies */
  constructor(extension: vscode.Uri, work: InvitationsWork, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#work = work;
    this.#log = log;
  }

  /** Opens the panel, or brings it to the front. @param focus the connection and clean room that it begins with */
  show(focus?: { connectionId: string; roomId?: string }): void {
    this.#focus = focus === undefined ? undefined : { ...focus, connectionId: this.#work.connectionNamed(focus.connectionId) };
    if (this.#panel === undefined) {
      this.#panel = this.#open();
      this.#work.begin();
      return;
    }
    this.#panel.reveal();
    if (this.#focus !== undefined && this.#panel.ready) this.#sendConnections();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): WebviewPanel<InvitationProtocol['requests'], InvitationProtocol['news']> {
    const { runs } = this.#work;
    const listening = vscode.Disposable.from(
      this.#work.onDidChange(() => {
        if (this.#panel?.ready === true) this.#sendConnections();
      }),
      this.#work.onRunNews((news) => {
        this.#panel?.send(news);
      }),
    );
    return new WebviewPanel({
      extension: this.#extension,
      viewType: 'cleanRooms.invitations',
      title: vscode.l10n.t('Invitations'),
      files: 'invitations',
      protocol: invitationProtocol,
      handlers: this.#handlers,
      log: this.#log,
      onReady: () => {
        this.#sendConnections();
        if (runs.latest !== undefined) this.#panel?.send({ type: 'run', ...runs.latest });
      },
      onClosed: () => {
        listening.dispose();
        this.#panel = undefined;
      },
    });
  }

  readonly #handlers: PanelHandlers<InvitationProtocol['requests']> = {
    refresh: () => this.#work.refresh(),
    check: async ({ wish }) => ({ answer: await this.#work.check(wish) }),
    send: async ({ runId, wish }) => {
      refuseUntrusted();
      return { message: await this.#work.send(runId, wish) };
    },
    cancelInvitations: async ({ runId, invitations }) => {
      refuseUntrusted();
      return { message: await this.#work.change('cancel', runId, invitations) };
    },
    resendInvitations: async ({ runId, invitations }) => {
      refuseUntrusted();
      return { message: await this.#work.change('resend', runId, invitations) };
    },
    stop: () => {
      this.#work.runs.stop();
    },
    loadAddresses: async () => {
      const text = await readAddressFile();
      return { answer: text === undefined ? {} : { text } };
    },
    copyReminders: async ({ invitations }) => {
      const reminders = invitations.map((reference) => this.#work.invitation(reference).reminder);
      await vscode.env.clipboard.writeText(reminders.join('\n\n---\n\n'));
      const count = reminders.length;
      return {
        message: counted(
          count,
          vscode.l10n.t('1 reminder is in the clipboard.'),
          vscode.l10n.t('{0} reminders are in the clipboard.', count),
        ),
      };
    },
    openMail: async ({ invitation }) => {
      const { to, reminder } = this.#work.invitation(invitation);
      const opened = await vscode.env.openExternal(vscode.Uri.from({ scheme: 'mailto', ...reminderMail(to, reminder) }));
      if (!opened)
        throw new CleanRoomError('invalid_state', vscode.l10n.t('No mail was opened.'), {
          remedy: vscode.l10n.t('Copy the reminder and paste it into a mail.'),
        });
      return undefined;
    },
    keepTemplate: async ({ name, text }) => {
      refuseUntrusted();
      return { message: await this.#work.keepTemplate(name, text) };
    },
  };

  #sendConnections(): void {
    const show = this.#focus;
    this.#focus = undefined;
    this.#panel?.send({ type: 'connections', ...this.#work.picture(), ...(show === undefined ? {} : { show }) });
  }
}

/** A workspace that is not trusted may look, not touch. */
function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted)
    throw new CleanRoomError('not_permitted', vscode.l10n.t('This workspace is not trusted, so nothing is written.'));
}
