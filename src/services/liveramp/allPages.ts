/**
 * Every item of a list that is read by limit and offset: until fewer come than were asked for. Each once: somebody may add
 * to the list meanwhile, or the service may not know the offset.
 */
export async function allPages<Item>(
  limit: number,
  read: (page: { limit: string; offset: string }) => Promise<readonly Item[]>,
  idOf: (item: Item) => string,
): Promise<Item[]> {
  const all = new Map<string, Item>();
  for (let offset = 0; ; offset += limit) {
    const before = all.size;
    const page = await read({ limit: String(limit), offset: String(offset) });
    for (const item of page) if (!all.has(idOf(item))) all.set(idOf(item), item);
    if (page.length < limit || all.size === before) return [...all.values()];
  }
}

/** Each once, the first of each: a list must not show a thing twice. */
export function distinct<Item extends { id: string }>(items: readonly Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(item.id)) first.set(item.id, item);
  return [...first.values()];
}
