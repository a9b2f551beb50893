import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { aboutLine } from '../chat/about.ts';
import { ask } from '../chat/ask.ts';
import type { Asked } from '../chat/findAnswer.ts';
import type { Account } from '../connections/account.ts';
import type { Workbench } from '../workbench.ts';
import { pickAccount } from './choose.ts';
import type { CommandTarget } from './commandTarget.ts';
import { pickThing } from './pickThing.ts';

/** Why something does not work: what a line is about, or what the person picks. */
export async function diagnose(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await accountAsked(workbench, target);
  if (account === undefined) return;
  const about = target.account === undefined ? await pickThing(workbench.accounts, account) : aboutLine(target);
  if (about !== undefined) await answer(workbench, account, { command: 'diagnose', ...about });
}

/** What is left to do: of a room, or of the whole connection. */
export async function nextSteps(workbench: Workbench, target: CommandTarget): Promise<void> {
  const account = await accountAsked(workbench, target);
  if (account === undefined) return;
  const { room } = aboutLine(target);
  await answer(workbench, account, { command: 'next', ...(room === undefined ? {} : { room }) });
}

/** One finding: what it rests on, what it means, what mends it. */
export async function explain(workbench: Workbench, target: CommandTarget): Promise<void> {
  const finding = target.finding ?? target.group?.findings[0];
  const { account } = target;
  if (account === undefined || finding === undefined)
    throw new CleanRoomError('invalid_input', vscode.l10n.t('There is no finding to explain.'), {
      remedy: vscode.l10n.t('Choose Explain on a line of Needs You.'),
    });
  await answer(workbench, account, { command: 'explain', ...aboutLine(target), findingId: finding.id });
}

/** Runs what a button of an answer stands for. */
export async function runOffer({ assistant }: Workbench, { document: id }: CommandTarget): Promise<void> {
  if (id !== undefined) await (await assistant()).runDeed(id);
}

/** Opens what was looked at for an answer. */
export async function showReadings({ assistant }: Workbench, { document: id }: CommandTarget): Promise<void> {
  if (id !== undefined) await (await assistant()).showReadings(id);
}

async function answer(workbench: Workbench, account: Account, asked: Omit<Asked, 'accounts'>): Promise<void> {
  await ask(workbench, await workbench.assistant(), { ...asked, accounts: [account] });
}

function accountAsked({ accounts }: Workbench, { account }: CommandTarget): Promise<Account | undefined> {
  return account === undefined ? pickAccount(accounts.all, vscode.l10n.t('About which connection?')) : Promise.resolve(account);
}
