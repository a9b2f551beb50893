/**
 * A text of several lines for a terminal or a read-only editor: line ends stay, every other control character, bidirectional
 * override and letter that nobody sees is shown as its escape, so that a name in a file can neither move the cursor nor hide.
 */
export function terminalText(text: string): string {
  return text.replace(/[\u2028\u2029\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?![\t\n])\p{Cc}/gu, escapeOf);
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}
