import * as vscode from 'vscode';
import { CleanRoomError } from '../../../core/errors.ts';
import { foreignText } from '../../../core/foreignText.ts';
import { configurePartnerPermissions } from '../../../core/jobs/partners/configurePartnerPermissions.ts';
import { readPartnerPermissions } from '../../../core/jobs/partners/readPartnerPermissions.ts';
import { workspacePartners } from '../../configuration/workspacePartners.ts';
import type { Account } from '../../connections/account.ts';
import { keyOf } from '../../connections/connectionSettings.ts';
import { connectionIdOf } from '../panelAccounts.ts';
import type { Workbench } from '../../workbench.ts';
import type { PermissionsWorkplace } from './permissionsWorkplace.ts';

/** The permissions panel's way to connections and jobs. A connection's id in the panel is that of its settings. */
export function jobsWorkplace({ accounts, jobs }: Pick<Workbench, 'accounts' | 'jobs'>): PermissionsWorkplace {
  const find = (connectionId: string): Account => {
    const account = accounts.all.find(({ settings }) => keyOf(settings) === connectionId);
    if (account !== undefined) return account;
    throw new CleanRoomError('not_found', vscode.l10n.t('This connection is not there any more.'), {
      remedy: vscode.l10n.t('Choose another one.'),
    });
  };
  return {
    connections: () =>
      accounts.all.map(({ settings, place, state }) => ({
        connectionId: keyOf(settings),
        name: foreignText(
          [settings.name, place.accountId, place.region]
            .filter((part, at, all) => part !== undefined && all.indexOf(part) === at)
            .join(' · '),
        ),
        service: settings.service,
        sandbox: place.sandbox,
        state: state.kind === 'failed' || state.kind === 'read' ? state.kind : 'reading',
      })),
    lastUsed: () => (accounts.lastUsed === undefined ? undefined : keyOf(accounts.lastUsed.settings)),
    connectionCalled: (id) => {
      const account = accounts.all.find((each) => [keyOf(each.settings), connectionIdOf(each), each.opened?.connection.id].includes(id));
      return account === undefined ? undefined : keyOf(account.settings);
    },
    mayWrite: () => vscode.workspace.isTrusted,
    settings: workspacePartners,
    open: (connectionId, signal) => find(connectionId).open(signal),
    read: async (connectionId, input, signal, onInterim) => {
      const account = find(connectionId);
      const service = await account.open(signal);
      return jobs.readQuietly(readPartnerPermissions, service, input, { signal: AbortSignal.any([signal, account.life]), onInterim });
    },
    plan: async (connectionId, wish) => {
      const account = find(connectionId);
      const title = vscode.l10n.t('Checking permissions for {0}', account.settings.name);
      return (await jobs.preview(title, configurePartnerPermissions, account, wish, { shownIn: 'statusBar' })).plan;
    },
    apply: async (connectionId, wish, { onStep, onTotal, stop }) => {
      const account = find(connectionId);
      const title = vscode.l10n.t('Setting permissions for {0}', account.settings.name);
      const result = await jobs.write(title, configurePartnerPermissions, account, wish, {
        // The panel shows it, with a button to stop.
        shownIn: 'statusBar',
        stop,
        watch: {
          onStep,
          onProgress: ({ total }) => {
            onTotal(total);
          },
        },
      });
      accounts.noteUsed(account);
      // Not waited for: the panel reads its room itself.
      void accounts.refresh(account);
      return result;
    },
  };
}
