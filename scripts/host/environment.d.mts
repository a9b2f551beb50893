/** The types of environment.mjs, for the browser tests. */
export function isolated(folder: string): Record<string, string>;
