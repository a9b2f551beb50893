/** Where a folder keeps what it has about partners. The file lives in git beside the configuration. */
export const partnerSettingsFileName = 'clean-rooms/partners.json';
