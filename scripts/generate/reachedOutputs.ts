import type { Metafile } from 'esbuild';

/** The files of a bundle that an entry loads, now or later, itself included; paths as in the metafile. */
export function reachedOutputs(entry: string, outputs: Metafile['outputs']): Set<string> {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    // Built-in modules and vscode are no outputs.
    if (output === undefined || reached.has(path)) return;
    reached.add(path);
    for (const each of output.imports) visit(each.path);
  };
  visit(entry);
  return reached;
}
