import type { KnownName } from './knownName.ts';

/** Known names that stand in one place of a text. */
export interface FoundNames {
  names: KnownName[];
  /** Where, in the text: from, to. */
  from: number;
  to: number;
}

/** Words of a question, which a name of one such word is only where it stands in quotes. */
export const questionWords: ReadonlySet<string> = new Set(
  (
    'a an and are at all be by can could do does for from has have how i in is it its left me my need needs next no not of on or our ' +
    'out please ready show so still tell that the there this to us was we what when where which who why will with working would you your ' +
    'account collaboration clean room table tables question dataset partner plan report explain diagnose'
  ).split(' '),
);

/**
 * The known names that a text holds, each place once: of names that overlap the longest, whatever their order. Letters of
 * either size count, and where a name is written exactly so, it alone. A name begins and ends where a word does.
 */
export function namesInText(text: string, names: readonly KnownName[]): FoundNames[] {
  const wanted = plain(text);
  const places = names.flatMap((name) => placesOf(wanted, name));
  const longestFirst = places.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const found = new Map<number, FoundNames>();
  for (const { name, from, to } of longestFirst) {
    const same = found.get(from);
    if (same?.to === to) same.names.push(name);
    else if (![...found.values()].some((other) => from < other.to && to > other.from)) found.set(from, { names: [name], from, to });
  }
  return [...found.values()]
    .sort((a, b) => a.from - b.from)
    .map((each) => ({ ...each, names: exactly(text.slice(each.from, each.to), each.names) }));
}

function placesOf(text: string, name: KnownName): { name: KnownName; from: number; to: number }[] {
  const wanted = plain(name.text.trim());
  if (wanted === '') return [];
  const places: { name: KnownName; from: number; to: number }[] = [];
  for (let from = text.indexOf(wanted); from !== -1; from = text.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    if (isWhole(text, from, to) && (!questionWords.has(wanted) || isQuoted(text, from, to))) places.push({ name, from, to });
  }
  return places;
}

/** A letter, a digit, an underscore, a hyphen, or a sign between letters goes on with a word. */
function isWhole(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 2), from);
  const after = text.slice(to, to + 2);
  return !/[\p{L}\p{N}_-]$|[\p{L}\p{N}][.:@/]$/u.test(before) && !/^[\p{L}\p{N}_]|^[-.:@/][\p{L}\p{N}]/u.test(after);
}

function isQuoted(text: string, from: number, to: number): boolean {
  return /["'“‘«`]$/.test(text.slice(0, from)) && /^["'”’»`]/.test(text.slice(to));
}

function exactly(written: string, names: readonly KnownName[]): KnownName[] {
  const exact = names.filter(({ text }) => text.trim() === written);
  return exact.length === 0 ? [...names] : exact;
}

/** Small letters; the length stays, so that places are the same. */
function plain(text: string): string {
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join('');
}
