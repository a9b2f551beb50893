import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** Where a server of models is reached. */
export interface ModelAddress {
  /** The base URL without a slash at its end. */
  base: string;
  /** With the port where it is not the usual one: for sentences. */
  host: string;
  /** What a key is bound to. */
  origin: string;
  /** True: what is sent does not leave this machine. */
  onThisMachine: boolean;
  /** True: this machine or a private network, where servers often want no key. */
  isPrivate: boolean;
}

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * RFC 1918 and RFC 4193 addresses, the names that are kept for private networks (RFC 6762, RFC 8375, `.internal` by ICANN),
 * and names without a dot, which no public name is.
 */
const privateHost =
  /^(10(\.\d{1,3}){3}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|192\.168(\.\d{1,3}){2}|\[f[cd][0-9a-f:]+\]|.+\.(local|internal|home\.arpa)|[^.:[\]]+)$/;

/**
 * The parts of a base URL such as `https://api.openai.com/v1`. Raises `invalid_input` where it is no plain address, or
 * where key and prompts would travel unencrypted over a public network.
 */
export function modelAddress(baseUrl: string): ModelAddress {
  const url = URL.parse(baseUrl);
  // Not repeated in the sentence: somebody may have pasted a key.
  if (url === null) throw refused(t('The base URL of the model provider is no URL.'));
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw refused(t('The base URL of the model provider must be an address and nothing else.'));
  const onThisMachine = loopback.test(url.hostname);
  const isPrivate = onThisMachine || privateHost.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPrivate))
    throw refused(t('The base URL of the model provider must begin with https:// (http:// only for this machine or a private network).'));
  return { base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, origin: url.origin, onThisMachine, isPrivate };
}

function refused(sentence: string): CleanRoomError {
  return new CleanRoomError('invalid_input', sentence, {
    remedy: t('Examples: {0} or {1}.', 'https://api.openai.com/v1', 'http://127.0.0.1:11434/v1'),
  });
}
