import { cellStates, type CellState } from '../../protocol/coverageMessages.ts';
import { t } from '../ui/text.ts';
import { isShown, type Filter, type Shown } from './filter.ts';
import { drawGlyph } from './glyphs.ts';
import type { MatrixRow } from './matrix.ts';
import { shortName } from './grid/shortName.ts';
import { countStates, readyCount } from './totals.ts';
import { accountWords, stateWord } from './words.ts';

/** Measures of the picture, in pixels before it is enlarged. */
const cell = 24;
const glyph = 12;
const margin = 20;
const gap = 16;
const longestWords = 320;
const titleHeight = 60;
const legendHeight = 44;
/** Twice as large as on the screen, as long as a canvas can be so large. */
const enlarged = 2;
const longestSide = 16_000;
const mostPixels = 100_000_000;

export interface PictureContent {
  shown: Shown;
  filter: Filter;
  /** How much it shows, and when that was read. */
  totals: string;
}

/** Draws what the grid shows, in the theme's colours, with the accounts, the legend and the time; a PNG in base64. */
export function drawPicture({ shown, filter, totals }: PictureContent, page: Document): string {
  const colours = coloursOf(page);
  const canvas = page.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(t('The picture could not be drawn.'));
  const pen = new Pen(context, colours.font);

  const headers = shown.columns.map(({ name }) => shortName(name));
  const headerHeight = pen.widest(headers, 11) + gap;
  const nameWidth =
    pen.widest(
      shown.rows.map(({ row }) => row.name),
      12,
    ) + gap;
  const accountWidth =
    pen.widest(
      shown.rows.map(({ account }) => accountWords(account)),
      11,
    ) + gap;
  const readyWidth = pen.widest(shown.rows.map(readyWords), 11) + gap;
  const tables = margin + nameWidth + accountWidth + readyWidth;
  const top = titleHeight + headerHeight;
  const width = Math.max(tables + shown.columns.length * cell + margin, 900);
  const height = top + shown.rows.length * cell + legendHeight + margin;
  const scale = Math.min(enlarged, longestSide / width, longestSide / height, Math.sqrt(mostPixels / (width * height)));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = colours.background;
  context.fillRect(0, 0, width, height);

  pen.write(t('Coverage'), margin, 30, { colour: colours.foreground, size: 18, bold: true });
  pen.write(totals, margin, 50, { colour: colours.muted, size: 11, whole: true });
  headers.forEach((name, index) => {
    pen.writeUpwards(name, tables + index * cell + cell / 2 + 4, top - 8, { colour: colours.foreground, size: 11 });
  });
  shown.rows.forEach((row, index) => {
    const y = top + index * cell;
    const middle = y + cell / 2 + 4;
    pen.write(row.row.name, margin, middle, { colour: colours.foreground, size: 12 });
    pen.write(accountWords(row.account), margin + nameWidth, middle, { colour: colours.muted, size: 11 });
    pen.write(readyWords(row), margin + nameWidth + accountWidth, middle, { colour: colours.foreground, size: 11 });
    shown.columns.forEach(({ id }, at) => {
      const shownCell = row.cells.get(id);
      if (isShown(shownCell, filter)) pen.tile(colours.states[shownCell.state], shownCell.state, tables + at * cell, y);
    });
  });

  const counts = countStates(shown);
  let x = margin;
  const y = height - margin - cell;
  for (const state of cellStates) {
    if (filter.states.size > 0 && !filter.states.has(state)) continue;
    pen.tile(colours.states[state], state, x, y);
    const words = `${stateWord(state)} ${counts[state]}`;
    pen.write(words, x + cell + 6, y + cell / 2 + 4, { colour: colours.foreground, size: 12 });
    x += cell + 6 + pen.widest([words], 12) + gap;
  }
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

function readyWords(row: MatrixRow): string {
  const { ready, all } = readyCount(row);
  return `${ready}/${all}`;
}

interface Writing {
  colour: string;
  size: number;
  bold?: boolean;
  /** However long the words are. */
  whole?: boolean;
}

/** Draws words and tiles. */
class Pen {
  readonly #context: CanvasRenderingContext2D;
  readonly #font: string;

  constructor(context: CanvasRenderingContext2D, font: string) {
    this.#context = context;
    this.#font = font;
  }

  /** How much room the widest of these words takes. */
  widest(words: readonly string[], size: number): number {
    this.#context.font = `${size}px ${this.#font}`;
    return Math.min(longestWords, Math.max(0, ...words.map((each) => this.#context.measureText(each).width)));
  }

  write(words: string, x: number, y: number, { colour, size, bold = false, whole = false }: Writing): void {
    this.#context.fillStyle = colour;
    this.#context.font = `${bold ? '600 ' : ''}${size}px ${this.#font}`;
    this.#context.fillText(whole ? words : this.#shortened(words), x, y);
  }

  writeUpwards(words: string, x: number, y: number, writing: Writing): void {
    this.#context.save();
    this.#context.translate(x, y);
    this.#context.rotate(-Math.PI / 2);
    this.write(words, 0, 0, writing);
    this.#context.restore();
  }

  tile(colour: string, state: CellState, x: number, y: number): void {
    this.#context.fillStyle = colour;
    this.#context.globalAlpha = 0.2;
    this.#context.beginPath();
    this.#context.roundRect(x + 1, y + 1, cell - 2, cell - 2, 4);
    this.#context.fill();
    this.#context.globalAlpha = 1;
    drawGlyph(this.#context, state, x + (cell - glyph) / 2, y + (cell - glyph) / 2, glyph);
  }

  /** Words that are too long lose their end. */
  #shortened(words: string): string {
    if (this.#context.measureText(words).width <= longestWords) return words;
    const letters = Array.from(words);
    while (letters.length > 1 && this.#context.measureText(`${letters.join('')}…`).width > longestWords) letters.pop();
    return `${letters.join('')}…`;
  }
}

interface Colours {
  background: string;
  foreground: string;
  muted: string;
  font: string;
  states: Record<CellState, string>;
}

/** The colours as the style sheet has them for the theme. */
function coloursOf({ body }: Document): Colours {
  const style = getComputedStyle(body);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: colour('--panel-background'),
    foreground: colour('--panel-foreground'),
    muted: colour('--panel-muted'),
    font: style.fontFamily,
    states: {
      ready: colour('--state-ready'),
      not_ready: colour('--state-not_ready'),
      missing: colour('--state-missing'),
      left_out: colour('--state-left_out'),
      failed: colour('--state-failed'),
      to_repair: colour('--state-to_repair'),
    },
  };
}
