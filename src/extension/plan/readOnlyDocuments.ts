import * as vscode from 'vscode';

const scheme = 'cleanrooms';

/** Plans and summaries as read-only editors: they can be searched, scrolled and copied like any text. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #made = 0;

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#texts.delete(uri.toString());
      }),
    );
  }

  /** Opens a text under a title; a preview gives its place to the next file that is looked at. */
  async show(title: string, text: string, { preview = true } = {}): Promise<vscode.Uri> {
    // VS Code decodes the query of a command's link twice: a name with spaces would not be found again.
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-');
    const uri = vscode.Uri.from({ scheme, path: `/${String((this.#made += 1))}/${name}.txt` });
    this.#texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview });
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
