import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/** Where the address stands. It is a secret: whoever knows it can write into the channel. */
export const webhookVariable = 'CLEANROOMS_WEBHOOK_URL';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address that alerts are posted to. Raises `invalid_input` where it is missing or would send them unencrypted; no
 * sentence ever repeats any of it.
 */
export function webhookAddress(environment: NodeJS.ProcessEnv = process.env): URL {
  const text = environment[webhookVariable] ?? '';
  if (text === '')
    throw new CleanRoomError('invalid_input', t('There is no webhook address: {0} is not set.', webhookVariable), {
      remedy: t('Put the address into that environment variable; it is a secret and no option takes it.'),
    });
  const address = URL.parse(text);
  if (address === null) throw new CleanRoomError('invalid_input', t('{0} holds no URL.', webhookVariable));
  if (address.username !== '' || address.password !== '')
    throw new CleanRoomError('invalid_input', t('The URL in {0} must not hold a user name or password.', webhookVariable));
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && loopback.test(address.hostname)))
    throw new CleanRoomError(
      'invalid_input',
      t('The URL in {0} must begin with https:// (http:// only for this machine).', webhookVariable),
    );
  return address;
}
