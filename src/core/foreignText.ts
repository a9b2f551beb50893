/**
 * Words that came from a partner or a service: data, never markup. C0/C1 controls (terminal escapes among them) and
 * bidirectional overrides are removed and line ends become spaces, so that a name cannot forge a line of a tree, a
 * terminal or a prompt.
 */
export function foreignText(text: string, longest = 200): string {
  const clean = text
    .replace(/[\t\r\n\u2028\u2029]+/gu, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
  // Not in the middle of a character of two units.
  return clean.length > longest ? `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}
