/** A sentence, or a line without an end mark, of what a model wrote, with its citations. */
export interface Statement {
  text: string;
  begins: Beginning;
}

/** Where a statement stands: it goes on in its line, or begins a line, a paragraph, an item of a list. */
export type Beginning = 'nothing' | 'line' | 'paragraph' | 'bulleted' | 'numbered';

/** Nobody writes a sentence of this length; a stream without any end is cut here. */
const longest = 2000;
/** What opens and closes a block of code. */
const fence = /^\s*(?:```|~~~)/;
const listMarker = /^[ \t>]*(?:[-*+•]|(\d{1,3}[.)]))[ \t]+(?=\S)/;
const otherMarkers = /^[ \t>]*(?:#{1,6}[ \t]+)?/;
/**
 * The mark that ends a sentence, what closes quotes and brackets, citations, and a blank before something that is no further
 * citation. Chinese and Japanese marks need no blank.
 */
const sentenceEnd =
  /(?:(?<!\b(?:e\.g|i\.e|vs|cf|approx))[.!?]["”’»)\]*_`]*(?:\s*\[[\d,\s]*\])*\s+|[。！？](?:\s*\[[\d,\s]*\])*\s*)(?=[^\s[])/g;

/** Takes a model's words apart while they come, and gives each statement as soon as it is complete. */
export class StatementReader {
  #words = '';
  #begins: Beginning = 'line';
  #fenced = false;

  /** The statements that are complete with these words. */
  push(words: string): Statement[] {
    this.#words += words.replaceAll('\r', '');
    return this.#complete(false);
  }

  /** What is left when nothing more comes. */
  end(): Statement[] {
    return this.#complete(true);
  }

  #complete(ended: boolean): Statement[] {
    const statements: Statement[] = [];
    for (let cut = this.#nextCut(ended); cut !== undefined; cut = this.#nextCut(ended)) {
      const piece = this.#words.slice(0, cut);
      this.#words = this.#words.slice(cut);
      statements.push(...this.#statement(piece));
    }
    return statements;
  }

  /** Where the next statement, or the next line of code, ends; undefined while that has not come. */
  #nextCut(ended: boolean): number | undefined {
    const lineEnd = this.#words.indexOf('\n');
    const line = lineEnd === -1 ? this.#words : this.#words.slice(0, lineEnd);
    const inLine = this.#fenced || this.#opensFence(line) ? undefined : firstSentence(line, this.#begins === 'nothing');
    if (inLine !== undefined) return inLine;
    if (lineEnd !== -1) return lineEnd + 1;
    if (line.length > longest) return longest;
    return ended && line !== '' ? line.length : undefined;
  }

  #statement(piece: string): Statement[] {
    const begins = this.#begins;
    const line = piece.replace(/\n$/, '');
    const endsLine = line !== piece;
    if (this.#fenced || this.#opensFence(line)) {
      const opens = !this.#fenced;
      if (fence.test(line)) this.#fenced = opens;
      this.#begins = 'line';
      // The whole block counts as one statement: its first line.
      return opens ? [{ text: line, begins }] : [];
    }
    const blank = line.trim() === '';
    this.#begins = !endsLine ? 'nothing' : blank && begins !== 'nothing' ? 'paragraph' : 'line';
    if (blank) return [];
    return [begins === 'nothing' ? { text: line, begins } : lineStart(line, begins)];
  }

  #opensFence(line: string): boolean {
    return this.#begins !== 'nothing' && fence.test(line);
  }
}

/** True where a statement is the beginning of a block of code. */
export function isCode({ text }: Statement): boolean {
  return fence.test(text);
}

/** Where the first sentence of a line ends, if something follows it. A name in quotes may hold full stops. */
function firstSentence(line: string, goesOn: boolean): number | undefined {
  const start = goesOn ? 0 : (listMarker.exec(line)?.[0].length ?? 0);
  sentenceEnd.lastIndex = start;
  for (let match = sentenceEnd.exec(line); match !== null; match = sentenceEnd.exec(line)) {
    const end = match.index + match[0].length;
    if (quotesClosed(line.slice(start, end))) return end;
  }
  return undefined;
}

/** True where every quote that was opened has been closed. */
export function quotesClosed(text: string): boolean {
  const count = (character: string): number => text.split(character).length - 1;
  return count('"') % 2 === 0 && count('`') % 2 === 0 && count('“') === count('”') && count('«') === count('»');
}

function lineStart(line: string, begins: Beginning): Statement {
  const marker = listMarker.exec(line);
  if (marker === null) return { text: line.replace(otherMarkers, ''), begins };
  return { text: line.slice(marker[0].length), begins: marker[1] === undefined ? 'bulleted' : 'numbered' };
}
