/**
 * User-facing sentences. The English sentence is the key, `{0}` … are its arguments, as with `vscode.l10n.t`; the
 * extension installs that function as the translator, the program speaks English.
 */
export type TextArgument = string | number;
export type Translator = (message: string, ...args: TextArgument[]) => string;

const english: Translator = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));

let translator: Translator = english;

/** Makes every later sentence go through `next`; called once by a host at its start. */
export function installTranslator(next: Translator): void {
  translator = next;
}

/** The sentence in the person's language, with its arguments put in. */
export function t(message: string, ...args: TextArgument[]): string {
  return translator(message, ...args);
}

/** A number of things in words: one of them is not called as many are. */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
