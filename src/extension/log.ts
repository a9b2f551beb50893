import * as vscode from 'vscode';
import { asCleanRoomError, type CleanRoomError } from '../core/errors.ts';
import { plainMessage } from './plainMessage.ts';

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
  const { sentence, step } = wordsFor(error);
  const showLog = vscode.l10n.t('Show log');
  void vscode.window.showErrorMessage(plainMessage(sentence), ...(step === undefined ? [] : [step.title]), showLog).then((answer) => {
    if (answer === showLog) log.show();
    else if (answer !== undefined && step !== undefined) void vscode.commands.executeCommand(step.command);
  });
}

/** What is said of an error, and the command that is the next step. */
export interface ErrorWords {
  sentence: string;
  step?: { title: string; command: string };
}

/** The next step as VS Code has it: some remedies are written for the command line. */
export function wordsFor(error: CleanRoomError): ErrorWords {
  if (error.code === 'configuration_missing') {
    if (vscode.workspace.workspaceFolders === undefined) {
      return {
        sentence: vscode.l10n.t('The configuration lies in a folder, and none is open. Open a folder first.'),
        step: { title: vscode.l10n.t('Open folder…'), command: 'vscode.openFolder' },
      };
    }
    return {
      sentence: error.message,
      step: { title: vscode.l10n.t('Initialise configuration'), command: 'cleanRooms.initialiseConfiguration' },
    };
  }
  return { sentence: /\bcleanrooms [a-z]/.test(error.remedy ?? '') ? error.message : error.sentence };
}
