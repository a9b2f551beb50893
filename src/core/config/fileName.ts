/** The configuration file's usual name, looked for in the working folder or the workspace. */
export const configurationFileName = 'collaboration-config.json';
