import * as vscode from 'vscode';
import { foreignText } from '../../core/foreignText.ts';
import type { Question, QuestionRun, RoomDataset, RoomDestination, RunSchedule } from '../../core/model/question.ts';
import type { Account } from '../connections/account.ts';
import { itemId } from './itemId.ts';
import { speak } from './spokenLabel.ts';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;
const good = new vscode.ThemeColor('testing.iconPassed');
const bad = new vscode.ThemeColor('testing.iconFailed');
const pending = new vscode.ThemeColor('charts.yellow');

export function questionItem(account: Account, { id, displayId, name, status, category }: Question): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), Collapsed);
  const ready = status === 'READY';
  const lacking = status === 'MISSING_DATASETS';
  item.id = itemId(account, 'question', id);
  item.description = [displayId ?? '', foreignText(status)].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(ready ? 'pass' : lacking ? 'warning' : 'question', ready ? good : lacking ? pending : undefined);
  item.contextValue = 'question';
  item.tooltip = [foreignText(name), foreignText(category ?? ''), foreignText(status), id].filter((line) => line !== '').join('\n');
  return speak(item, vscode.l10n.t('question'));
}

export function runItem(account: Account, { id, name, status, submittedAt, completedAt, failureReason }: QuestionRun): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), None);
  const failed = status.includes('FAILED') || status === 'ERROR';
  item.id = itemId(account, 'run', id);
  item.description = [foreignText(status), submittedAt?.slice(0, 16).replace('T', ' ') ?? ''].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    failed ? 'error' : completedAt === undefined ? 'clock' : 'pass',
    failed ? bad : completedAt === undefined ? pending : good,
  );
  item.contextValue = 'run';
  item.tooltip = [foreignText(name), foreignText(status), failureReason === undefined ? '' : foreignText(failureReason, 500)]
    .filter((line) => line !== '')
    .join('\n');
  return speak(item, vscode.l10n.t('run'));
}

export function datasetItem(
  account: Account,
  { id, name, organisationName, configurationStatus, partnerCanAssign }: RoomDataset,
): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), None);
  item.id = itemId(account, 'dataset', id);
  item.description = [
    foreignText(organisationName ?? ''),
    foreignText(configurationStatus ?? ''),
    partnerCanAssign ? vscode.l10n.t('partners can assign') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon('database');
  item.contextValue = 'dataset';
  return speak(item, vscode.l10n.t('dataset'));
}

/** When a question runs by itself; read only. */
export function scheduleItem(account: Account, { id, name, repeats, startsAt, endsAt }: RunSchedule): vscode.TreeItem {
  const item = new vscode.TreeItem(foreignText(name), None);
  item.id = itemId(account, 'schedule', id);
  item.description = [foreignText(repeats), startsAt === undefined ? '' : vscode.l10n.t('from {0}', foreignText(startsAt.slice(0, 10)))]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon('calendar');
  item.contextValue = 'schedule';
  if (endsAt !== undefined) item.tooltip = vscode.l10n.t('until {0}', foreignText(endsAt));
  return speak(item, vscode.l10n.t('schedule'));
}

/** Where results may go; whether that is approved is decided in LiveRamp's own pages. */
export function destinationItem(
  account: Account,
  roomId: string,
  { id, name, channelStatus, ownership }: RoomDestination,
): vscode.TreeItem {
  const waits = channelStatus === 'PENDING_CHANNEL';
  const item = new vscode.TreeItem(foreignText(name), None);
  item.id = itemId(account, 'destination', roomId, id);
  item.description = [waits ? vscode.l10n.t('waits for approval') : foreignText(channelStatus), foreignText(ownership ?? '')]
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(waits ? 'clock' : 'export', waits ? pending : undefined);
  item.contextValue = 'destination';
  return speak(item, vscode.l10n.t('destination'));
}
