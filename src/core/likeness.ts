/** Sørensen and Dice's coefficient of two sets of letter pairs: from 0, nothing in common, to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((pair) => other.has(pair)).length;
  return common === 0 ? 0 : (2 * common) / (one.size + other.size);
}

/** The pairs of neighbouring letters of a text, small. */
export function pairsOf(text: string): ReadonlySet<string> {
  const letters = text.trim().toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) => letters.slice(index, index + 2)));
}
