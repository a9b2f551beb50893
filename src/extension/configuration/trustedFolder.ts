import * as vscode from 'vscode';

/** The first folder of the workspace, where the product keeps files; undefined without one, and where it is not trusted. */
export function trustedFolder(): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
}
