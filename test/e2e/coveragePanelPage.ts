/**
 * The coverage panel's page in a browser without VS Code: the built script and style in the page that the extension
 * makes, with what VS Code gives a webview. Fast enough to try every key.
 */
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { webviewPage } from '../../src/extension/panels/webviewPage.ts';
import type { FromCoveragePanel, PanelAccount, PanelPlan, ToCoveragePanel } from '../../src/protocol/coverageMessages.ts';
import { findBrowser } from '../../scripts/host/browser.mjs';
import { pictures, root } from '../../scripts/host/project.mjs';
import { themes, type ThemeName } from './coveragePanelThemes.ts';

export interface PageOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** What an earlier page has left with VS Code. */
  state?: unknown;
  texts?: Readonly<Record<string, string>>;
  reducedMotion?: boolean;
}

/** Starts a browser before the tests of the surrounding `describe`; the answer opens a page in it. */
export function useCoveragePages(): (options?: PageOptions) => Promise<CoveragePage> {
  let browser: Browser | undefined;
  before(async () => {
    browser = await chromium.launch(await findBrowser());
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });
  after(() => browser?.close());
  return (options) => {
    assert.ok(browser, 'the browser is there from the first test on');
    return openCoveragePage(browser, options);
  };
}

const origin = 'https://coverage.test';
const nonce = 'n0nce';

export async function openCoveragePage(browser: Browser, options: PageOptions = {}): Promise<CoveragePage> {
  const { theme = 'dark', width = 1280, height = 800, state, texts = {}, reducedMotion = true } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  page.setDefaultTimeout(5000);
  const html = webviewPage({
    title: 'Coverage',
    script: `${origin}/coverage.js`,
    style: `${origin}/coverage.css`,
    cspSource: origin,
    nonce,
    language: 'en-GB',
    texts,
  }).replace('<body>', `<body><script nonce="${nonce}">applyTheme()</script>`);
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname;
    if (name === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else await route.fulfill({ contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript', body: await built(name) });
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
  return new CoveragePage(page, problems);
}

export class CoveragePage {
  readonly page: Page;
  /** What the browser complains about: errors, and what the page's policy forbids. */
  readonly problems: readonly string[];

  constructor(page: Page, problems: readonly string[]) {
    this.page = page;
    this.problems = problems;
  }

  /** Says something to the page, as the extension does. */
  async send(message: ToCoveragePanel): Promise<void> {
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

  async showAccounts(accounts: PanelAccount[], mayWrite = true): Promise<void> {
    await this.send({ type: 'accounts', accounts, mayWrite });
  }

  async showPlan(plan: PanelPlan): Promise<void> {
    await this.send({ type: 'plan', ...plan });
  }

  /** What the page has said so far. */
  sent(): Promise<FromCoveragePanel[]> {
    return this.page.evaluate(() => window.sent);
  }

  /** The newest message of a type; waits for the first. */
  async request<Type extends FromCoveragePanel['type']>(type: Type): Promise<Extract<FromCoveragePanel, { type: Type }>> {
    await this.page.waitForFunction((wanted) => window.sent.some((message) => message.type === wanted), type);
    const found = (await this.sent()).findLast((message): message is Extract<FromCoveragePanel, { type: Type }> => message.type === type);
    assert.ok(found);
    return found;
  }

  /** Answers the newest request of a type. */
  async reply(type: Exclude<FromCoveragePanel['type'], 'ready'>, ok: boolean, message?: string): Promise<void> {
    const { requestId } = await this.request(type);
    await this.send({ type: 'reply', requestId, ok, ...(message === undefined ? {} : { message }) });
  }

  /** What VS Code would keep for the page. */
  async savedState(): Promise<unknown> {
    await this.page.waitForTimeout(300);
    return this.page.evaluate(() => window.saved);
  }

  get grid(): Locator {
    return this.page.getByRole('grid');
  }

  /** A cell by the beginning of what a screen reader says of it. */
  cell(name: string): Locator {
    return this.page.locator(`td.cell[aria-label^="${name}"]`);
  }

  /** The collaborations on the screen, from above. */
  collaborations(): Promise<string[]> {
    return this.page.locator('tbody th:visible').allInnerTexts();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** What a screen reader says of the element that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { activeElement } = window.document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
  }

  /** Scrolls the grid. */
  scrollTo(left: number, top: number): Promise<void> {
    return this.page.evaluate(
      (to) => {
        window.document.querySelector('.grid')?.scrollTo(to.left, to.top);
      },
      { left, top },
    );
  }

  /** How far the grid is scrolled. */
  scrolled(): Promise<number[]> {
    return this.page.evaluate(() => {
      const grid = window.document.querySelector('.grid');
      return grid === null ? [] : [grid.scrollLeft, grid.scrollTop];
    });
  }

  /** A picture of the page, as out/pictures/<name>.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }
}

function built(name: string): Promise<string> {
  return readFile(join(root, 'dist/webview', name), 'utf8').catch(() => {
    throw new Error(`dist/webview${name} is missing: build first (node esbuild.mjs).`);
  });
}

/** What runs inside the page. */
interface PageElement {
  className: string;
  textContent: string | null;
  dataset: Record<string, string>;
  style: { fontFamily: string; fontSize: string; setProperty(name: string, value: string): void };
  scrollLeft: number;
  scrollTop: number;
  getAttribute(name: string): string | null;
  scrollTo(left: number, top: number): void;
}
declare const window: {
  sent: FromCoveragePanel[];
  saved: unknown;
  applyTheme: () => void;
  acquireVsCodeApi: () => { postMessage(message: FromCoveragePanel): void; getState(): unknown; setState(state: unknown): void };
  document: {
    documentElement: PageElement;
    body: PageElement;
    activeElement: PageElement | null;
    querySelector(selector: string): PageElement | null;
  };
  postMessage(message: unknown, origin: string): void;
  requestAnimationFrame(callback: () => void): void;
  setTimeout(callback: () => void, ms: number): void;
};
