/** The types of project.mjs, for the browser tests. */
export const root: string;
export const out: string;
export const pictures: string;
export const vsix: string;
export const program: string;
export const cache: string;
