import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';

/**
 * Credentials that stay those of one account. A profile can be re-pointed while its old credentials still run; when they
 * are renewed, the new ones may be another account's, and nothing of that may be read or written under the old name.
 *
 * @param accountOf asks whose credentials are
 */
export class OneAccountsCredentials {
  readonly #provider: AwsCredentialIdentityProvider;
  readonly #accountOf: (credentials: AwsCredentialIdentity) => Promise<string>;
  readonly #trusted = new Set<string>();
  #accountId: string | undefined;

  constructor(provider: AwsCredentialIdentityProvider, accountOf: (credentials: AwsCredentialIdentity) => Promise<string>) {
    this.#provider = provider;
    this.#accountOf = accountOf;
  }

  /** From now on only this account's are given. */
  keepTo(accountId: string): void {
    this.#accountId = accountId;
  }

  /** The provider for the SDK. Raises `connection_unusable` where the credentials have become another account's. */
  readonly provide: AwsCredentialIdentityProvider = async (options) => {
    const credentials = await this.#provider(options);
    const { accessKeyId } = credentials;
    const own = this.#accountId;
    // Before the account is known nobody has used any of them for it.
    if (own === undefined) this.#trusted.add(accessKeyId);
    if (own === undefined || this.#trusted.has(accessKeyId)) return credentials;
    const account = await this.#accountOf(credentials);
    if (account !== own)
      throw new CleanRoomError(
        'connection_unusable',
        t('The credentials of this connection are now those of account {0}, not of {1}; nothing was done with them.', account, own),
        {
          remedy: t('Refresh the connection to see account {0}, or point the profile back.', account),
          details: { reason: 'other_account' },
        },
      );
    this.#trusted.add(accessKeyId);
    return credentials;
  };
}
