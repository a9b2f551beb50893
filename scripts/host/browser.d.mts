/** The types of browser.mjs, for the browser tests. */
export function findBrowser(): Promise<{ executablePath: string; args: string[]; env: NodeJS.ProcessEnv }>;
