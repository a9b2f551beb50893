import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { Member } from '../../core/model/collaboration.ts';
import type { ReportedCollaboration, ReportedInvitation, ReportedItem } from '../../core/jobs/report.ts';
import type { Account } from '../connections/account.ts';
import { itemId } from './itemId.ts';
import { speak } from './spokenLabel.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const colours = {
  good: new vscode.ThemeColor('testing.iconPassed'),
  bad: new vscode.ThemeColor('testing.iconFailed'),
  pending: new vscode.ThemeColor('charts.yellow'),
};

/** Everything of a sandbox says so, also in its context value, so that nothing offers the AWS console for it. */
function context(account: Account, kind: string): string {
  return `${kind}${account.place.sandbox ? '.sandbox' : '.aws'}${account.saved ? '.saved' : '.session'}`;
}

export function accountItem(account: Account): vscode.TreeItem {
  const { settings, state, place: where } = account;
  const item = new vscode.TreeItem(foreignText(settings.name), Expanded);
  const place = [where.sandbox ? vscode.l10n.t('sandbox') : '', where.accountId, where.region]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  item.id = itemId(account);
  item.description = place;
  item.contextValue = context(account, 'account');
  item.iconPath =
    state.kind === 'failed'
      ? new vscode.ThemeIcon('error', colours.bad)
      : new vscode.ThemeIcon(state.kind === 'reading' ? 'sync~spin' : where.sandbox ? 'beaker' : 'cloud');
  item.tooltip = [
    `AWS ${place}`,
    where.endpoint === undefined ? '' : vscode.l10n.t('Requests go to {0}', where.endpoint),
    state.kind === 'read' ? vscode.l10n.t('Read at {0}', state.readAt.toLocaleTimeString()) : '',
    state.kind === 'failed' ? state.error.sentence : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
  return speak(item, vscode.l10n.t('account'), state.kind === 'failed' ? state.error.message : '');
}

export function invitationItem(
  account: Account,
  { collaboration_id, name, creator_account_id, create_time }: ReportedInvitation,
): vscode.TreeItem {
  const working = account.workingOn(collaboration_id);
  const item = new vscode.TreeItem(foreignText(name), None);
  item.id = itemId(account, 'invitation', collaboration_id);
  item.description = working ?? vscode.l10n.t('invitation from {0}', creator_account_id);
  item.contextValue = context(account, 'invitation');
  item.iconPath = working === undefined ? new vscode.ThemeIcon('mail', colours.pending) : new vscode.ThemeIcon('sync~spin');
  item.tooltip = vscode.l10n.t(
    'Invitation to "{0}"\nfrom account {1}\ncreated {2}\n{3}',
    foreignText(name),
    creator_account_id,
    create_time,
    collaboration_id,
  );
  return speak(item, vscode.l10n.t('pending'));
}

export function collaborationItem(account: Account, collaboration: ReportedCollaboration): vscode.TreeItem {
  const { collaboration_id, membership_id, name, creator_account_id } = collaboration;
  const working = account.workingOn(collaboration_id);
  const { ready, all, incomplete } = readinessOf(collaboration);
  const item = new vscode.TreeItem(foreignText(name), Collapsed);
  item.id = itemId(account, 'collaboration', collaboration_id);
  item.description = working ?? readyWords(ready, all);
  item.contextValue = context(account, 'collaboration');
  item.iconPath =
    working !== undefined
      ? new vscode.ThemeIcon('sync~spin')
      : incomplete
        ? new vscode.ThemeIcon('warning', colours.pending)
        : new vscode.ThemeIcon('pass', colours.good);
  item.tooltip = vscode.l10n.t(
    '{0}\ncreated by account {1}\ncollaboration {2}\nmembership {3}\n{4} of {5} tables ready',
    foreignText(name),
    creator_account_id,
    collaboration_id,
    membership_id ?? '',
    ready,
    all,
  );
  return speak(item, incomplete ? vscode.l10n.t('needs attention') : '');
}

export function groupItem(
  account: Account,
  collaboration: ReportedCollaboration,
  group: 'tables' | 'idNamespaces' | 'members',
): vscode.TreeItem {
  const { ready, all } = readinessOf(collaboration);
  const present = collaboration.id_namespaces.existing + collaboration.id_namespaces.created;
  const labels = { tables: vscode.l10n.t('Tables'), idNamespaces: vscode.l10n.t('ID namespaces'), members: vscode.l10n.t('Members') };
  const icons = { tables: 'table', idNamespaces: 'key', members: 'organization' };
  const item = new vscode.TreeItem(labels[group], Collapsed);
  item.id = itemId(account, 'group', collaboration.collaboration_id, group);
  item.iconPath = new vscode.ThemeIcon(icons[group]);
  item.contextValue = context(account, group);
  if (group === 'tables') item.description = readyWords(ready, all);
  if (group === 'idNamespaces') item.description = vscode.l10n.t('{0} associated', present);
  return speak(item);
}

/** A table or an ID namespace; the reason of its state is one sentence on hover. `twin` counts those of the same name and id. */
export function tableItem(
  account: Account,
  { collaboration_id }: ReportedCollaboration,
  { kind, name, outcome, reason, id }: ReportedItem,
  twin: number,
): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), None);
  const states = {
    ready: { icon: 'pass', colour: colours.good, word: vscode.l10n.t('ready') },
    existing: { icon: 'pass', colour: colours.good, word: vscode.l10n.t('associated') },
    created: { icon: 'pass', colour: colours.good, word: vscode.l10n.t('associated') },
    repaired: { icon: 'pass', colour: colours.good, word: vscode.l10n.t('repaired') },
    not_ready: { icon: 'error', colour: colours.bad, word: vscode.l10n.t('not ready') },
    failed: { icon: 'error', colour: colours.bad, word: vscode.l10n.t('cannot be associated') },
    planned: { icon: 'circle-outline', colour: colours.pending, word: vscode.l10n.t('not associated') },
    left_out: { icon: 'circle-slash', colour: colours.pending, word: vscode.l10n.t('left out by the quota') },
  };
  const { icon, colour, word } = states[outcome];
  item.id = itemId(account, 'item', collaboration_id, kind, id ?? '', name, String(twin));
  item.description = word;
  item.iconPath = new vscode.ThemeIcon(icon, colour);
  item.contextValue = context(account, kind);
  item.tooltip = reason === '' ? `${foreignText(name)}: ${word}` : `${foreignText(name)}: ${word}\n${foreignText(reason, 500)}`;
  return speak(item);
}

export function memberItem(
  account: Account,
  collaborationId: string,
  { accountId, displayName, status, abilities }: Member,
  pays: readonly string[],
): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(displayName), None);
  const words = [
    accountId,
    status.toLowerCase(),
    ...abilities.map((ability) => ability.replaceAll('_', ' ').toLowerCase()),
    ...(pays.length > 0 ? [vscode.l10n.t('pays for {0}', pays.join(', '))] : []),
  ];
  item.id = itemId(account, 'member', collaborationId, accountId);
  item.description = words.join(' · ');
  item.iconPath = new vscode.ThemeIcon('account');
  item.contextValue = context(account, 'member');
  item.tooltip = `${foreignText(displayName)}\n${words.join('\n')}`;
  return speak(item);
}

export function messageItem(
  account: Account,
  { id, text, icon, remedy }: { id: readonly string[]; text: string; icon: 'warning' | 'info'; remedy?: string | undefined },
): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(text, 300), None);
  item.id = itemId(account, 'message', ...id);
  item.iconPath = new vscode.ThemeIcon(icon, icon === 'warning' ? colours.bad : undefined);
  item.tooltip = [text, remedy].filter((line) => line !== undefined).join('\n');
  return speak(item, remedy ?? '');
}

function readyWords(ready: number, all: number): string {
  return all === 0 ? vscode.l10n.t('no tables') : vscode.l10n.t('{0}/{1} ready', ready, all);
}

function readinessOf({ tables, associations, analysis_rules, id_namespaces }: ReportedCollaboration): {
  ready: number;
  all: number;
  incomplete: boolean;
} {
  const all = tables.ready + tables.not_ready + associations.planned + associations.left_out + associations.failed;
  const incomplete =
    tables.ready < all || analysis_rules.planned + analysis_rules.failed + id_namespaces.planned + id_namespaces.failed > 0;
  return { ready: tables.ready, all, incomplete };
}
