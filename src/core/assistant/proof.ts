import type { Answer } from './answer.ts';
import type { Claims } from './claims.ts';

/** Everything that some references of an answer prove, as text in which claims are looked up. */
export class Proof {
  readonly #text: string;

  constructor(text: string) {
    this.#text = plain(text);
  }

  /** What the references say, everything that the answer says with them, and the headline. */
  static of({ headline, paragraphs, references }: Pick<Answer, 'headline' | 'paragraphs' | 'references'>, cited: readonly number[]): Proof {
    const says = cited.flatMap((number) => {
      const reference = references[number - 1];
      return reference === undefined ? [] : [reference.source, reference.says];
    });
    const words = paragraphs
      .flatMap((paragraph) => paragraph.words)
      .filter((each) => each.references.some((number) => cited.includes(number)));
    return new Proof([headline.text, ...says, ...words.map(({ text }) => text)].join('\n'));
  }

  /** True where every claim is in here. */
  covers({ figures, names, quoted }: Claims): boolean {
    return (
      figures.every((either) => either.some((figure) => this.#holds(figure, inFigure))) &&
      names.every((name) => this.#holds(name, inName)) &&
      quoted.every((words) => this.#text.includes(plain(words).trim()))
    );
  }

  /** Whether a word stands in here as a whole: what is before and after it must not go on with it. */
  #holds(word: string, goesOn: RegExp): boolean {
    const wanted = plain(word);
    for (let at = this.#text.indexOf(wanted); at !== -1; at = this.#text.indexOf(wanted, at + 1)) {
      const before = this.#text.slice(Math.max(0, at - 2), at);
      const after = this.#text.slice(at + wanted.length, at + wanted.length + 2);
      if (!goesOn.test(`${before}\u0000`) && !goesOn.test(`\u0000${after}`)) return true;
    }
    return false;
  }
}

/** A figure goes on with a letter, a digit, or a sign between it and another one. */
const inFigure = /[\p{L}\p{N}_-]\u0000|[\p{L}\p{N}][.,:/]\u0000|\u0000[\p{L}\p{N}_]|\u0000[.,:/-][\p{L}\p{N}]/u;
/** A name goes on with a letter, a digit, an underscore or a hyphen. */
const inName = /[\p{L}\p{N}_-]\u0000|\u0000[\p{L}\p{N}_]|\u0000-[\p{L}\p{N}]/u;

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').toLowerCase();
}
