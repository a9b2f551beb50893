/**
 * A text for a dialog of a client. The protocol has it as plain text, but a client may read it as Markdown, and partners and
 * services choose some of the words: a blank in the right places leaves the words and takes links, pictures and HTML.
 */
export function linkless(text: string): string {
  return text
    .replace(/\](?=[([:])/g, '] ')
    .replace(/<(?=[!/?a-z])/gi, '< ')
    .replace(/:(?=\/\/)/g, ': ')
    .replace(/\bwww\.(?=\S)/gi, 'www. ');
}
