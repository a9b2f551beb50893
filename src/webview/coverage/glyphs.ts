import { cellStates, type CellState } from '../../protocol/coverageMessages.ts';

type Point = readonly [x: number, y: number];

/** A shape for each state in a square of 100 by 100, so that states differ for those who see no colours. */
export const glyphs: Readonly<Record<CellState, readonly Point[]>> = {
  // A check mark.
  ready: [
    [0, 54],
    [15, 39],
    [38, 61],
    [85, 12],
    [100, 27],
    [38, 91],
  ],
  // An hourglass.
  not_ready: [
    [10, 0],
    [90, 0],
    [90, 12],
    [60, 50],
    [90, 88],
    [90, 100],
    [10, 100],
    [10, 88],
    [40, 50],
    [10, 12],
  ],
  // A plus.
  missing: [
    [40, 4],
    [60, 4],
    [60, 40],
    [96, 40],
    [96, 60],
    [60, 60],
    [60, 96],
    [40, 96],
    [40, 60],
    [4, 60],
    [4, 40],
    [40, 40],
  ],
  // A bar.
  left_out: [
    [6, 40],
    [94, 40],
    [94, 60],
    [6, 60],
  ],
  // A cross.
  failed: [
    [6, 20],
    [20, 6],
    [50, 36],
    [80, 6],
    [94, 20],
    [64, 50],
    [94, 80],
    [80, 94],
    [50, 64],
    [20, 94],
    [6, 80],
    [36, 50],
  ],
  // A triangle.
  to_repair: [
    [50, 4],
    [100, 94],
    [0, 94],
  ],
};

/** Gives the style sheet the shapes, as `--glyph-<state>`. */
export function installGlyphs({ style }: HTMLElement): void {
  for (const state of cellStates) {
    const points = glyphs[state].map(([x, y]) => `${x}% ${y}%`);
    style.setProperty(`--glyph-${state}`, `polygon(${points.join(',')})`);
  }
}

/** Fills a glyph into a picture, in a square of `size`. */
export function drawGlyph(context: CanvasRenderingContext2D, state: CellState, left: number, top: number, size: number): void {
  context.beginPath();
  for (const [x, y] of glyphs[state]) context.lineTo(left + (x / 100) * size, top + (y / 100) * size);
  context.fill();
}
