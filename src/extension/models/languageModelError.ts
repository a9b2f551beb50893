import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';

/**
 * An error as those who ask a model expect it: a LanguageModelError whose message is the sentence and the next step.
 * Without the cause, because VS Code writes all of an error into its log.
 */
export function languageModelError(thrown: unknown): Error {
  const { code, sentence } = asCleanRoomError(thrown);
  switch (code) {
    case 'cancelled':
      return new vscode.CancellationError();
    case 'connection_unusable':
    case 'not_permitted':
      return vscode.LanguageModelError.NoPermissions(sentence);
    case 'not_found':
      return vscode.LanguageModelError.NotFound(sentence);
    // The content filter.
    case 'refused':
      return vscode.LanguageModelError.Blocked(sentence);
    default:
      return new vscode.LanguageModelError(sentence);
  }
}
