/** The types of environment.mjs, for the browser tests. */
export function isolated(folder: string): Record<string, string>;

/** The environment for a nested npm: without what the outer npm and its scripts have set. */
export function environmentForNpm(): Record<string, string | undefined>;
