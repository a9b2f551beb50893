/** The permissions panel's page in a browser without VS Code, with the extension's own side of it over services in memory. */
import type { Browser, Locator } from 'playwright-core';
import { setImmediate } from 'node:timers/promises';
import { PageConversation } from '../../src/extension/panels/pageConversation.ts';
import { PermissionsWork } from '../../src/extension/panels/permissions/permissionsWork.ts';
import { permissionProtocol, type PermissionFocus, type PermissionProtocol } from '../../src/protocol/permissionMessages.ts';
import type { MemoryWorkplace } from '../unit/support/partners/memoryWorkplace.ts';
import { openPage, PanelPage, useBrowser, type PageOptions } from './panelPage.ts';

export interface OpeningOptions extends PageOptions {
  show?: PermissionFocus;
  /** Opens it while the room is still being read: a reading does not end. */
  half?: boolean;
}

/** Starts a browser before the tests of the surrounding `describe`; the answer opens a page in it that has been filled. */
export function usePermissionsPages(): (workplace: MemoryWorkplace, options?: OpeningOptions) => Promise<PermissionsPage> {
  const browser = useBrowser();
  return (workplace, options) => openPermissionsPage(browser(), workplace, options);
}

export async function openPermissionsPage(
  browser: Browser,
  workplace: MemoryWorkplace,
  { show, half = false, ...options }: OpeningOptions = {},
): Promise<PermissionsPage> {
  const opened = await openPage(browser, { title: 'Permissions', files: 'permissions' }, options);
  const panel = new PermissionsPage(workplace, opened, show);
  await panel.untilReady();
  if (half) await panel.untilShown();
  else await panel.settle();
  return panel;
}

export class PermissionsPage extends PanelPage<PermissionProtocol['requests'], PermissionProtocol['news']> {
  /** What the extension has said to the person outside the page. */
  readonly notified: string[] = [];
  readonly #conversation: PageConversation<PermissionProtocol['requests'], PermissionProtocol['news']>;
  readonly #outbox: object[] = [];
  #heard = 0;
  #waiting = 0;

  constructor(workplace: MemoryWorkplace, opened: Awaited<ReturnType<typeof openPage>>, show?: PermissionFocus) {
    super(permissionProtocol, opened);
    const work = new PermissionsWork(workplace, (news) => {
      this.#conversation.send(news);
    });
    this.#conversation = new PageConversation(permissionProtocol, work.handlers, {
      post: (message) => this.#outbox.push(message),
      notify: (_ok, sentence) => this.notified.push(sentence),
      log: { warn: () => undefined, error: () => undefined },
      onReady: () => {
        this.#conversation.send({
          type: 'connections',
          connections: workplace.connections(),
          mayWrite: workplace.mayWrite(),
          mayKeepTemplates: workplace.settings() !== undefined,
          ...(show === undefined ? {} : { show }),
        });
      },
      beforeReply: () => {
        this.#waiting -= 1;
      },
    });
  }

  /** Lets the extension hear and answer what the page has said, until neither has anything to say. */
  async settle(): Promise<void> {
    for (;;) {
      await this.exchange();
      // With the next frame the toolkit shows what it was told, and the browser tells what was opened.
      await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      if (this.#waiting === 0 && this.#outbox.length === 0 && (await this.sent()).length === this.#heard) return;
    }
  }

  /** Exchanges what there is until a table of questions is on the screen, answered or not. */
  async untilShown(): Promise<void> {
    while ((await this.grid('Questions').count()) === 0) await this.exchange();
  }

  /** One turn of it: what is not answered yet stays so. */
  async exchange(): Promise<void> {
    const sent = await this.sent();
    for (const message of sent.slice(this.#heard)) {
      if (!isReady(message)) this.#waiting += 1;
      this.#conversation.hear(message);
    }
    this.#heard = sent.length;
    await setImmediate();
    for (const message of this.#outbox.splice(0)) await this.sendAnything(message);
  }

  box(name: string | RegExp): Locator {
    return this.page.getByRole('checkbox', { name, exact: typeof name === 'string' });
  }

  radio(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  grid(name: string): Locator {
    return this.page.getByRole('grid', { name });
  }

  /** What the form would change. */
  impact(): Promise<string> {
    return this.page.locator('.impact').innerText();
  }

  /** Lines of the list of this name. */
  lines(name: string): Promise<string[]> {
    return this.page.getByRole('list', { name }).getByRole('listitem').allInnerTexts();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses a button and lets the extension answer. */
  async click(name: string | RegExp): Promise<void> {
    await this.button(name).click();
    await this.settle();
  }
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}
