import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';
import { chooseAccount, chooseCollaboration } from './choose.ts';
import type { CommandTarget } from './commandTarget.ts';

/** Opens the collaboration where the AWS console shows it. */
export async function openInConsole({ accounts }: Workbench, target: CommandTarget): Promise<void> {
  const account = await chooseAccount(accounts, target.account);
  if (account === undefined) return;
  const { connection } = await account.open();
  if (connection.sandbox) throw new CleanRoomError('invalid_input', vscode.l10n.t('The sandbox has no AWS console.'));
  const membershipId =
    target.membershipId ??
    (target.collaborationId === undefined ? (await chooseCollaboration(accounts, account))?.membership_id : undefined);
  const page =
    membershipId === undefined || membershipId === null ? `collaborations/${target.collaborationId ?? ''}` : `memberships/${membershipId}`;
  await vscode.env.openExternal(
    vscode.Uri.parse(`https://${connection.region}.console.aws.amazon.com/cleanrooms/home?region=${connection.region}#/${page}`, true),
  );
}

/** Copies the membership's id, or the collaboration's where it has not been joined. */
export async function copyId({ accounts }: Workbench, target: CommandTarget): Promise<void> {
  const account = target.roomId === undefined ? await chooseAccount(accounts, target.account) : target.account;
  if (account === undefined) return;
  const id =
    target.roomId ?? target.membershipId ?? target.collaborationId ?? (await chooseCollaboration(accounts, account))?.membership_id;
  if (id === undefined || id === null) return;
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', id), 3000);
}

/** Opens this window's audit log, or the folder of all of them where this window has written nothing yet. */
export async function showAuditLog({ auditLog, auditFolder }: Workbench): Promise<void> {
  if (await exists(auditLog.file)) {
    await vscode.window.showTextDocument(vscode.Uri.file(auditLog.file));
    return;
  }
  if (!(await exists(auditFolder))) {
    void vscode.window.showInformationMessage(
      plainMessage(vscode.l10n.t('Nothing has been written yet, so there is no audit log in {0}.', auditFolder)),
    );
    return;
  }
  const older = (await vscode.workspace.fs.readDirectory(vscode.Uri.file(auditFolder)))
    .map(([name]) => name)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .reverse();
  const picked = await vscode.window.showQuickPick(older, {
    placeHolder: vscode.l10n.t('This window has written nothing yet; earlier audit logs:'),
  });
  if (picked !== undefined) await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(auditFolder), picked));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
