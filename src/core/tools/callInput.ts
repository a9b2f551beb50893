import type { JsonValue } from './answer.ts';

/** What a tool is called with; undefined stands for a field that is left out. */
export type CallInput = Readonly<Record<string, JsonValue | undefined>>;

/** Without the fields that are left out. */
export function given(input: CallInput): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, value]): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])),
  );
}
