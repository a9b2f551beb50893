/** Without what was not given: a job's own defaults count then. */
export function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
