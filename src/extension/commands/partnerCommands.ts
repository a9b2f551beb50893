import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { cancelPartnerInvitations } from '../../core/jobs/partners/cancelPartnerInvitations.ts';
import type { PartnerResult } from '../../core/jobs/partners/partnerReport.ts';
import { resendPartnerInvitations } from '../../core/jobs/partners/resendPartnerInvitations.ts';
import { partnerSummaryLines, partnerSummarySentence } from '../../core/partners/partnerSummary.ts';
import type { Account } from '../connections/account.ts';
import { connectionIdOf } from '../panels/panelAccounts.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Where a panel is to begin: at the item that the command was called on. */
function focusOf({ account, roomId, collaborationId }: CommandTarget): { connectionId: string; roomId?: string } | undefined {
  const room = roomId ?? collaborationId;
  return account === undefined ? undefined : { connectionId: connectionIdOf(account), ...(room === undefined ? {} : { roomId: room }) };
}

export async function openInvitations(workbench: Workbench, target: CommandTarget): Promise<void> {
  (await workbench.invitations()).show(focusOf(target));
}

export async function openPermissions(workbench: Workbench, target: CommandTarget): Promise<void> {
  (await workbench.permissions()).show(focusOf(target));
}

export async function openOnboarding(workbench: Workbench, target: CommandTarget): Promise<void> {
  const engagementId = target.finding?.subject.kind === 'engagement' ? target.finding.subject.id : undefined;
  const focus = focusOf(target);
  (await workbench.onboarding()).show(
    focus === undefined ? undefined : { ...focus, ...(engagementId === undefined ? {} : { engagementId }) },
  );
}

/** Opens the panel that shows what a finding is about. */
export async function showFinding(workbench: Workbench, target: CommandTarget): Promise<void> {
  switch (target.finding?.subject.kind) {
    case 'engagement':
      return openOnboarding(workbench, target);
    case 'question':
    case 'dataset':
      return openPermissions(workbench, target);
    default:
      return openInvitations(workbench, target);
  }
}

export async function cancelInvitation(workbench: Workbench, target: CommandTarget): Promise<void> {
  const { account, input } = chosenInvitation(target);
  await runAndSummarise(workbench, account, vscode.l10n.t('Cancelling the invitation'), (title) =>
    workbench.jobs.write(title, cancelPartnerInvitations, account, input),
  );
}

export async function resendInvitation(workbench: Workbench, target: CommandTarget): Promise<void> {
  const { account, input } = chosenInvitation(target);
  await runAndSummarise(workbench, account, vscode.l10n.t('Sending the invitation again'), (title) =>
    workbench.jobs.write(title, resendPartnerInvitations, account, input),
  );
}

function chosenInvitation({ account, roomId, invitedAddress }: CommandTarget): { account: Account; input: object } {
  if (account === undefined || roomId === undefined || invitedAddress === undefined)
    throw new CleanRoomError('invalid_input', vscode.l10n.t('No invitation was chosen.'), {
      remedy: vscode.l10n.t('Choose one in the view "Clean Rooms" or in the invitations panel.'),
    });
  return { account, input: { room: roomId, invitations: [invitedAddress] } };
}

/** Puts the words that a finding has ready into the clipboard. */
export async function copyText({ accounts }: Workbench, { finding, account, roomId, invitedAddress }: CommandTarget): Promise<void> {
  const text =
    finding?.remedies.find((each) => each.text !== undefined)?.text ??
    (account ?? accounts.all[0])?.partners?.rooms
      .find(({ room }) => room.id === roomId)
      ?.invitations.find(({ to }) => to === invitedAddress)?.reminder;
  if (text === undefined)
    throw new CleanRoomError('not_found', vscode.l10n.t('There is no mail text for this.'), {
      remedy: vscode.l10n.t('Refresh the views and try again.'),
    });
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the mail text'), 3000);
}

/** Plan, question, progress, summary; then the connection is read anew, whatever happened. */
async function runAndSummarise(
  { accounts, jobs, documents }: Workbench,
  account: Account,
  title: string,
  run: (title: string) => Promise<PartnerResult>,
): Promise<void> {
  try {
    const result = await run(title);
    accounts.noteUsed(account);
    const showSummary = vscode.l10n.t('Show summary');
    const sentence = plainMessage(vscode.l10n.t('{0}: {1}.', account.place.accountId ?? '', partnerSummarySentence(result)));
    const shown = result.ok
      ? vscode.window.showInformationMessage(sentence, showSummary)
      : vscode.window.showWarningMessage(sentence, showSummary);
    // Not awaited: the views are refreshed while the message stands.
    void shown.then((answer) =>
      answer === showSummary
        ? documents.show(
            vscode.l10n.t('Summary for {0}', account.place.accountId ?? ''),
            [title, '', ...partnerSummaryLines(result), ''].join('\n'),
          )
        : undefined,
    );
  } finally {
    if (!jobs.isBusy(account)) await accounts.refresh(account);
  }
}
