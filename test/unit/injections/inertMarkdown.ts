import assert from 'node:assert/strict';
import { marked, type Token } from 'marked';

/** What an answer of ours is made of: bold words, paragraphs and lists. */
const ours: ReadonlySet<string> = new Set(['paragraph', 'strong', 'list', 'list_item', 'text', 'escape', 'space']);
const ourTags: ReadonlySet<string> = new Set(['p', 'strong', 'ul', 'ol', 'li']);
/** What can be opened, or shows something from elsewhere. */
const leadingElsewhere: ReadonlySet<string> = new Set(['link', 'image', 'html', 'def']);
/** What no screen shows, what moves the cursor, and what ends a line; of these a line feed alone is ours. */
const unseen = /[^\n\P{Cc}]|[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/u;

/** Fails where the reader of Markdown that VS Code has makes anything else of it: a link, a picture, HTML, a heading, code. */
export function assertInert(markdown: string): void {
  const foreign = tokensOf(markdown).flatMap(({ type }) => (ours.has(type) ? [] : [type]));
  const tags = [...marked.parser(marked.lexer(markdown)).matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag);
  assert.deepEqual([...foreign, ...tags.filter((tag) => !ourTags.has(tag))], [], markdown);
  assertSeen(markdown);
}

/** Fails where a plain text, which a client may read as Markdown, becomes a link, a picture or HTML in it. Addresses may. */
export function assertNoLink(text: string): void {
  const opened = tokensOf(text).filter((token) => leadingElsewhere.has(token.type) && !isAddress(token));
  assert.deepEqual(
    opened.map(({ raw }) => raw),
    [],
    text,
  );
}

/** Fails where a text holds what a person cannot see. */
export function assertSeen(text: string): void {
  assert.doesNotMatch(text, unseen);
}

/** The letters that a reader of Markdown shows. */
export function shownBy(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Of every depth. */
function tokensOf(markdown: string): Token[] {
  const tokens: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    tokens.push(token);
  });
  return tokens;
}

function isAddress(token: Token): boolean {
  return token.type === 'link' && token.raw.includes('@') && token.raw === ('text' in token ? token.text : undefined);
}
