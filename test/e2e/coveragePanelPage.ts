/** The coverage panel's page in a browser without VS Code. */
import type { Browser, Locator } from 'playwright-core';
import { coverageProtocol, type CoverageProtocol, type PanelAccount, type PanelPlan } from '../../src/protocol/coverageMessages.ts';
import { openPage, PanelPage, useBrowser, type PageOptions } from './panelPage.ts';

/** Starts a browser before the tests of the surrounding `describe`; the answer opens a page in it. */
export function useCoveragePages(): (options?: PageOptions) => Promise<CoveragePage> {
  const browser = useBrowser();
  return (options) => openCoveragePage(browser(), options);
}

export async function openCoveragePage(browser: Browser, options: PageOptions = {}): Promise<CoveragePage> {
  return new CoveragePage(coverageProtocol, await openPage(browser, { title: 'Coverage', files: 'coverage' }, options));
}

export class CoveragePage extends PanelPage<CoverageProtocol['requests'], CoverageProtocol['news']> {
  async showAccounts(accounts: PanelAccount[], mayWrite = true): Promise<void> {
    await this.send({ type: 'accounts', accounts, mayWrite });
  }

  async showPlan(plan: PanelPlan): Promise<void> {
    await this.send({ type: 'plan', ...plan });
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
}

/** What runs inside the page. */
declare const window: {
  document: {
    querySelector(selector: string): { scrollLeft: number; scrollTop: number; scrollTo(left: number, top: number): void } | null;
  };
};
