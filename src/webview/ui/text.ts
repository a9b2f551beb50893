import { fillIn, pageTextsId, pageTextsSchema, type PageTexts, type TextArgument } from '../../protocol/pageText.ts';

export { counted } from '../../protocol/pageText.ts';

let texts: PageTexts = {};

/** Takes the translated sentences from the page; without any, the panel speaks English. */
export function readPageTexts(page: { getElementById(id: string): { textContent: string | null } | null }): void {
  const found = pageTextsSchema.safeParse(JSON.parse(page.getElementById(pageTextsId)?.textContent ?? '{}'));
  if (found.success) texts = found.data;
}

/** The sentence in the person's language, with its arguments put in; the English one is the key. */
export function t(sentence: string, ...args: TextArgument[]): string {
  return fillIn(texts[sentence] ?? sentence, ...args);
}
