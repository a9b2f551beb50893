import { asCleanRoomError } from '../../errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';

/** What a check works with. */
export interface Look {
  service: CleanRoomService;
  signal: AbortSignal | undefined;
  /** Sentences about what could not be, or was not, looked at. */
  unlooked: string[];
  /** True once something could not be read that may hide a fault, and that nothing else would show. */
  uncertain?: boolean;
  /** How many calls this diagnosis may still make; checks that are worth less than the others ask before they begin. */
  callsLeft(): number;
}

/**
 * Makes an optional look: where the caller may not, or the service gives no answer, that is said, and nothing is concluded.
 * @param what what is looked at, for the sentence
 * @param shown whether the service's own word that a table is ready stands for what this would show
 */
export async function optionally(look: Look, what: string, check: () => Promise<Finding[]>, shown = true): Promise<Finding[]> {
  try {
    return await check();
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled' || error.code === 'connection_unusable') throw error;
    const sentence = t('Not looked at: {0}. {1}', what, error.sentence);
    if (!shown) look.uncertain = true;
    if (!look.unlooked.includes(sentence)) look.unlooked.push(sentence);
    return [];
  }
}
