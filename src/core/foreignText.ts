/**
 * Words that came from a partner or a service: data, never markup. C0/C1 controls (terminal escapes among them),
 * bidirectional overrides and letters that nobody sees are removed and line ends become spaces, so that a name cannot forge
 * a line of a tree, a terminal or a prompt, or tell a model what a person does not read.
 */
export function foreignText(text: string, longest = 200): string {
  const clean = text
    .replace(/[\t\r\n\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu, '')
    .trim();
  // Not in the middle of a character of two units.
  return clean.length > longest ? `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}
