import * as z from 'zod/mini';

/** Puts a sentence into the JSON schema, for completion and hover in an editor. */
export function described<T extends z.ZodMiniType>(type: T, description: string): T {
  z.globalRegistry.add(type, { description });
  return type;
}
