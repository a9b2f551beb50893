import * as vscode from 'vscode';
import { withRemedy } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { ListedInvitation } from '../../core/jobs/partners/listPartnerInvitations.ts';
import type { SurveyedRoom } from '../../core/jobs/partners/surveyPartners.ts';
import type { InvitationState, RoomPartner, RoomUser } from '../../core/model/sentInvitation.ts';
import { counted } from '../../core/text.ts';
import type { Account } from '../connections/account.ts';
import { itemId } from './itemId.ts';
import { speak } from './spokenLabel.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const good = new vscode.ThemeColor('testing.iconPassed');
const bad = new vscode.ThemeColor('testing.iconFailed');
const pending = new vscode.ThemeColor('charts.yellow');

/** The parts of a clean room, in the order in which they are shown. */
export const roomGroups = ['partners', 'invitations', 'questions', 'datasets', 'destinations'] as const;
export type RoomGroup = (typeof roomGroups)[number];

/** A LiveRamp organisation. */
export function organisationItem(account: Account): vscode.TreeItem {
  const { settings, state, place, partners } = account;
  const item = new vscode.TreeItem(foreignText(settings.name), Expanded);
  const allowances = partners?.allowances ?? [];
  const parts = [
    place.sandbox ? vscode.l10n.t('sandbox') : '',
    'LiveRamp',
    place.accountId === settings.name ? '' : (place.accountId ?? ''),
  ];
  item.id = itemId(account);
  item.description = parts.filter((part) => part !== '').join(' · ');
  item.contextValue = `organisation.${place.sandbox ? 'sandbox' : 'liveramp'}.${account.saved ? 'saved' : 'session'}`;
  item.iconPath =
    state.kind === 'failed'
      ? new vscode.ThemeIcon('error', bad)
      : new vscode.ThemeIcon(state.kind === 'reading' ? 'sync~spin' : place.sandbox ? 'beaker' : 'organization');
  item.tooltip = [
    vscode.l10n.t('LiveRamp organisation {0}', foreignText(place.accountId ?? settings.name)),
    place.endpoint === undefined ? '' : vscode.l10n.t('Requests go to {0}', place.endpoint),
    ...allowances.map(({ name, left, of }) => vscode.l10n.t('{0}: {1} of {2} left', name, left, of)),
    state.kind === 'read' ? vscode.l10n.t('Read at {0}', state.readAt.toLocaleTimeString()) : '',
    state.kind === 'failed' ? state.error.sentence : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
  return speak(item, vscode.l10n.t('organisation'), state.kind === 'failed' ? state.error.message : '');
}

export function cleanRoomItem(
  account: Account,
  { room, partners, invitations, problem: unread, partnersProblem }: SurveyedRoom,
): vscode.TreeItem {
  const problem = unread ?? partnersProblem;
  const item = new vscode.TreeItem(foreignText(room.name), Collapsed);
  const waiting = invitations.filter(({ state }) => state === 'pending').length;
  item.id = itemId(account, 'cleanRoom', room.id);
  item.description = [
    room.displayId ?? '',
    room.ours ? '' : vscode.l10n.t('of {0}', foreignText(room.owner)),
    partners === undefined ? '' : counted(partners.length, vscode.l10n.t('1 partner'), vscode.l10n.t('{0} partners', partners.length)),
    waiting === 0 ? '' : vscode.l10n.t('{0} invited', waiting),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  item.contextValue = `cleanRoom.${room.ours ? 'ours' : 'theirs'}`;
  item.iconPath =
    problem === undefined ? new vscode.ThemeIcon('home', room.ours ? good : undefined) : new vscode.ThemeIcon('warning', pending);
  item.tooltip = [
    foreignText(room.name),
    room.description === undefined ? '' : foreignText(room.description, 300),
    vscode.l10n.t('Owner: {0}', foreignText(room.owner)),
    vscode.l10n.t('Status: {0}', foreignText(room.status)),
    room.id,
    problem === undefined ? '' : withRemedy(problem),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return speak(item, vscode.l10n.t('clean room'), problem?.message ?? '');
}

export function roomGroupItem(account: Account, { room, partners, invitations, problem }: SurveyedRoom, group: RoomGroup): vscode.TreeItem {
  const labels: Record<RoomGroup, string> = {
    partners: vscode.l10n.t('Partners'),
    invitations: vscode.l10n.t('Invitations sent'),
    questions: vscode.l10n.t('Questions'),
    datasets: vscode.l10n.t('Datasets'),
    destinations: vscode.l10n.t('Destinations'),
  };
  const icons: Record<RoomGroup, string> = {
    partners: 'organization',
    invitations: 'mail',
    questions: 'question',
    datasets: 'database',
    destinations: 'export',
  };
  const item = new vscode.TreeItem(labels[group], Collapsed);
  item.id = itemId(account, 'roomGroup', room.id, group);
  item.iconPath = new vscode.ThemeIcon(icons[group]);
  item.contextValue = `roomGroup.${group}.${room.ours ? 'ours' : 'theirs'}`;
  if (group === 'partners' && partners !== undefined) item.description = String(partners.length);
  if (group === 'invitations' && problem === undefined) item.description = String(invitations.length);
  return speak(item);
}

export function roomPartnerItem(account: Account, roomId: string, { id, name, users }: RoomPartner): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), users.length > 0 ? Collapsed : None);
  item.id = itemId(account, 'roomPartner', roomId, id);
  item.description = counted(users.length, vscode.l10n.t('1 user'), vscode.l10n.t('{0} users', users.length));
  item.iconPath = new vscode.ThemeIcon('organization', good);
  item.contextValue = 'roomPartner';
  item.tooltip = [foreignText(name), ...users.map(({ email, role }) => `${foreignText(email)} · ${foreignText(role?.name ?? '')}`)].join(
    '\n',
  );
  return speak(item, vscode.l10n.t('partner'));
}

export function roomUserItem(account: Account, roomId: string, { id, name, email, role }: RoomUser): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name === '' ? email : name), None);
  item.id = itemId(account, 'roomUser', roomId, id);
  item.description = [name === '' ? '' : foreignText(email), foreignText(role?.name ?? vscode.l10n.t('no role'))]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon('account');
  item.contextValue = 'roomUser';
  return speak(item);
}

/** What a state is called, and how it looks. */
export function invitationStateWords(
  state: InvitationState,
  status: string,
): { word: string; icon: string; colour: vscode.ThemeColor | undefined } {
  switch (state) {
    case 'pending':
      return { word: vscode.l10n.t('waiting for an answer'), icon: 'mail', colour: pending };
    case 'awaiting_approval':
      return { word: vscode.l10n.t('waiting for the members to approve'), icon: 'clock', colour: pending };
    case 'accepted':
      return { word: vscode.l10n.t('accepted'), icon: 'pass', colour: good };
    case 'declined':
      return { word: vscode.l10n.t('declined'), icon: 'circle-slash', colour: bad };
    case 'cancelled':
      return { word: vscode.l10n.t('cancelled'), icon: 'circle-slash', colour: undefined };
    case 'ended':
      return { word: vscode.l10n.t('takes part no more ({0})', foreignText(status)), icon: 'circle-slash', colour: undefined };
    case 'unknown':
      return { word: foreignText(status), icon: 'question', colour: undefined };
  }
}

export function sentInvitationItem(account: Account, roomId: string, invitation: ListedInvitation): vscode.TreeItem {
  const { id, to, state, status, ageDays, reminderDue, invitedBy, history } = invitation;
  const { word, icon, colour } = invitationStateWords(state, status);
  const age = ageDays === undefined ? '' : counted(ageDays, vscode.l10n.t('1 day'), vscode.l10n.t('{0} days', ageDays));
  const item = new vscode.TreeItem(foreignText(to), None);
  item.id = itemId(account, 'sentInvitation', roomId, id);
  item.description = [word, age, reminderDue ? vscode.l10n.t('reminder due') : ''].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(icon, reminderDue ? bad : colour);
  item.contextValue = `sentInvitation.${state === 'pending' || state === 'awaiting_approval' ? 'open' : state === 'accepted' ? 'accepted' : 'over'}`;
  item.tooltip = [
    foreignText(to),
    vscode.l10n.t('Status: {0}', foreignText(status)),
    invitedBy === undefined ? '' : vscode.l10n.t('Invited by {0}', foreignText(invitedBy)),
    invitation.createdAt ?? '',
    ...history.map(({ at, what, by }) => `${at} ${what}${by === undefined ? '' : ` (${foreignText(by)})`}`),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return speak(item, vscode.l10n.t('invitation'));
}
