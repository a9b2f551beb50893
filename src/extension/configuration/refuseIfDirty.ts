import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';

/** Raises `configuration_conflict` where an editor has changes of the file that are not saved. */
export function refuseIfDirty(uri: vscode.Uri): void {
  if (!vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString())) return;
  throw new CleanRoomError(
    'configuration_conflict',
    vscode.l10n.t('{0} has unsaved changes in an editor and was not written.', vscode.workspace.asRelativePath(uri)),
    { remedy: vscode.l10n.t('Save or revert the editor, then try again.') },
  );
}
