import { foreignText } from '../foreignText.ts';
import type { Answer } from './answer.ts';
import { claimsOf } from './claims.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { Proof } from './proof.ts';
import { isCode, quotesClosed, StatementReader, type Beginning, type Statement } from './statements.ts';

/** Why something that a model wrote is not shown. */
export type WhyDropped = 'code' | 'address' | 'no_citation' | 'not_proven' | 'too_long';

/** What a model may word: an answer's references, and what it says with them. */
export type Grounds = Pick<Answer, 'headline' | 'paragraphs' | 'references'>;

/** No sentence is longer, and no answer: findings are told briefly. */
const longestStatement = 700;
const longestAnswer = 6000;

/**
 * What remains of a model's words: sentences that cite a reference, and in which every figure, id, name and quotation is in
 * what they cite. As Markdown in which only our own line ends and list marks count. `kept` and `dropped` tell, after the
 * last piece, how many there were; where none was kept, the answer's own words are shown.
 */
export class GroundedText implements AsyncIterable<string> {
  kept = 0;
  readonly dropped: Record<WhyDropped, number> = { code: 0, address: 0, no_citation: 0, not_proven: 0, too_long: 0 };
  readonly #words: AsyncIterable<string>;
  readonly #grounds: Grounds;
  #length = 0;
  /** The line that a sentence goes on in, where one of its sentences has been kept. */
  #open: Beginning | undefined;
  #owed: Beginning = 'line';

  constructor(words: AsyncIterable<string>, grounds: Grounds) {
    this.#words = words;
    this.#grounds = grounds;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    const reader = new StatementReader();
    for await (const words of this.#words) {
      for (const statement of reader.push(words)) yield* this.#checked(statement);
      // Leaving the loop ends the stream as well.
      if (this.#length > longestAnswer) return;
    }
    for (const statement of reader.end()) yield* this.#checked(statement);
  }

  *#checked(statement: Statement): Generator<string, void, undefined> {
    if (statement.begins !== 'nothing') {
      this.#owed = statement.begins;
      this.#open = undefined;
    }
    const checked = groundedStatement(statement, this.#grounds);
    if ('dropped' in checked || this.#length > longestAnswer) {
      this.dropped['dropped' in checked ? checked.dropped : 'too_long'] += 1;
      return;
    }
    const piece = `${this.#lead()}${escapeMarkdown(checked.text)}`;
    this.kept += 1;
    this.#length += piece.length;
    yield piece;
  }

  /** What stands before a sentence: a blank in a line that is open, else what begins its line. */
  #lead(): string {
    if (this.#open !== undefined) return ' ';
    this.#open = this.#owed;
    const first = this.#length === 0;
    switch (this.#owed) {
      case 'bulleted':
        return first ? '- ' : '\n- ';
      case 'numbered':
        return first ? '1. ' : '\n1. ';
      case 'nothing':
      case 'line':
      case 'paragraph':
        return first ? '' : '\n\n';
    }
  }
}

/** The model's words, as far as the answer's references prove them. */
export function groundedText(words: AsyncIterable<string>, grounds: Grounds): GroundedText {
  return new GroundedText(words, grounds);
}

function groundedStatement(statement: Statement, grounds: Grounds): { text: string } | { dropped: WhyDropped } {
  if (isCode(statement)) return { dropped: 'code' };
  if (statement.text.length > longestStatement) return { dropped: 'too_long' };
  const words = withoutMarkup(statement.text);
  if (leadsElsewhere(words)) return { dropped: 'address' };
  const cited = citationsIn(words).filter((number) => grounds.references[number - 1] !== undefined);
  const said = words.replace(citation, ' ');
  if (cited.length === 0 || !/\p{L}/u.test(said)) return { dropped: 'no_citation' };
  if (!quotesClosed(said) || !Proof.of(grounds, cited).covers(claimsOf(said))) return { dropped: 'not_proven' };
  return { text: words.replace(citation, (all) => shown(citationsIn(all).filter((number) => cited.includes(number)))) };
}

const citation = /\[\s*\d+(?:\s*,\s*\d+)*\s*\]/g;

function citationsIn(text: string): number[] {
  return [...new Set([...text.matchAll(citation)].flatMap(([all]) => (all.match(/\d+/g) ?? []).map(Number)))];
}

function shown(numbers: readonly number[]): string {
  return numbers.map((number) => `[${number}]`).join('');
}

/** Only words: of a link its text stays, a picture and a tag go, and so do all marks of emphasis. */
function withoutMarkup(text: string): string {
  return foreignText(
    text
      .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<[^>]*>/g, '')
      .replace(/[<>]/g, '')
      .replace(/\]\(/g, '] (')
      .replace(/\*+|~~|(?<![\p{L}\p{N}])__|__(?![\p{L}\p{N}])/gu, '')
      .replace(/`+/g, '"'),
    longestStatement,
  );
}

/** Addresses and commands are never a model's to give: what can be opened or done, the host shows itself. */
function leadsElsewhere(text: string): boolean {
  return /[a-z][a-z0-9+.-]*:\s*\/\/|\bwww\.|command\s*:|\b(?:vscode(?:-insiders)?|mailto|javascript|data|file|https?|ftp|tel):(?=\S)/iu.test(
    text,
  );
}
