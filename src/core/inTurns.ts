/**
 * Does something with everything, `width` at a time; the answers stand in the order of what was given. After the first
 * error nothing new is begun; it is raised once what was under way has ended.
 */
export async function inTurns<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const errors: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && errors.length === 0) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item === undefined) continue;
      try {
        answers[index] = await work(item);
      } catch (thrown) {
        errors.push(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  const [first] = errors;
  if (errors.length > 0) throw first;
  return answers;
}
