/** As many letters as a column header has room for. */
const longest = 24;
/** Names of one account often begin alike: what tells them apart is their end. */
const kept = 8;

/** A name that fits a column header; a long one loses its middle. */
export function shortName(name: string): string {
  const letters = Array.from(name);
  return letters.length <= longest ? name : `${letters.slice(0, kept).join('')}…${letters.slice(kept + 1 - longest).join('')}`;
}
