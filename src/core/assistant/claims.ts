/** What a sentence claims that can be checked word by word against what proves it. */
export interface Claims {
  /** Figures: "19", "3.5". Words for numbers stand with their figure. */
  figures: string[][];
  /** Ids, ARNs, addresses, names of operations, permissions, states and things, as they are written. */
  names: string[];
  /** What stands in quotes, and has to be there word for word. */
  quoted: string[];
}

const quotes = /"([^"]*)"|“([^”]*)”|‘([^’]*)’|«([^»]*)»|`([^`]*)`|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;
const separators = /[\s,;()[\]{}"“”‘’«»`|=…]+/u;
const edges = /^[.:!?'*_~<>+-]+|(?:['’]s)?[.:!?'’*~<>%+-]+$|['’]s$/gu;
const figure = /^\p{N}+(?:[.,:]\p{N}+)*$/u;

/** Words of ours, and hyphens of plain English, that look like names and claim nothing. */
const ordinary: ReadonlySet<string> = new Set(
  'liveramp and/or either/or read-only cross-account e-mail set-up follow-up re-run so-called up-to-date opt-in built-in e.g i.e ok'.split(
    ' ',
  ),
);

const numberWords =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index): [string, string] => [word, String(index + 2)]);
const figureOfWord: ReadonlyMap<string, string> = new Map([
  ...numberWords,
  ...'twenty thirty forty fifty sixty seventy eighty ninety hundred'
    .split(' ')
    .map((word, index): [string, string] => [word, `${(index + 2) * 10}`]),
  ['dozen', '12'],
  ['thousand', '1000'],
]);

/** The claims of a sentence without its citations. */
export function claimsOf(sentence: string): Claims {
  const quoted = [...sentence.matchAll(quotes)].map((match) => match.slice(1).join('')).filter((inside) => inside.trim() !== '');
  const words = sentence.split(separators).flatMap((word) => {
    const bare = word.replace(edges, '');
    return bare === '' ? [] : [bare];
  });
  return {
    figures: words.flatMap((word) => {
      if (figure.test(word)) return [[word]];
      const number = figureOfWord.get(word.toLowerCase());
      return number === undefined ? [] : [[word, number]];
    }),
    names: words.filter((word) => !figure.test(word) && looksLikeName(word) && !ordinary.has(word.toLowerCase())),
    quoted,
  };
}

/** Anything that is no plain word: with digits or signs inside, with capitals inside, or a state in capitals. */
function looksLikeName(word: string): boolean {
  return /\p{N}|[_@\\#$&]/u.test(word) || /[\p{L}][./:-]+[\p{L}]/u.test(word) || /\p{Ll}\p{Lu}/u.test(word) || /^\p{Lu}{5,}$/u.test(word);
}
