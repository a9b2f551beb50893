/** What VS Code has to load to activate the extension: the entry and every chunk it imports statically. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      imports: z.array(z.object({ path: z.string(), kind: z.string() })),
      inputs: z.record(z.string(), z.unknown()),
    }),
  ),
});

export interface EntrySize {
  files: number;
  bytes: number;
  /** Of the AWS SDK or of zod's classic form; neither should be there. */
  unwanted: string[];
}

/** @param dist the folder of the build */
export function measureEntry(dist: string): EntrySize {
  const { outputs } = metafile.parse(JSON.parse(readFileSync(join(dist, 'meta.json'), 'utf8')));
  const closure = new Set<string>();
  const add = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || closure.has(path)) return;
    closure.add(path);
    for (const each of output.imports) if (each.kind === 'import-statement') add(each.path);
  };
  add('dist/extension.js');
  if (closure.size === 0) throw new Error('dist/meta.json does not know dist/extension.js.');
  const inputs = [...closure].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  return {
    files: closure.size,
    bytes: [...closure].reduce((sum, path) => sum + statSync(join(dist, path.replace(/^dist\//, ''))).size, 0),
    unwanted: [
      ...new Set(
        inputs
          .filter((input) => /node_modules\/(@aws-sdk|@smithy)\/|node_modules\/zod\/v4\/classic\//.test(input))
          .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input),
      ),
    ],
  };
}
