import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { readySchema, replySchema, type PanelReply } from '../../../src/protocol/panelMessages.ts';
import { eventually } from '../workbench.ts';
import { standIn } from './standIn.ts';

const ownReply = z.looseObject({ requestId: z.string() });

/** A panel's page and every message between it and the extension. It can be made to say more than the page itself says. */
export class WatchedPage {
  readonly panel: vscode.WebviewPanel;
  /** What came from the page. */
  readonly said: unknown[] = [];
  /** What the extension told it. */
  readonly told: unknown[] = [];
  #asked = 0;
  #hear: (message: unknown) => void = () => undefined;

  constructor(panel: vscode.WebviewPanel) {
    this.panel = panel;
    const { webview } = panel;
    const post = webview.postMessage.bind(webview);
    const listen = webview.onDidReceiveMessage;
    Object.defineProperty(webview, 'postMessage', {
      value: (message: unknown) => {
        this.told.push(message);
        return post(message);
      },
    });
    Object.defineProperty(webview, 'onDidReceiveMessage', {
      value: (hear: (message: unknown) => void) => {
        this.#hear = (message) => {
          this.said.push(message);
          hear(message);
        };
        return listen(this.#hear);
      },
    });
  }

  /** Ends when the page itself has said that it is there. */
  async isThere(): Promise<void> {
    await eventually(() => this.said.some((message) => readySchema.safeParse(message).success));
  }

  /** Asks the extension as the page does; ends with the reply. */
  async ask(type: string, input: object): Promise<PanelReply> {
    this.#asked += 1;
    const requestId = `test-${this.#asked}`;
    this.#hear({ ...input, type, requestId });
    const reply = await eventually(() => this.told.find((message) => ownReply.safeParse(message).data?.requestId === requestId));
    return replySchema.parse(reply);
  }
}

/** Watches every page that is opened from now on; the first answer gives the newest of a kind once it is there. */
export function watchPages(): { page: (viewType: string) => Promise<WatchedPage>; pages: readonly WatchedPage[]; end: () => void } {
  const pages: WatchedPage[] = [];
  const open = vscode.window.createWebviewPanel;
  const putBack = standIn(vscode.window, 'createWebviewPanel', (...given: Parameters<typeof open>) => {
    const panel = open(...given);
    pages.push(new WatchedPage(panel));
    return panel;
  });
  return {
    pages,
    page: async (viewType) => {
      const page = await eventually(() => pages.findLast(({ panel }) => panel.viewType === viewType));
      await page.isThere();
      return page;
    },
    end: () => {
      putBack();
      for (const { panel } of pages) panel.dispose();
    },
  };
}
