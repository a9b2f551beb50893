/**
 * A text as Markdown that shows exactly its letters: no link, picture, HTML, heading, list, fence, emphasis, formula, icon
 * or address that becomes a link. Every ASCII punctuation mark may be escaped (CommonMark 2.4), so every one is; what ends
 * a line is a blank, since what begins a line can begin a block.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
