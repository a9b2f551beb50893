import * as vscode from 'vscode';
import { CleanRoomError } from '../../../core/errors.ts';
import { plainMessage } from '../../plainMessage.ts';

/** Many thousand addresses; more is no list of addresses. */
const largestFile = 1_000_000;

/** Asks for a file with addresses and reads it; undefined where none was chosen. Raises `invalid_input`. */
export async function readAddressFile(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      openLabel: vscode.l10n.t('Load addresses'),
      filters: { [vscode.l10n.t('Comma-separated values and text')]: ['csv', 'tsv', 'txt'], [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (file === undefined) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestFile) throw unusable(file, vscode.l10n.t('it has more than 1 MB'));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file));
  } catch (cause) {
    if (cause instanceof TypeError) throw unusable(file, vscode.l10n.t('it is not UTF-8 text'));
    throw cause;
  }
}

function unusable(file: vscode.Uri, why: string): CleanRoomError {
  return new CleanRoomError(
    'invalid_input',
    plainMessage(vscode.l10n.t('{0} cannot be read as addresses: {1}.', vscode.workspace.asRelativePath(file), why)),
    { remedy: vscode.l10n.t('Save the addresses as CSV in UTF-8.') },
  );
}
