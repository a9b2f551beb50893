import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { NewsOf, PanelNews, PanelProtocol, PanelRequests } from '../../protocol/panelMessages.ts';
import { plainMessage } from '../plainMessage.ts';
import { PageConversation, type PanelHandlers } from './pageConversation.ts';
import { webviewPage } from './webviewPage.ts';

export interface WebviewPanelOptions<Requests extends PanelRequests, News extends PanelNews> {
  /** Where the extension lies. */
  extension: vscode.Uri;
  /** What VS Code calls this kind of panel, for example `cleanRooms.coverage`. */
  viewType: string;
  title: string;
  /** What its script and its style are called in `dist/webview`, without `.js` and `.css`. */
  files: string;
  protocol: PanelProtocol<Requests, News>;
  handlers: PanelHandlers<Requests>;
  log: vscode.LogOutputChannel;
  /** Fills a page that knows nothing yet: at the beginning, and whenever VS Code has thrown the one before away. */
  onReady: () => void;
  /** Called before a request is answered, so that what it has changed is on the screen by then. */
  beforeReply?: () => void;
  onClosed: () => void;
}

/** A panel with a page of ours in it, from its opening to its closing: the webview, and the messages to and from its page. */
export class WebviewPanel<Requests extends PanelRequests, News extends PanelNews> implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #conversation: PageConversation<Requests, News>;

  constructor(options: WebviewPanelOptions<Requests, News>) {
    const { extension, viewType, title, protocol, handlers, log, onReady, beforeReply, onClosed } = options;
    const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
    this.#panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder],
    });
    const { webview } = this.#panel;
    this.#conversation = new PageConversation(protocol, handlers, {
      post: (message) => void webview.postMessage(message),
      notify: (ok, sentence) => void (ok ? vscode.window.showInformationMessage : vscode.window.showErrorMessage)(plainMessage(sentence)),
      log,
      onReady,
      beforeReply: () => beforeReply?.(),
    });
    const listening = vscode.Disposable.from(
      webview.onDidReceiveMessage((message: unknown) => {
        this.#conversation.hear(message);
      }),
      this.#panel.onDidChangeViewState(() => {
        // VS Code throws a hidden page away; it says "ready" again when it is back.
        if (!this.#panel.visible) this.#conversation.noteHidden();
      }),
    );
    this.#panel.onDidDispose(() => {
      this.#conversation.close();
      listening.dispose();
      onClosed();
    });
    const file = (ending: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, `${options.files}.${ending}`)).toString();
    webview.html = webviewPage({
      title,
      script: file('js'),
      style: file('css'),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: vscode.env.language,
      texts: vscode.l10n.bundle ?? {},
    });
  }

  /** Whether the page listens: not before it has said so, and not while VS Code loads it anew. */
  get ready(): boolean {
    return this.#conversation.ready;
  }

  /** Tells the page; dropped while no page listens. */
  send(news: NewsOf<PanelProtocol<Requests, News>>): void {
    this.#conversation.send(news);
  }

  /** Brings the panel to the front. */
  reveal(): void {
    this.#panel.reveal();
  }

  /** Closes the panel. */
  dispose(): void {
    this.#panel.dispose();
  }
}
