/** The vendors that package.json contributes: how VS Code and @cleanroom tell whose model it is. */
export const openAiVendor = 'clean-rooms-openai';
export const offlineVendor = 'clean-rooms-offline';
