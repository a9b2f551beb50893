import * as vscode from 'vscode';
import { counted } from '../../core/text.ts';
import { foreignText } from '../../core/foreignText.ts';
import { nameOf, partnersOf, type Partner, type PartnersRoom } from '../../core/partners/partnersOf.ts';
import type { Account } from '../connections/account.ts';
import type { Accounts } from '../connections/accounts.ts';
import { ReadingsWatcher } from '../connections/readingsWatcher.ts';
import { itemId } from './itemId.ts';
import { speak } from './spokenLabel.ts';

/** A line of the view "Partners". */
export type PartnersNode =
  | { kind: 'partner'; partner: Partner }
  | {
      kind: 'room';
      account: Account;
      partner: Partner;
      collaboration: { collaboration_id: string; membership_id?: string };
      room: PartnersRoom;
    }
  | { kind: 'unread'; account: Account }
  | { kind: 'unreadRooms'; account: Account; names: string[] };

/** Partner -> the collaborations shared with it, across all accounts. An account that could not be read says so here as well. */
export class PartnersView implements vscode.TreeDataProvider<PartnersNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    const readings = new ReadingsWatcher(accounts);
    this.#listening = accounts.onDidChange(() => {
      // While a job runs the accounts change many times a second, what is known of partners does not.
      if (readings.haveChanged()) this.#changed.fire(undefined);
    });
  }

  getTreeItem(node: PartnersNode): vscode.TreeItem {
    switch (node.kind) {
      case 'partner':
        return partnerItem(node.partner);
      case 'room':
        return roomItem(node.account, node.partner, node.room);
      case 'unread':
        return unreadItem(node.account);
      case 'unreadRooms':
        return unreadRoomsItem(node.account, node.names);
    }
  }

  getChildren(node?: PartnersNode): PartnersNode[] {
    if (node === undefined) return this.#roots();
    return node.kind === 'partner' ? this.#rooms(node.partner) : [];
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #roots(): PartnersNode[] {
    const partners = partnersOf(
      this.#accounts.all.flatMap(({ survey }) =>
        survey === undefined
          ? []
          : [
              {
                connectionId: survey.coverage.connection.id,
                accountId: survey.coverage.connection.accountId,
                coverage: survey.coverage,
                invitations: survey.result.invitations,
                partners: survey.partners,
              },
            ],
      ),
    );
    const failed = this.#accounts.all.filter(({ state }) => state.kind === 'failed');
    return [
      ...failed.map((account) => ({ kind: 'unread' as const, account })),
      ...this.#accounts.all.flatMap((account): PartnersNode[] => {
        const names = membersUnknown(account);
        return names.length === 0 ? [] : [{ kind: 'unreadRooms', account, names }];
      }),
      ...partners.map((partner) => ({ kind: 'partner' as const, partner })),
    ];
  }

  #rooms(partner: Partner): PartnersNode[] {
    return partner.rooms.flatMap((room): PartnersNode[] => {
      const account = this.#accounts.all.find(({ survey }) => survey?.coverage.connection.id === room.connectionId);
      if (account === undefined) return [];
      const collaboration = {
        collaboration_id: room.collaborationId,
        ...(room.membershipId === undefined ? {} : { membership_id: room.membershipId }),
      };
      return [{ kind: 'room', account, partner, collaboration, room }];
    });
  }
}

function partnerItem(partner: Partner): vscode.TreeItem {
  const { accountId, names, rooms } = partner;
  const item = new vscode.TreeItem(foreignText(nameOf(partner)), vscode.TreeItemCollapsibleState.Collapsed);
  const shared = sharedWords(rooms);
  item.id = JSON.stringify(['partner', accountId]);
  item.description = accountId === nameOf(partner) ? shared : `${accountId} · ${shared}`;
  item.iconPath = new vscode.ThemeIcon('organization');
  item.contextValue = 'partner';
  item.tooltip = [
    `${foreignText(accountId)}, ${shared}`,
    ...names.filter((name) => name !== accountId).map((name) => foreignText(name)),
  ].join('\n');
  return speak(item, vscode.l10n.t('partner'));
}

/** LiveRamp shares clean rooms, AWS collaborations. */
function sharedWords(rooms: readonly PartnersRoom[]): string {
  const count = (service: PartnersRoom['service']): number => rooms.filter((room) => room.service === service).length;
  const [collaborations, cleanRooms] = [count('aws'), count('liveramp')];
  return [
    collaborations === 0
      ? ''
      : counted(collaborations, vscode.l10n.t('1 collaboration'), vscode.l10n.t('{0} collaborations', collaborations)),
    cleanRooms === 0 ? '' : counted(cleanRooms, vscode.l10n.t('1 clean room'), vscode.l10n.t('{0} clean rooms', cleanRooms)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function roomItem(account: Account, { accountId }: Partner, room: PartnersRoom): vscode.TreeItem {
  const { name, status, abilities, pays, isCreator, collaborationId } = room;
  const { accountId: own, sandbox } = account.place;
  const item = new vscode.TreeItem(foreignText(name), vscode.TreeItemCollapsibleState.None);
  const words = [
    statusWord(status),
    ...abilities.map((ability) => ability.replaceAll('_', ' ').toLowerCase()),
    ...(pays.length > 0 ? [vscode.l10n.t('pays for {0}', pays.join(', '))] : []),
    ...(isCreator ? [vscode.l10n.t('creator')] : []),
    vscode.l10n.t('with {0}', own ?? ''),
    ...(sandbox ? [vscode.l10n.t('sandbox')] : []),
  ];
  item.id = itemId(account, 'partner', accountId, collaborationId);
  item.description = words.join(' · ');
  item.iconPath = icon(status);
  item.contextValue = `partnersRoom.${room.service === 'liveramp' ? 'cleanRoom' : room.membershipId === undefined ? 'invitation' : 'joined'}`;
  item.tooltip = [foreignText(name), ...words, collaborationId].join('\n');
  return speak(item);
}

function unreadItem(account: Account): vscode.TreeItem {
  const { state, settings } = account;
  const message = state.kind === 'failed' ? state.error.message : '';
  const item = new vscode.TreeItem(foreignText(vscode.l10n.t('Partners of {0} could not be read: {1}', settings.name, message), 300));
  item.id = itemId(account, 'partners', 'unread');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('testing.iconFailed'));
  item.contextValue = 'needs.unreachable';
  item.tooltip = state.kind === 'failed' ? state.error.sentence : message;
  return speak(item);
}

/** Collaborations whose members are not known: their partners would be missing without a word. */
function membersUnknown({ survey }: Account): string[] {
  return (survey?.coverage.rows ?? []).filter(({ members }) => members.length === 0).map(({ name }) => foreignText(name));
}

function unreadRoomsItem(account: Account, names: readonly string[]): vscode.TreeItem {
  const label = counted(
    names.length,
    vscode.l10n.t('The members of 1 collaboration could not be read'),
    vscode.l10n.t('The members of {0} collaborations could not be read', names.length),
  );
  const item = new vscode.TreeItem(label);
  item.id = itemId(account, 'partners', 'unreadRooms');
  item.description = account.place.accountId ?? '';
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('testing.iconFailed'));
  item.contextValue = 'partners.unreadRooms';
  item.tooltip = names.join('\n');
  return speak(item);
}

function statusWord(status: PartnersRoom['status']): string {
  switch (status) {
    case 'INVITED':
      return vscode.l10n.t('invited');
    case 'ACTIVE':
      return vscode.l10n.t('active');
    case 'LEFT':
      return vscode.l10n.t('left');
    case 'REMOVED':
      return vscode.l10n.t('removed');
    case 'INVITES_YOU':
      return vscode.l10n.t('invites you');
  }
}

function icon(status: PartnersRoom['status']): vscode.ThemeIcon {
  switch (status) {
    case 'INVITED':
    case 'INVITES_YOU':
      return new vscode.ThemeIcon('mail', new vscode.ThemeColor('charts.yellow'));
    case 'ACTIVE':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'LEFT':
    case 'REMOVED':
      return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconFailed'));
  }
}
