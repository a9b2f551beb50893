/** One page of a list. A short page, even an empty one, may carry a token (behaviours.md). */
export interface Page<T> {
  items: readonly T[] | undefined;
  nextToken: string | undefined;
}

/** Every item of a list, paged to the end. */
export async function allPages<T>(read: (nextToken: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    all.push(...(page.items ?? []));
    token = page.nextToken === '' ? undefined : page.nextToken;
  } while (token !== undefined);
  return all;
}
