import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Account } from '../../../src/extension/connections/account.ts';
import { workspaceFolder } from '../workbench.ts';
import { standIn } from './standIn.ts';

/** Exports a report as a person does who picks this format: to `report.<format>` in the workspace. */
export async function saveReport(account: Account, format: string): Promise<void> {
  const pick = (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items.find(({ label }) => label === format));
  const name = () => Promise.resolve(vscode.Uri.file(join(workspaceFolder(), `report.${format}`)));
  const putBack = [standIn(vscode.window, 'showQuickPick', pick), standIn(vscode.window, 'showSaveDialog', name)];
  try {
    await vscode.commands.executeCommand('cleanRooms.exportReport', { account });
  } finally {
    for (const each of putBack) each();
  }
}
