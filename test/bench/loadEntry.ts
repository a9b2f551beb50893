/**
 * Prints how many milliseconds one `import()` takes: `node loadEntry.ts <file>`. `vscode`, which only VS Code has, is a
 * stand-in with every name that its types declare.
 */
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , file = ''] = process.argv;

/** Classes, enums, namespaces and the rest of what `vscode` exports as values. */
function namesOfVscode(): string[] {
  const types = readFileSync(createRequire(import.meta.url).resolve('@types/vscode/index.d.ts'), 'utf8');
  const names = [...types.matchAll(/^\texport (?:abstract )?(?:class|enum|namespace|const|let|function) (\w+)/gm)].map(([, name]) => name);
  return [...new Set(names)].filter((name) => name !== undefined);
}

const standIn = `const anything = new Proxy(function () {}, { get: () => anything, construct: () => ({}), apply: () => anything });
export default anything;
${namesOfVscode()
  .map((name) => `export const ${name} = anything;`)
  .join('\n')}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: 'stand-in:vscode', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'stand-in:vscode' ? { format: 'module', source: standIn, shortCircuit: true } : next(url, context),
});

const started = performance.now();
await import(pathToFileURL(file).href);
process.stdout.write(`${performance.now() - started}\n`);
