/**
 * Puts a function of ours in the place of one of VS Code's own, for what a person would do or see; the extension and its
 * tests share one `vscode`. Answers how to put the original back.
 */
export function standIn<Of extends object>(of: Of, name: keyof Of & string, by: (...given: never[]) => unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(of, name);
  if (original === undefined) throw new Error(`VS Code has no ${name} of its own here.`);
  Object.defineProperty(of, name, { value: by, configurable: true, writable: true, enumerable: true });
  return () => {
    Object.defineProperty(of, name, original);
  };
}
