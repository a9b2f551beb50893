import * as z from 'zod/mini';

const schema = z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.looseObject({})) });
const manifest = z.object({ contributes: z.object({ languageModelTools: z.array(z.object({ name: z.string(), inputSchema: schema })) }) });

/** A JSON schema of an object. */
export type InputSchema = z.infer<typeof schema>;

/**
 * What each tool takes, out of package.json, where the generator has put it for VS Code: made from the catalogue at run
 * time it would cost every start of VS Code the code that makes it.
 */
export function inputSchemasOf(packageJson: unknown): ReadonlyMap<string, InputSchema> {
  return new Map(manifest.parse(packageJson).contributes.languageModelTools.map(({ name, inputSchema }) => [name, inputSchema]));
}
