import * as vscode from 'vscode';
import type { FindingGroup } from '../../core/diagnosis/groupFindings.ts';
import type { ReportedFinding } from '../../core/jobs/report.ts';
import { Account } from '../connections/account.ts';

/** What a command was called on: an item of a tree says more or less; the palette says nothing. */
export interface CommandTarget {
  account?: Account;
  collaborationId?: string;
  membershipId?: string;
  /** A clean room of LiveRamp, or the collaboration whose partners are meant. */
  roomId?: string;
  /** Of an invitation that was sent: to whom. */
  invitedAddress?: string;
  finding?: ReportedFinding;
  /** Findings of one kind that stand together. */
  group?: FindingGroup;
  /** What in the room is meant, as a person calls it: a table, an ID namespace, a question, a dataset, a partner. */
  subject?: string;
  /** What a title bar, a link or a button of ours named when it called the command: a document, or the id of what it leads to. */
  document?: string;
}

/** Reads the target out of what VS Code passes to a command: a tree's node, or anything at all. */
export function targetOf(argument: unknown): CommandTarget {
  if (typeof argument === 'string') return { document: argument };
  if (argument instanceof vscode.Uri) return { document: argument.toString() };
  if (typeof argument !== 'object' || argument === null || !('account' in argument) || !(argument.account instanceof Account)) return {};
  const target: CommandTarget = { account: argument.account };
  if ('finding' in argument && isFinding(argument.finding)) {
    target.finding = argument.finding;
    if (argument.finding.subject.collaboration_id !== undefined) target.collaborationId = argument.finding.subject.collaboration_id;
    if (argument.finding.subject.membership_id !== undefined) target.membershipId = argument.finding.subject.membership_id;
    if (argument.finding.subject.room_id !== undefined) target.roomId = argument.finding.subject.room_id;
    if (argument.finding.subject.kind === 'sent_invitation') target.invitedAddress = argument.finding.subject.name;
  }
  for (const part of ['item', 'question', 'dataset', 'partner'] as const) {
    const name = nameIn(part in argument ? Reflect.get(argument, part) : undefined);
    if (name !== undefined) target.subject = name;
  }
  if ('group' in argument && isGroup(argument.group)) target.group = argument.group;
  if ('roomId' in argument && typeof argument.roomId === 'string') target.roomId = argument.roomId;
  if ('invitedAddress' in argument && typeof argument.invitedAddress === 'string') target.invitedAddress = argument.invitedAddress;
  for (const part of ['collaboration', 'invitation'] as const) {
    const value: unknown = part in argument ? Reflect.get(argument, part) : undefined;
    if (typeof value !== 'object' || value === null) continue;
    if ('collaboration_id' in value && typeof value.collaboration_id === 'string') target.collaborationId = value.collaboration_id;
    if ('membership_id' in value && typeof value.membership_id === 'string') target.membershipId = value.membership_id;
  }
  return target;
}

/** By its short id where it has one: names of questions are long. */
function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value) || typeof value.name !== 'string') return undefined;
  return 'displayId' in value && typeof value.displayId === 'string' ? value.displayId : value.name;
}

function isGroup(value: unknown): value is FindingGroup {
  return typeof value === 'object' && value !== null && 'findings' in value && 'title' in value && 'id' in value;
}

function isFinding(value: unknown): value is ReportedFinding {
  return typeof value === 'object' && value !== null && 'remedies' in value && 'subject' in value && 'id' in value;
}
