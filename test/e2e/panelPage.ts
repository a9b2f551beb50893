/**
 * A panel's page in a browser without VS Code: the built script and style in the page that the extension makes, with what
 * VS Code gives a webview. Fast enough to try every key.
 */
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { webviewPage } from '../../src/extension/panels/webviewPage.ts';
import {
  checkedInput,
  identifiedSchema,
  namedSchema,
  type AnswerTo,
  type InputOf,
  type NameIn,
  type NewsOf,
  type PanelNews,
  type PanelProtocol,
  type PanelReply,
  type PanelRequests,
} from '../../src/protocol/panelMessages.ts';
import { findBrowser } from '../../scripts/host/browser.mjs';
import { pictures, root } from '../../scripts/host/project.mjs';
import { themes, type ThemeName } from './panelThemes.ts';

export interface PageOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** What an earlier page has left with VS Code. */
  state?: unknown;
  texts?: Readonly<Record<string, string>>;
  reducedMotion?: boolean;
}

/** What a page is made of: its title, and what its script and style are called in dist/webview. */
export interface PageFiles {
  title: string;
  files: string;
  /** Instead of the files in dist/webview. */
  built?: { js: string; css: string };
}

/** Starts a browser before the tests of the surrounding `describe`. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    browser = await chromium.launch(await findBrowser());
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  after(() => browser?.close());
  return () => {
    assert.ok(browser, 'the browser is there from the first test on');
    return browser;
  };
}

const origin = 'https://panel.test';
const nonce = 'n0nce';

/** Opens a page; `problems` are what the browser complains about: errors, and what the page's policy forbids. */
export async function openPage(
  browser: Browser,
  { title, files, built }: PageFiles,
  options: PageOptions = {},
): Promise<{ page: Page; problems: readonly string[] }> {
  // Before the browser asks: a page whose file is missing would never have loaded, and say nothing of the reason.
  const [script, style] = await Promise.all([built?.js ?? builtFile(`${files}.js`), built?.css ?? builtFile(`${files}.css`)]);
  const { theme = 'dark', width = 1280, height = 800, state, texts = {}, reducedMotion = true } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  page.setDefaultTimeout(5000);
  const html = webviewPage({
    title,
    script: `${origin}/${files}.js`,
    style: `${origin}/${files}.css`,
    cspSource: origin,
    nonce,
    language: 'en-GB',
    texts,
  }).replace('<body>', `<body><script nonce="${nonce}">applyTheme()</script>`);
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname;
    if (name === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else if (name.endsWith('.css')) await route.fulfill({ contentType: 'text/css', body: style });
    else await route.fulfill({ contentType: 'text/javascript', body: script });
  });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.addInitScript(
    ({ saved, given }) => {
      window.sent = [];
      window.saved = saved;
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => window.sent.push(message),
        getState: () => window.saved,
        setState: (next) => {
          window.saved = next;
        },
      });
      // As VS Code does before the page's own script: variables on the root, the kind of theme on the body.
      window.applyTheme = () => {
        const { documentElement, body } = window.document;
        for (const [name, value] of Object.entries(given.variables)) documentElement.style.setProperty(`--vscode-${name}`, value);
        body.className = `vscode-body ${given.kind}`;
        body.dataset['vscodeThemeKind'] = given.kind;
        body.style.fontFamily = given.variables['font-family'] ?? 'sans-serif';
        body.style.fontSize = given.variables['font-size'] ?? '13px';
      };
    },
    { saved: state, given: themes[theme] },
  );
  await page.goto(`${origin}/`);
  return { page, problems };
}

/** A panel's page, and what it and the extension say to each other. */
export class PanelPage<Requests extends PanelRequests, News extends PanelNews> {
  readonly page: Page;
  /** What the browser complains about: errors, and what the page's policy forbids. */
  readonly problems: readonly string[];
  readonly #requests: Requests;

  constructor({ requests }: PanelProtocol<Requests, News>, { page, problems }: { page: Page; problems: readonly string[] }) {
    this.#requests = requests;
    this.page = page;
    this.problems = problems;
  }

  /** Says something to the page, as the extension does. */
  async send(message: NewsOf<PanelProtocol<Requests, News>> | PanelReply): Promise<void> {
    await this.sendAnything(message);
  }

  async sendAnything(message: unknown): Promise<void> {
    await this.page.evaluate(
      (data) =>
        new Promise<void>((resolve) => {
          window.postMessage(data, '*');
          window.requestAnimationFrame(() => {
            window.setTimeout(resolve, 0);
          });
        }),
      message,
    );
  }

  /** What the page has said so far. */
  sent(): Promise<unknown[]> {
    return this.page.evaluate(() => window.sent);
  }

  /** The page has said that it is there. */
  async untilReady(): Promise<void> {
    await this.#newest('ready');
  }

  /** The newest request of this name, checked as the extension does; waits for the first. */
  async request<Name extends NameIn<Requests>>(name: Name): Promise<InputOf<Requests[Name]> & { requestId: string }> {
    const message = await this.#newest(name);
    const request: Requests[Name] = this.#requests[name];
    const input = checkedInput(request, message);
    assert.ok(input.success, input.error?.message);
    return { ...input.data, requestId: identifiedSchema.parse(message).requestId };
  }

  /** Answers the newest request of this name with nothing but words, if any. */
  async reply(name: NameIn<Requests>, ok: boolean, message?: string): Promise<void> {
    const { requestId } = await this.request(name);
    await this.send(ok ? { type: 'reply', requestId, ok, message } : { type: 'reply', requestId, ok, message: message ?? '' });
  }

  /** Answers the newest request of this name. */
  async answer<Name extends NameIn<Requests>>(name: Name, answer: AnswerTo<Requests[Name]>, message?: string): Promise<void> {
    const { requestId } = await this.request(name);
    await this.send({ type: 'reply', requestId, ok: true, answer, message });
  }

  /** What VS Code would keep for the page. */
  async savedState(): Promise<unknown> {
    await this.page.waitForTimeout(300);
    return this.page.evaluate(() => window.saved);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Whether all of it can be seen without scrolling. */
  async isOnScreen(part: Locator): Promise<boolean> {
    const box = await part.boundingBox();
    const size = this.page.viewportSize();
    return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height;
  }

  /** What a screen reader says of the element that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = window.document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
  }

  /** A picture of the page, as out/pictures/<name>.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }

  async #newest(name: string): Promise<unknown> {
    await this.page.waitForFunction((wanted) => window.sent.some((message) => message.type === wanted), name);
    return (await this.sent()).findLast((message) => nameOf(message) === name);
  }
}

function nameOf(message: unknown): string | undefined {
  return namedSchema.safeParse(message).data?.type;
}

function builtFile(name: string): Promise<string> {
  return readFile(join(root, 'dist/webview', name), 'utf8').catch(() => {
    throw new Error(`dist/webview/${name} is missing: build first (node esbuild.mjs).`);
  });
}

/** What runs inside the page. */
interface PageElement {
  className: string;
  textContent: string | null;
  dataset: Record<string, string>;
  style: { fontFamily: string; fontSize: string; setProperty(name: string, value: string): void };
  getAttribute(name: string): string | null;
}
declare const window: {
  sent: { type?: unknown }[];
  saved: unknown;
  applyTheme: () => void;
  acquireVsCodeApi: () => { postMessage(message: object): void; getState(): unknown; setState(state: unknown): void };
  document: {
    documentElement: PageElement;
    body: PageElement;
    activeElement: PageElement | null;
  };
  postMessage(message: unknown, origin: string): void;
  requestAnimationFrame(callback: () => void): void;
  setTimeout(callback: () => void, ms: number): void;
};
