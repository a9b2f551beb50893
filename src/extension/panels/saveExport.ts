import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { plainMessage } from '../plainMessage.ts';

/** Asks where to, writes the file there, and offers to open it. Nothing is written where the person cancels. */
export async function saveExport(name: string, filters: Record<string, string[]>, content: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name), filters });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, content);
  const open = vscode.l10n.t('Open');
  // Not waited for: the work is done, whether or not the notification is looked at.
  void vscode.window
    .showInformationMessage(plainMessage(vscode.l10n.t('Saved {0}', vscode.workspace.asRelativePath(target))), open)
    .then((answer) => {
      if (answer === open) void vscode.commands.executeCommand('vscode.open', target);
    });
}
