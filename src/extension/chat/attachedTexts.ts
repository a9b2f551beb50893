import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { configurationUri } from '../configuration/workspaceConfiguration.ts';
import { membershipAt } from './configurationEntry.ts';

/** A name is looked for in so much of a text; more names more than one thing. */
const longest = 4000;

/**
 * The texts that a person attached to a question: values, and selected parts of files. A whole file says nothing about what
 * in it is meant. What VS Code attaches by itself (`vscode.implicit…`) is the editor's selection, see `selectedText`.
 */
export async function attachedTexts(references: readonly vscode.ChatPromptReference[]): Promise<string[]> {
  const texts = await Promise.all(
    references
      .filter(({ id }) => !id.startsWith('vscode.implicit'))
      .map(async ({ value }): Promise<string> => {
        if (typeof value === 'string') return value;
        return value instanceof vscode.Location ? attachedPart(value) : '';
      }),
  );
  return texts.filter((text) => text !== '').map((text) => text.slice(0, longest));
}

/** Raises `not_found` where the file cannot be opened as a text: an answer about something else would be none. */
async function attachedPart({ uri, range }: vscode.Location): Promise<string> {
  try {
    return textAt(await vscode.workspace.openTextDocument(uri), range);
  } catch (cause) {
    throw new CleanRoomError(
      'not_found',
      vscode.l10n.t('{0}, which is attached to the question, cannot be opened.', vscode.workspace.asRelativePath(uri)),
      {
        cause,
        remedy: vscode.l10n.t('Ask again without it, or name what is meant.'),
      },
    );
  }
}

/** What is selected in the editor that was used last; without a selection the entry of the configuration around its cursor. */
export function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const text = textAt(editor.document, editor.selection);
  return text === '' ? undefined : text.slice(0, longest);
}

const membershipKey = '"membership_id"';

/** In the configuration a place, or a part with one membership in it, stands for that membership. */
function textAt(document: vscode.TextDocument, range: vscode.Range): string {
  const text = document.getText(range);
  if (document.uri.toString() !== configurationUri()?.toString()) return text;
  const inside = text === '' ? 0 : text.indexOf(membershipKey);
  if (inside === -1 || text.includes(membershipKey, inside + 1)) return text;
  return membershipAt(document.getText(), document.offsetAt(range.start) + inside) ?? text;
}
