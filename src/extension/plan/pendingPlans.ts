import * as vscode from 'vscode';
import type { ReadOnlyDocuments } from './readOnlyDocuments.ts';

/** Names the documents whose title shows "Apply plan" and "Discard plan" (package.json, editor/title). */
const contextKey = 'cleanRooms.pendingPlans';

/** Plans that wait in an editor for their answer. Closing the editor, or cancelling the job, discards the plan. */
export class PendingPlans implements vscode.Disposable {
  readonly #documents: ReadOnlyDocuments;
  readonly #answers = new Map<string, (agreed: boolean) => void>();
  readonly #listening: vscode.Disposable;

  constructor(documents: ReadOnlyDocuments) {
    this.#documents = documents;
    this.#listening = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const document of closed.flatMap(documentOf)) if (tabsOf(document).length === 0) this.answer(document, false);
    });
  }

  /** Shows a plan and waits for its answer; `onShown` is told in which document it waits. */
  async ask(title: string, text: string, signal: AbortSignal, onShown: (document: string) => void): Promise<boolean> {
    const document = (await this.#documents.show(title, text, { preview: false })).toString();
    if (signal.aborted) return false;
    const discard = (): void => {
      this.answer(document, false);
    };
    signal.addEventListener('abort', discard, { once: true });
    try {
      return await new Promise<boolean>((resolve) => {
        this.#answers.set(document, resolve);
        this.#announce();
        onShown(document);
      });
    } finally {
      signal.removeEventListener('abort', discard);
    }
  }

  /** Answers for the plan in a document; without one, for that of the active editor. Nothing where none waits there. */
  answer(document: string | undefined, agreed: boolean): void {
    const chosen = document ?? vscode.window.activeTextEditor?.document.uri.toString() ?? '';
    const resolve = this.#answers.get(chosen);
    if (resolve === undefined) return;
    this.#answers.delete(chosen);
    this.#announce();
    resolve(agreed);
    // A plan that has been applied stays to be read; one that was discarded would only mislead.
    if (!agreed) void vscode.window.tabGroups.close(tabsOf(chosen));
  }

  dispose(): void {
    this.#listening.dispose();
    for (const document of [...this.#answers.keys()]) this.answer(document, false);
  }

  #announce(): void {
    void vscode.commands.executeCommand('setContext', contextKey, [...this.#answers.keys()]);
  }
}

function documentOf({ input }: vscode.Tab): string[] {
  return input instanceof vscode.TabInputText ? [input.uri.toString()] : [];
}

function tabsOf(document: string): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => documentOf(tab).includes(document));
}
