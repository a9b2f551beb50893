import * as vscode from 'vscode';
import { asCleanRoomError } from '../core/errors.ts';

/**
 * Shows an error to the person: the sentence, the next step, and a way to the log. Cancelling is no error. It does not
 * wait for an answer, so that a command ends when its work has.
 */
export function showError(thrown: unknown, log: vscode.LogOutputChannel): void {
  const error = asCleanRoomError(thrown);
  if (error.code === 'cancelled') {
    void vscode.window.setStatusBarMessage(error.message, 5000);
    return;
  }
  log.error(error.sentence, ...(error.details.requestId === undefined ? [] : [error.details.requestId]));
  if (error.code === 'service_fault' && error.cause instanceof Error) log.error(error.cause);
  const showLog = vscode.l10n.t('Show log');
  void vscode.window.showErrorMessage(error.sentence, showLog).then((answer) => { if (answer === showLog) log.show(); });
}
