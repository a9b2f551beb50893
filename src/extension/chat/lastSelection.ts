import * as vscode from 'vscode';
import { targetOf, type CommandTarget } from '../commands/commandTarget.ts';

/** What was selected last, and when (milliseconds of Date.now()). */
export type Selected = { kind: 'line'; target: CommandTarget; since: number } | { kind: 'editor'; since: number };

/** Where the person selected something last, a line of our views or a place in a file: what "this" means in a question. */
export class LastSelection implements vscode.Disposable {
  readonly #listening: vscode.Disposable;
  #line: unknown;
  #lineSince = 0;
  #editorSince = 0;

  constructor(views: readonly vscode.TreeView<unknown>[]) {
    this.#listening = vscode.Disposable.from(
      ...views.map((view) =>
        view.onDidChangeSelection(({ selection: [line] }) => {
          if (line === undefined) return;
          this.#line = line;
          this.#lineSince = Date.now();
        }),
      ),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // What a program selects, as when a file is opened, is nobody's pointing.
        if (textEditor.document.uri.scheme === 'file' && kind !== undefined && kind !== vscode.TextEditorSelectionChangeKind.Command)
          this.#editorSince = Date.now();
      }),
    );
  }

  /** The newest first. */
  get all(): Selected[] {
    const line: Selected[] = this.#line === undefined ? [] : [{ kind: 'line', target: targetOf(this.#line), since: this.#lineSince }];
    const editor: Selected[] = this.#editorSince === 0 ? [] : [{ kind: 'editor', since: this.#editorSince }];
    return [...line, ...editor].sort((a, b) => b.since - a.since);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
