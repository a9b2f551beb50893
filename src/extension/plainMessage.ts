/**
 * A sentence for a notification. VS Code makes `[words](command:…)` in it a link that runs the command, and partners and
 * services choose some of the words: a space between the brackets leaves the words and takes the link.
 */
export function plainMessage(text: string): string {
  return text.replace(/\](?=\()/g, '] ');
}
