/** Asks axe what is wrong with a part of a page. */
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

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

declare const window: { readonly axe: typeof axe };
