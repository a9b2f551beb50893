import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { ReportedCollaboration, ReportedInvitation } from '../../core/jobs/report.ts';
import type { Account } from '../connections/account.ts';
import type { Accounts } from '../connections/accounts.ts';

/**
 * The AWS account a command is about: the item's, the only one that it can be about, or the one that the person picks.
 * Undefined: given up.
 */
export async function chooseAccount(
  accounts: Accounts,
  account: Account | undefined,
  possible: (account: Account) => boolean = () => true,
): Promise<Account | undefined> {
  if (account !== undefined) return account;
  const candidates = accounts.aws.filter(possible);
  return pickAccount(candidates.length > 0 ? candidates : accounts.aws, vscode.l10n.t('In which account?'));
}

/** The same among these; a person is asked only where there is a choice. */
export async function pickAccount(candidates: readonly Account[], question: string): Promise<Account | undefined> {
  const [only, ...more] = candidates;
  if (only === undefined)
    throw new CleanRoomError('invalid_input', vscode.l10n.t('No account is connected.'), {
      remedy: vscode.l10n.t('Add an AWS account, a LiveRamp organisation, or try the sandbox.'),
    });
  if (more.length === 0) return only;
  const picked = await vscode.window.showQuickPick(
    [only, ...more].map((each) => ({
      label: foreignText(each.settings.name),
      description: [each.place.accountId, each.place.region].filter((part) => part !== undefined).join(' · '),
      account: each,
    })),
    { placeHolder: question },
  );
  return picked?.account;
}

/** One of the account's pending invitations. */
export async function chooseInvitation(accounts: Accounts, account: Account): Promise<ReportedInvitation | undefined> {
  if (account.result === undefined) await accounts.refresh(account);
  const invitations = account.result?.invitations ?? [];
  if (invitations.length === 0) throw nothingThere(account, vscode.l10n.t('Account {0} has no pending invitations.', nameOf(account)));
  const picked = await vscode.window.showQuickPick(
    invitations.map((invitation) => ({
      label: foreignText(invitation.name),
      description: invitation.creator_account_id,
      detail: invitation.collaboration_id,
      invitation,
    })),
    { placeHolder: vscode.l10n.t('Which invitation?') },
  );
  return picked?.invitation;
}

/** One of the account's collaborations that satisfies `which`. */
export async function chooseCollaboration(
  accounts: Accounts,
  account: Account,
  which: (collaboration: ReportedCollaboration) => boolean = () => true,
): Promise<ReportedCollaboration | undefined> {
  if (account.result === undefined) await accounts.refresh(account);
  const collaborations = (account.result?.collaborations ?? []).filter(which);
  if (collaborations.length === 0) throw nothingThere(account, vscode.l10n.t('Account {0} has no such collaboration.', nameOf(account)));
  const picked = await vscode.window.showQuickPick(
    collaborations.map((collaboration) => ({
      label: foreignText(collaboration.name),
      description: collaboration.membership_id ?? '',
      collaboration,
    })),
    { placeHolder: vscode.l10n.t('Which collaboration?') },
  );
  return picked?.collaboration;
}

/** An account that could not be read says that, rather than that it is empty. */
function nothingThere(account: Account, message: string): CleanRoomError {
  return account.state.kind === 'failed' ? account.state.error : new CleanRoomError('not_found', message);
}

function nameOf({ place, settings }: Account): string {
  return place.accountId ?? settings.name;
}
