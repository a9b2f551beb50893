/** A number of things in words: one of them is not called as many are. */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
