import * as vscode from 'vscode';

const scheme = 'cleanrooms';

/** How many pages stay readable: VS Code closes a page's document at once and reads it anew when its preview is drawn again. */
const mostPages = 20;

/** Plans, summaries and answers as read-only editors: they can be searched, scrolled and copied like any text. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  /** The newest last. */
  #pages: string[] = [];
  #made = 0;

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (!this.#pages.includes(uri.toString())) this.#texts.delete(uri.toString());
      }),
    );
  }

  /** Opens a text under a title; a preview gives its place to the next file that is looked at. */
  async show(title: string, text: string, { preview = true } = {}): Promise<vscode.Uri> {
    const uri = this.#add(title, 'txt', text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview });
    return uri;
  }

  /** Shows Markdown as a page. */
  async showPage(title: string, markdown: string): Promise<void> {
    const uri = this.#add(title, 'md', markdown);
    this.#pages.push(uri.toString());
    for (const old of this.#pages.splice(0, Math.max(0, this.#pages.length - mostPages))) this.#texts.delete(old);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #add(title: string, ending: 'txt' | 'md', text: string): vscode.Uri {
    // VS Code decodes the query of a command's link twice: a name with spaces would not be found again.
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-');
    const uri = vscode.Uri.from({ scheme, path: `/${String((this.#made += 1))}/${name}.${ending}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
