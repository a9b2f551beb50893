import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** [C] The service itself. */
export const liveRampBaseUrl = 'https://api.habu.com/v1';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base URL of a connection, without a slash at its end. Raises `invalid_input` where the secret and the token would be
 * sent unencrypted to another machine, or where the text is no plain address.
 */
export function checkBaseUrl(text: string): { base: string; host: string; origin: string } {
  const url = URL.parse(text);
  if (url === null) throw refused(t('The base URL of the LiveRamp connection is no URL: {0}', text));
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw refused(t('The base URL of the LiveRamp connection must be an address and nothing else.'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname)))
    throw refused(t('The base URL of the LiveRamp connection must begin with https:// (http:// only for this machine).'));
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, origin: url.origin };
}

function refused(sentence: string): CleanRoomError {
  return new CleanRoomError('invalid_input', sentence, { remedy: t('The service itself is {0}.', liveRampBaseUrl) });
}
