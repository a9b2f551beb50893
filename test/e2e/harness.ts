/**
 * A workbench for a browser test: the packaged extension, installed as a person would, in a real VS Code (the server
 * edition) of its own, with a home, settings and workspace that nothing else uses.
 */
import { chromium, type Browser, type Frame, type Locator, type Page } from 'playwright-core';
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findBrowser } from '../../scripts/host/browser.mjs';
import { isolated } from '../../scripts/host/environment.mjs';
import { out, pictures, root, vsix } from '../../scripts/host/project.mjs';
import { calmSettings, installExtension, startServer, writeSettings, type RunningServer } from '../../scripts/host/server-edition.mjs';

export type Theme = 'Dark Modern' | 'Light Modern' | 'Default High Contrast';
export type View = 'Needs You' | 'Clean Rooms' | 'Partners';

export interface WorkbenchOptions {
  /** Copied into the workspace before VS Code opens it; without it the workspace is empty. */
  readonly workspaceDir?: string;
  /** Settings of the person, on top of a calm first screen. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the machine: connections and endpoints are only taken from there. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Further environment variables of VS Code and with it of the extension. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a workbench before the tests of the surrounding `describe`, and takes a picture where one of them fails. */
export function useWorkbench(options: WorkbenchOptions | (() => Promise<WorkbenchOptions>) = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await startWorkbench(typeof options === 'function' ? await options() : options);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench?.screenshot(`failed-${this.currentTest.fullTitle().replace(/\W+/g, '-')}`);
    }
  });
  after(() => workbench?.close());
  return () => {
    assert.ok(workbench, 'the workbench is there from the first test on');
    return workbench;
  };
}

export async function startWorkbench({ workspaceDir, settings, machineSettings, env }: WorkbenchOptions = {}): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-e2e-'));
  const data = join(folder, 'server');
  const workspace = join(folder, 'workspace');
  const environment = { ...isolated(folder), ...env };
  await mkdir(workspace);
  if (workspaceDir !== undefined) {
    await cp(workspaceDir, workspace, { recursive: true });
  }
  const extensions = await extensionsFolder(folder);
  await writeSettings(data, 'User', {
    ...calmSettings,
    'workbench.colorTheme': 'Dark Modern',
    'security.workspace.trust.enabled': false,
    ...settings,
  });
  await writeSettings(data, 'Machine', machineSettings ?? {});
  const server = await startServer({ data, extensions, env: environment, log: join(out, 'logs', `e2e-${String(++started)}.log`) });
  const browser = await chromium.launch(await findBrowser());
  await assertTextIsVisible(browser);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const workbench = new Workbench(page, workspace, { folder, server, browser });
  try {
    await page.goto(`${server.address}/?folder=${workspace}`);
    await workbench.waitUntilReady();
  } catch (error) {
    await workbench.screenshot('failed-to-start');
    await workbench.close();
    throw error;
  }
  return workbench;
}

/** How VS Code names its themes in the list, and in the class of its window. */
const themes = {
  'Dark Modern': { label: 'Dark Modern', file: 'dark_modern' },
  'Light Modern': { label: 'Light Modern', file: 'light_modern' },
  'Default High Contrast': { label: 'Dark High Contrast', file: 'hc_black' },
} as const;

/** What belongs to a workbench and ends with it. */
interface Belongings {
  readonly folder: string;
  readonly server: RunningServer;
  readonly browser: Browser;
}

export class Workbench {
  readonly page: Page;
  /** The folder that VS Code has open. */
  readonly workspace: string;
  readonly #own: Belongings;

  constructor(page: Page, workspace: string, own: Belongings) {
    this.page = page;
    this.workspace = workspace;
    this.#own = own;
  }

  /** The extension is known to VS Code. */
  async waitUntilReady(): Promise<void> {
    await this.#activityItem.waitFor({ timeout: 45_000 });
  }

  /** Opens our container in the activity bar and gives the part of the page that shows it. */
  async openContainer(): Promise<Locator> {
    const container = this.page.locator('[id="workbench.view.extension.cleanRooms"]');
    if (!(await container.isVisible())) {
      await this.#activityItem.click();
    }
    await container.waitFor();
    return container;
  }

  /** A view of our container, opened if it was folded, with its header. */
  async view(name: View): Promise<Locator> {
    const container = await this.openContainer();
    const pane = container.locator('.pane', { has: this.page.locator(`.pane-header[aria-label^="${name}"]`) });
    const header = pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') {
      await header.click();
    }
    return pane;
  }

  /** The item of a view's tree whose label contains `text`. */
  async treeItem(name: View, text: string): Promise<Locator> {
    return (await this.view(name)).getByRole('treeitem').filter({ hasText: text }).first();
  }

  /** Runs a command through the palette, by the title that a person reads there. */
  async runCommand(title: string): Promise<void> {
    const palette = this.page.locator('.quick-input-widget');
    // The palette of the command before may still be closing: pressed now, F1 would not open another.
    await palette.waitFor({ state: 'hidden' });
    await this.page.keyboard.press('F1');
    const input = palette.locator('.quick-input-box input');
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.#quickPick(title).click({ timeout: 10_000 });
  }

  /** The texts of the notifications now on the screen; waits for the first. */
  async notifications(): Promise<string[]> {
    const messages = this.page.locator('.notifications-toasts .notification-list-item-message');
    await messages.first().waitFor();
    return messages.allInnerTexts();
  }

  /** Presses a button of the notification or of the modal dialog now on the screen. */
  async press(button: string): Promise<void> {
    await this.page
      .locator('.notifications-toasts, .monaco-dialog-box')
      .getByRole('button', { name: button })
      .first()
      .click({ timeout: 10_000 });
  }

  /** The inside of the `index`th webview on the screen. */
  async webview(index = 0): Promise<Frame> {
    const outer = this.page.locator('iframe.webview.ready').nth(index).contentFrame();
    const inner = await outer.locator('iframe#active-frame').elementHandle({ timeout: 15_000 });
    const frame = await inner.contentFrame();
    assert.ok(frame, 'the webview has a frame');
    return frame;
  }

  /** Picks a theme as a person does: the server edition does not notice when its settings file changes. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, file } = themes[theme];
    const shown = this.page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file}-json`);
    if ((await shown.count()) === 0) {
      await this.runCommand('Preferences: Color Theme');
      await this.page.locator('.quick-input-widget .quick-input-box input').fill(label);
      await this.#quickPick(label).click();
      await shown.waitFor();
    }
  }

  /** Chooses the entry of the quick pick on the screen whose label is exactly `label`. */
  async pick(label: string): Promise<void> {
    await this.#quickPick(label).click();
  }

  /** A picture of the whole window, as out/pictures/<name>.png. */
  async screenshot(name: string): Promise<void> {
    const path = join(pictures, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    console.log(`      picture: ${relative(root, path)}`);
  }

  async close(): Promise<void> {
    await this.#own.browser.close();
    await this.#own.server.stop();
    await rm(this.#own.folder, { recursive: true, force: true });
  }

  #quickPick(label: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { has: this.page.getByText(label, { exact: true }) }).first();
  }

  get #activityItem(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: 'Clean Rooms' });
  }
}

/** Without fonts a browser shows no text, and says nothing. */
async function assertTextIsVisible(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  await page.setContent('<span>Clean Rooms</span>');
  const box = await page.locator('span').boundingBox();
  assert.ok(box !== null && box.width > 20, 'text has a width: the browser found its fonts');
  await page.close();
}

let started = 0;
let installed: Promise<string> | undefined;

/** The extension is installed once and copied for every workbench. */
async function extensionsFolder(folder: string): Promise<string> {
  installed ??= install();
  const extensions = join(folder, 'extensions');
  await cp(await installed, extensions, { recursive: true });
  return extensions;
}

async function install(): Promise<string> {
  assert.ok(existsSync(vsix), 'the packaged extension is missing: run the browser tests by `npm test e2e`');
  const folder = await mkdtemp(join(tmpdir(), 'cleanrooms-installed-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const extensions = join(folder, 'extensions');
  await installExtension({ vsix, extensions, data: join(folder, 'server'), env: isolated(folder) });
  return extensions;
}
