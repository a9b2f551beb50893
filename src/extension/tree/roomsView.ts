import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import { paidCosts, type Member } from '../../core/model/collaboration.ts';
import type { ReportedCollaboration, ReportedInvitation, ReportedItem } from '../../core/jobs/report.ts';
import type { Account } from '../connections/account.ts';
import type { Accounts } from '../connections/accounts.ts';
import { organisationItem } from './cleanRoomItems.ts';
import { childrenOfCleanRoomNode, cleanRoomsOf, itemOfCleanRoomNode, type CleanRoomNode } from './cleanRoomNodes.ts';
import { accountItem, collaborationItem, groupItem, invitationItem, memberItem, messageItem, tableItem } from './roomsItems.ts';

/** A line of the tree "Clean Rooms". */
export type RoomsNode =
  | { kind: 'account'; account: Account }
  | { kind: 'invitation'; account: Account; invitation: ReportedInvitation }
  | { kind: 'collaboration'; account: Account; collaboration: ReportedCollaboration }
  | { kind: 'group'; account: Account; collaboration: ReportedCollaboration; group: 'tables' | 'idNamespaces' | 'members' }
  | { kind: 'table'; account: Account; collaboration: ReportedCollaboration; item: ReportedItem; twin: number }
  | { kind: 'member'; account: Account; collaborationId: string; member: Member }
  | { kind: 'message'; account: Account; id: readonly string[]; text: string; icon: 'warning' | 'info'; remedy?: string | undefined }
  | CleanRoomNode;

/** Connection -> collaboration -> tables, ID namespaces, members; organisation -> clean room -> partners, invitations, questions, datasets. A failing part is a line with its message, never a blank. */
export class RoomsView implements vscode.TreeDataProvider<RoomsNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;
  #announcing: NodeJS.Timeout | undefined;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#listening = accounts.onDidChange(() => {
      this.#announce();
    });
  }

  getTreeItem(node: RoomsNode): vscode.TreeItem {
    switch (node.kind) {
      case 'account':
        return node.account.settings.service === 'aws' ? accountItem(node.account) : organisationItem(node.account);
      case 'invitation':
        return invitationItem(node.account, node.invitation);
      case 'collaboration':
        return collaborationItem(node.account, node.collaboration);
      case 'group':
        return groupItem(node.account, node.collaboration, node.group);
      case 'table':
        return tableItem(node.account, node.collaboration, node.item, node.twin);
      case 'member':
        return memberItem(node.account, node.collaborationId, node.member, paidCosts(node.member.payment));
      case 'message':
        return messageItem(node.account, node);
      default:
        return itemOfCleanRoomNode(node);
    }
  }

  async getChildren(node?: RoomsNode): Promise<RoomsNode[]> {
    if (node === undefined) return this.#accounts.all.map((account) => ({ kind: 'account', account }));
    switch (node.kind) {
      case 'account':
        return childrenOfAccount(node.account);
      case 'collaboration':
        return (['tables', 'idNamespaces', 'members'] as const).map((group) => ({ ...node, kind: 'group', group }));
      case 'group':
        return node.group === 'members'
          ? this.#members(node.account, node.collaboration)
          : itemsOf(node.account, node.collaboration, node.group);
      case 'invitation':
      case 'table':
      case 'member':
      case 'message':
        return [];
      default:
        return childrenOfCleanRoomNode(node);
    }
  }

  dispose(): void {
    clearTimeout(this.#announcing);
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #members(account: Account, { collaboration_id: collaborationId }: ReportedCollaboration): Promise<RoomsNode[]> {
    try {
      const members = await account.members(collaborationId);
      return members.map((member) => ({ kind: 'member', account, collaborationId, member }));
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      return [{ kind: 'message', account, id: [collaborationId, 'members'], text: error.message, icon: 'warning', remedy: error.remedy }];
    }
  }

  /** Hundreds of steps a second happen while a job runs; eyes need a few. */
  #announce(): void {
    this.#announcing ??= setTimeout(() => {
      this.#announcing = undefined;
      this.#changed.fire(undefined);
    }, 150);
  }
}

function childrenOfAccount(account: Account): RoomsNode[] {
  const { state, result, settings } = account;
  const trouble: RoomsNode[] =
    state.kind === 'failed'
      ? [{ kind: 'message', account, id: ['error'], text: state.error.message, icon: 'warning', remedy: state.error.remedy }]
      : [];
  if (result === undefined) {
    return state.kind === 'failed'
      ? trouble
      : [{ kind: 'message', account, id: ['reading'], text: vscode.l10n.t('Reading…'), icon: 'info' }];
  }
  if (settings.service === 'liveramp') return [...trouble, ...cleanRoomsOf(account)];
  const nodes: RoomsNode[] = [
    ...trouble,
    ...result.invitations.map((invitation) => ({ kind: 'invitation' as const, account, invitation })),
    ...[...result.collaborations]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((collaboration) => ({ kind: 'collaboration' as const, account, collaboration })),
  ];
  return nodes.length > 0
    ? nodes
    : [
        {
          kind: 'message',
          account,
          id: ['empty'],
          text: vscode.l10n.t('No invitations and no memberships in {0}.', account.place.region ?? ''),
          icon: 'info',
        },
      ];
}

/** Tables with their state (associated ones as the service calls them, the others by what keeps them out), or ID namespaces. */
function itemsOf(account: Account, collaboration: ReportedCollaboration, group: 'tables' | 'idNamespaces'): RoomsNode[] {
  const wanted = (item: ReportedItem): boolean =>
    group === 'idNamespaces'
      ? item.kind === 'id_namespace'
      : item.kind === 'table' || (item.kind === 'association' && item.outcome !== 'existing');
  const items = collaboration.items.filter(wanted).sort((a, b) => a.name.localeCompare(b.name));
  const seen = new Map<string, number>();
  const twinOf = ({ kind, name, id }: ReportedItem): number => {
    const key = JSON.stringify([kind, name, id]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
  return items.length > 0
    ? items.map((item) => ({ kind: 'table', account, collaboration, item, twin: twinOf(item) }))
    : [{ kind: 'message', account, id: [collaboration.collaboration_id, group], text: vscode.l10n.t('None associated.'), icon: 'info' }];
}
