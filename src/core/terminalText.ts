/**
 * A text of several lines for a terminal or a read-only editor: line ends stay, every other control character and
 * bidirectional override is shown as its escape, so that a name in a file can neither move the cursor nor hide.
 */
export function terminalText(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
