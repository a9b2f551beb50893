/**
 * The entry that a table itself has under a name from outside. `constructor`, `toString` and `__proto__` are inherited
 * by every object and are no entries.
 */
export function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
