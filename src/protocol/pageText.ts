/**
 * The sentences of a webview in the person's language. The extension writes what VS Code has translated into the page,
 * by the English sentence, as JSON in the element with this id; the page looks its sentences up in it.
 */
import * as z from 'zod/mini';

export { counted, t as fillIn, type TextArgument } from '../core/text.ts';

export const pageTextsId = 'texts';
export const pageTextsSchema = z.record(z.string(), z.string());
export type PageTexts = z.infer<typeof pageTextsSchema>;
