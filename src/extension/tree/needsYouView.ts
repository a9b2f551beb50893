import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import { groupFindings, isFindingGroup, fixOfGroup, type FindingGroup } from '../../core/diagnosis/groupFindings.ts';
import { severityOrder, type Severity } from '../../core/model/finding.ts';
import type { Account } from '../connections/account.ts';
import type { Accounts } from '../connections/accounts.ts';
import { itemId } from './itemId.ts';
import { speak } from './spokenLabel.ts';

/** A line of the view "Needs You". */
export type NeedsYouNode =
  | { kind: 'invitations'; account: Account; findings: ReportedFinding[] }
  | { kind: 'group'; account: Account; group: FindingGroup }
  | { kind: 'finding'; account: Account; finding: ReportedFinding; inGroup?: boolean }
  | { kind: 'unreachable'; account: Account; message: string; remedy: string | undefined };

const icons = {
  error: { icon: 'error', colour: new vscode.ThemeColor('list.errorForeground') },
  warning: { icon: 'warning', colour: new vscode.ThemeColor('list.warningForeground') },
  information: { icon: 'info', colour: undefined },
};

/** What waits for a person, across all accounts, worst first. */
export class NeedsYouView implements vscode.TreeDataProvider<NeedsYouNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#listening = accounts.onDidChange(() => {
      this.#changed.fire(undefined);
    });
  }

  /** How many things wait: each invitation counts. */
  get count(): number {
    return findingsOfAll(this.#accounts.all).reduce(
      (sum, { account, findings }) => sum + findings.length + (account.state.kind === 'failed' ? 1 : 0),
      0,
    );
  }

  getTreeItem(node: NeedsYouNode): vscode.TreeItem {
    switch (node.kind) {
      case 'invitations':
        return invitationsItem(node.account, node.findings);
      case 'group':
        return groupItem(node.account, node.group);
      case 'finding':
        return findingItem(node.account, node.finding, node.inGroup === true);
      case 'unreachable':
        return unreachableItem(node.account, node.message, node.remedy);
    }
  }

  getChildren(node?: NeedsYouNode): NeedsYouNode[] {
    if (node?.kind === 'invitations') return node.findings.map((finding) => ({ kind: 'finding', account: node.account, finding }));
    if (node?.kind === 'group')
      return node.group.findings.map((finding) => ({ kind: 'finding', account: node.account, finding, inGroup: true }));
    if (node !== undefined) return [];
    const nodes = findingsOfAll(this.#accounts.all).flatMap(nodesOf);
    return nodes.sort((a, b) => severityOrder[severityOf(a)] - severityOrder[severityOf(b)]);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** What findings are about that a panel shows. */
const panelKinds: ReadonlySet<string> = new Set(['sent_invitation', 'clean_room', 'question', 'dataset', 'engagement']);

/** What is wrong with a file of the folder every connection sees; it is one thing to do. */
const aboutTheFolder: ReadonlySet<string> = new Set(['engagement.broken_file', 'partner_settings.unreadable']);

interface AccountFindings {
  account: Account;
  findings: ReportedFinding[];
}

function findingsOfAll(accounts: readonly Account[]): AccountFindings[] {
  const seen = new Set<string>();
  return accounts.map((account) => ({
    account,
    findings: findingsOf(account).filter(({ id, subject }) => {
      const key = JSON.stringify([id, subject.name]);
      if (!aboutTheFolder.has(id)) return true;
      const first = !seen.has(key);
      seen.add(key);
      return first;
    }),
  }));
}

function findingsOf(account: Account): ReportedFinding[] {
  return (account.result?.findings ?? []).filter(({ severity, waits_for }) => severity !== 'information' && waits_for !== 'partner');
}

/** Invitations stand together, and so does what is wrong in the same way in one collaboration: each is one thing to do. */
function nodesOf({ account, findings }: AccountFindings): NeedsYouNode[] {
  const invitations = findings.filter(({ id }) => id === 'invitation.pending');
  const together = invitations.length > 1;
  return [
    ...(account.state.kind === 'failed'
      ? [{ kind: 'unreachable' as const, account, message: account.state.error.message, remedy: account.state.error.remedy }]
      : []),
    ...(together ? [{ kind: 'invitations' as const, account, findings: invitations }] : []),
    ...groupFindings(findings.filter((finding) => !together || !invitations.includes(finding))).map((each) =>
      isFindingGroup(each) ? { kind: 'group' as const, account, group: each } : { kind: 'finding' as const, account, finding: each },
    ),
  ];
}

function severityOf(node: NeedsYouNode): Severity {
  switch (node.kind) {
    case 'unreachable':
      return 'error';
    case 'invitations':
      return 'warning';
    case 'group':
      return node.group.findings[0]?.severity ?? 'information';
    case 'finding':
      return node.finding.severity;
  }
}

function invitationsItem(account: Account, findings: readonly ReportedFinding[]): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('{0} invitations', findings.length), vscode.TreeItemCollapsibleState.Expanded);
  item.id = itemId(account, 'invitations');
  item.description = placeOf(account);
  item.iconPath = new vscode.ThemeIcon('mail', icons.warning.colour);
  item.contextValue = 'needs.invitations';
  item.tooltip = vscode.l10n.t('{0} invitations wait in account {1}', findings.length, placeOf(account));
  return speak(item);
}

function groupItem(account: Account, group: FindingGroup): vscode.TreeItem {
  const [first] = group.findings;
  const { icon, colour } = icons[first?.severity ?? 'information'];
  const item = new vscode.TreeItem(foreignText(group.title, 300), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = itemId(account, 'group', group.id, first?.subject.collaboration_id ?? first?.subject.room_id ?? '');
  item.description = placeOf(account);
  item.iconPath = new vscode.ThemeIcon(icon, colour);
  item.contextValue = `needs.group${fixOfGroup(group) === undefined ? '' : '.fixable'}`;
  item.tooltip = foreignText(group.title, 500);
  return speak(item, first?.severity ?? '');
}

/** In a group the kind of trouble is said above; the name and what is to be comes first. */
function findingItem(
  account: Account,
  { id, severity, subject, title, evidence, remedies }: ReportedFinding,
  inGroup: boolean,
): vscode.TreeItem {
  const { icon, colour } = icons[severity];
  const invitation = id === 'invitation.pending';
  const item = new vscode.TreeItem(foreignText(invitation || inGroup ? subject.name : title, 300));
  item.id = itemId(account, 'finding', id, JSON.stringify(subject));
  item.description = invitation ? undefined : inGroup ? foreignText(title, 300) : placeOf(account);
  item.iconPath = new vscode.ThemeIcon(invitation ? 'mail' : icon, colour);
  // The inline action runs the first remedy that is a job; a finding without one has words only. Not all are about something with an id.
  // Where a mail comes first, the mail is what the inline action gives; whatever else helps is in the menu.
  const wordsFirst = remedies[0]?.text !== undefined;
  const fixable = !wordsFirst && remedies.some(({ job }) => job !== undefined);
  const again = wordsFirst && remedies.some(({ job }) => job === 'resend-partner-invitations');
  const identified = subject.membership_id !== undefined || subject.collaboration_id !== undefined;
  const worded = remedies.some(({ text }) => text !== undefined);
  item.contextValue = `needs.finding${fixable ? '.fixable' : ''}${worded ? '.worded' : ''}${again ? '.again' : ''}${panelKinds.has(subject.kind) ? '.shown' : ''}${identified ? '.identified' : ''}`;
  item.tooltip = [title, placeOf(account), ...evidence, ...remedies.map((remedy) => `→ ${remedy.title}`)]
    .map((line) => foreignText(line, 500))
    .join('\n');
  return speak(item, severity);
}

function unreachableItem(account: Account, message: string, remedy: string | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(message, 300));
  item.id = itemId(account, 'unreachable');
  item.description = foreignText(account.settings.name);
  item.iconPath = new vscode.ThemeIcon('error', icons.error.colour);
  item.contextValue = 'needs.unreachable';
  item.tooltip = [message, remedy].filter((line) => line !== undefined).join('\n');
  return speak(item, remedy ?? '');
}

function placeOf({ place, settings }: Account): string {
  const account = place.accountId ?? settings.name;
  return place.sandbox ? vscode.l10n.t('sandbox · {0}', account) : account;
}
