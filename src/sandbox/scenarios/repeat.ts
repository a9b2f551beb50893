import * as z from 'zod/mini';

/** In a scenario: the numbers of the entries, and the pattern of their names. */
export const repeatSchema = z.strictObject({ from: z.int(), to: z.int(), name: z.string() });

interface Repeatable {
  name?: string | undefined;
  repeat?: z.infer<typeof repeatSchema> | undefined;
}

/**
 * One entry of a scenario as the entries it stands for: itself, or one per number of its `repeat`, with `{n}` and `{nn}`
 * replaced in all its texts and the name made by the repeat's pattern.
 */
export function repeated<T extends Repeatable>(entry: T): T[] {
  const { repeat } = entry;
  if (repeat === undefined) return [entry];
  const entries: T[] = [];
  for (let number = repeat.from; number <= repeat.to; number += 1) {
    const copy = structuredClone(entry);
    numberTexts(copy, number);
    copy.name = withNumber(repeat.name, number);
    entries.push(copy);
  }
  return entries;
}

/** Replaces the placeholders in every text inside, in place. */
function numberTexts(value: object, number: number): void {
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    if (typeof part === 'string') Reflect.set(value, key, withNumber(part, number));
    else if (typeof part === 'object' && part !== null) numberTexts(part, number);
  }
}

function withNumber(text: string, number: number): string {
  return text.replaceAll('{nn}', String(number).padStart(2, '0')).replaceAll('{n}', String(number));
}
