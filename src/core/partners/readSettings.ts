import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import type { PartnerSettings, PartnerSettingsStore } from './partnerSettings.ts';

/** The settings for a reading: a broken file is a problem to be told, and keeps nobody from seeing everything else. */
export async function readSettings(
  store: PartnerSettingsStore | undefined,
): Promise<{ settings: PartnerSettings | undefined; problem: CleanRoomError | undefined }> {
  try {
    return { settings: await store?.read(), problem: undefined };
  } catch (thrown) {
    const problem = asCleanRoomError(thrown);
    if (problem.code === 'cancelled') throw problem;
    return { settings: undefined, problem };
  }
}
