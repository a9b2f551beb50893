import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import type { Account } from '../connections/account.ts';
import { keyOf } from '../connections/connectionSettings.ts';
import { connectionIdOf } from './panelAccounts.ts';

/** The account behind a panel's id of a connection, which is that of its settings. Raises `not_found`. */
export function accountOf(accounts: readonly Account[], connectionId: string): Account {
  const account = accounts.find(({ settings }) => keyOf(settings) === connectionId);
  if (account !== undefined) return account;
  throw new CleanRoomError('not_found', vscode.l10n.t('This connection is not there any more.'), {
    remedy: vscode.l10n.t('Choose another one.'),
  });
}

/** The panel's id of a connection that is called by this one, or by the service's; undefined where there is none. */
export function connectionCalled(accounts: readonly Account[], id: string): string | undefined {
  const account = accounts.find((each) => [keyOf(each.settings), connectionIdOf(each), each.opened?.connection.id].includes(id));
  return account === undefined ? undefined : keyOf(account.settings);
}
