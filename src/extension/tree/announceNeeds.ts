import * as vscode from 'vscode';
import { counted } from '../../core/text.ts';
import type { Accounts } from '../connections/accounts.ts';
import type { NeedsYouNode, NeedsYouView } from './needsYouView.ts';

/** Keeps the view's badge, its message and the condition of its "Nothing needs you" true. */
export function announceNeeds(accounts: Accounts, needsYou: NeedsYouView, tree: vscode.TreeView<NeedsYouNode>): vscode.Disposable {
  let announced: boolean | undefined;
  const announce = (): void => {
    const { count } = needsYou;
    const { allRead } = accounts;
    tree.badge =
      count === 0
        ? undefined
        : { value: count, tooltip: counted(count, vscode.l10n.t('1 thing needs you'), vscode.l10n.t('{0} things need you', count)) };
    tree.message =
      accounts.all.length === 0
        ? vscode.l10n.t('What needs you appears here once an account is connected.')
        : allRead
          ? undefined
          : vscode.l10n.t('Reading…');
    if (announced === allRead) return;
    announced = allRead;
    void vscode.commands.executeCommand('setContext', 'cleanRooms.allRead', allRead);
  };
  announce();
  return accounts.onDidChange(announce);
}
