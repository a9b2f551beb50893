import * as vscode from 'vscode';
import { counted } from '../core/text.ts';
import type { Accounts } from './connections/accounts.ts';
import type { NeedsYouView } from './tree/needsYouView.ts';

/** Pending work and the account that the last write went to. It never guesses which account a write will hit. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('cleanRooms.pending', vscode.StatusBarAlignment.Left, 10);
  readonly #listening: vscode.Disposable;

  constructor(accounts: Accounts, needsYou: NeedsYouView) {
    this.#item.name = vscode.l10n.t('Clean Rooms');
    this.#item.command = 'cleanRooms.needsYou.focus';
    const show = (): void => {
      // Before everything has been read, a number would say what nobody knows.
      const count = accounts.allRead ? String(needsYou.count) : '…';
      const things = accounts.allRead
        ? counted(needsYou.count, vscode.l10n.t('1 thing needs you'), vscode.l10n.t('{0} things need you', needsYou.count))
        : vscode.l10n.t('reading what needs you');
      const last = accounts.lastUsed?.opened?.connection;
      const used =
        last === undefined
          ? ''
          : ` · ${vscode.l10n.t('last used: {0}', last.sandbox ? vscode.l10n.t('sandbox {0}', last.accountId) : last.accountId)}`;
      this.#item.text = `$(bell-dot) ${count}${used}`;
      this.#item.tooltip = [things, last === undefined ? '' : vscode.l10n.t('Last used: account {0}, {1}', last.accountId, last.region)]
        .filter((line) => line !== '')
        .join('\n');
      this.#item.accessibilityInformation = { label: vscode.l10n.t('Clean Rooms: {0}', things) };
      // Nothing is read before somebody looks, and a window in which nobody does needs no dots.
      if (accounts.all.some(({ state }) => state.kind !== 'closed')) this.#item.show();
      else this.#item.hide();
    };
    this.#listening = accounts.onDidChange(show);
    show();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item.dispose();
  }
}
