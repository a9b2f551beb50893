/** How fast the coverage panel shows fifty collaborations by a hundred tables, and changes its cells while a job runs. */
import { chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/host/browser.mjs';
import type { CellUpdate, CoverageNews, PanelAccount } from '../../src/protocol/coverageMessages.ts';
import { largeAccount } from '../e2e/coveragePanelData.ts';
import { openCoveragePage, type CoveragePage } from '../e2e/coveragePanelPage.ts';

export const panelRows = 50;
export const panelTables = 100;
export const panelRuns = 9;

export interface PanelTimes {
  /** From the message with the data until the grid has been painted. */
  firstPaint: number;
  /** Of that, the panel's own script. */
  firstScript: number;
  /** Script for a message with one cell, and with a hundred. */
  oneCell: number;
  hundredCells: number;
  /** From a message with a hundred cells until they have been painted. */
  hundredPainted: number;
  /** Script for the same data again, as after a refresh that found nothing new. */
  sameAgain: number;
}

/** Medians of several runs, each in a fresh page of a browser without a graphics card. */
export async function measureCoveragePanel(): Promise<PanelTimes> {
  const account = largeAccount(panelRows, panelTables);
  const browser = await chromium.launch(await findBrowser());
  const runs: PanelTimes[] = [];
  try {
    for (let run = 0; run < panelRuns; run += 1) {
      const panel = await openCoveragePage(browser, { reducedMotion: false });
      runs.push(await measureOnce(panel, account));
      await panel.page.close();
    }
  } finally {
    await browser.close();
  }
  const median = (pick: (times: PanelTimes) => number): number => runs.map(pick).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  return {
    firstPaint: median((times) => times.firstPaint),
    firstScript: median((times) => times.firstScript),
    oneCell: median((times) => times.oneCell),
    hundredCells: median((times) => times.hundredCells),
    hundredPainted: median((times) => times.hundredPainted),
    sameAgain: median((times) => times.sameAgain),
  };
}

async function measureOnce(panel: CoveragePage, account: PanelAccount): Promise<PanelTimes> {
  const accounts: CoverageNews = { type: 'accounts', accounts: [account], mayWrite: true };
  const first = await timed(panel, accounts);
  const one = await timed(panel, { type: 'cells', updates: updatesOf(account, 1, 'missing') });
  const hundred = await timed(panel, { type: 'cells', updates: updatesOf(account, 100, 'failed') });
  const again = await timed(panel, accounts);
  return {
    firstPaint: first.painted,
    firstScript: first.script,
    oneCell: one.script,
    hundredCells: hundred.script,
    hundredPainted: hundred.painted,
    sameAgain: again.script,
  };
}

/** Updates all over the grid. */
function updatesOf({ connectionId, coverage }: PanelAccount, count: number, state: CellUpdate['state']): CellUpdate[] {
  const rows = coverage?.rows ?? [];
  const columns = coverage?.columns ?? [];
  return Array.from({ length: count }, (_, index) => ({
    connectionId,
    collaborationId: rows[index % rows.length]?.collaborationId ?? '',
    columnId: columns[(index * 7) % columns.length]?.id ?? '',
    state,
    reason: 'It has just been changed.',
    working: index % 2 === 0,
  }));
}

/** Gives a message to the page: how long its script took, and how long it was until the next frame had been painted. */
function timed(panel: CoveragePage, message: CoverageNews): Promise<{ script: number; painted: number }> {
  return panel.page.evaluate(
    (data) =>
      new Promise<{ script: number; painted: number }>((resolve) => {
        const began = performance.now();
        // Handled before this returns.
        window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
        const script = performance.now() - began;
        // The second frame begins once the first has been painted.
        window.requestAnimationFrame(() => {
          window.requestAnimationFrame(() => {
            resolve({ script, painted: performance.now() - began });
          });
        });
      }),
    message,
  );
}

/** What runs inside the page. */
declare const window: {
  dispatchEvent(event: Event): void;
  requestAnimationFrame(callback: () => void): void;
};
