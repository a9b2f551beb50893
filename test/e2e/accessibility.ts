/** Asks axe what is wrong with a part of a page. */
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import assert from 'node:assert/strict';
import type { ThemeName } from './panelThemes.ts';

/**
 * Rules that VS Code's own tree breaks for every extension. It draws label and description without a space between them
 * and names the row with one, so that axe calls every described row a mismatch of seen and spoken words.
 */
export const brokenByEveryTree: readonly string[] = ['label-content-name-mismatch'];

/**
 * The violations inside `selector`, one line each; an empty list is what a test wants. Give the tree or the webview's
 * own frame: the workbench around them has violations of its own.
 */
export async function accessibilityProblems(place: Page | Frame, selector: string, except: readonly string[] = []): Promise<string[]> {
  await place.evaluate(axe.source);
  const { violations, passes } = await place.evaluate(
    (within) => window.axe.run({ include: [[within]] }, { resultTypes: ['violations', 'passes'] }),
    selector,
  );
  if (violations.length + passes.length === 0) {
    throw new Error(`axe found nothing to look at in ${selector}.`);
  }
  return violations
    .filter(({ id }) => !except.includes(id))
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.html})`));
}

/** One test for each situation of a panel's page in each theme: axe finds nothing, and the page has said nothing wrong. */
export function axeFindsNothing<Panel extends { page: Page; problems: readonly unknown[] }>(
  situations: Readonly<Record<string, (panel: Panel) => Promise<void>>>,
  open: (theme: ThemeName) => Promise<Panel>,
): void {
  for (const theme of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
    for (const [situation, prepare] of Object.entries(situations)) {
      it(`${situation}: nothing to complain about, ${theme}`, async () => {
        const panel = await open(theme);
        await prepare(panel);
        assert.deepEqual(await accessibilityProblems(panel.page, 'body'), []);
        assert.deepEqual(panel.problems, []);
      });
    }
  }
}

declare const window: { readonly axe: typeof axe };
