import * as z from 'zod/mini';

/** The fields of the object at a place in an input, such as `members.0`; none where there is no object of fixed fields. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault) return fieldsAt(schema.def.innerType, path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodMiniArray) return fieldsAt(schema.def.element, rest);
  if (!(schema instanceof z.ZodMiniObject)) return [];
  const fields: Readonly<Record<string, z.core.$ZodType>> = schema.def.shape;
  if (step === undefined) return Object.keys(fields);
  const inside = fields[String(step)];
  return inside === undefined ? [] : fieldsAt(inside, rest);
}
