import type * as vscode from 'vscode';
import { ApiUserStateFile } from '../../storage/apiUserStateFile.ts';
import { stateFolder } from '../../storage/stateFolder.ts';
import type { LiveRampConnectionSettings } from './connectionSettings.ts';

type Of = Pick<LiveRampConnectionSettings, 'clientId' | 'endpoint'>;

/** Where LiveRamp itself is: secrets are bound to the origin for which they were entered. */
const liveRampOrigin = 'https://api.habu.com';

/** The secrets of LiveRamp API users, in VS Code's secret storage and nowhere else. */
export class LiveRampSecrets {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** Undefined where none was entered for this API user at this origin. */
  async get(of: Of): Promise<string | undefined> {
    return this.#storage.get(keyOf(of));
  }

  async store(of: Of, secret: string): Promise<void> {
    await this.#storage.store(keyOf(of), secret);
  }

  /** The secret, and the token that was got with it; how many tokens of today are used stays known. */
  async forget(of: Of): Promise<void> {
    await this.#storage.delete(keyOf(of));
    const user = { origin: originOf(of), clientId: of.clientId };
    await new ApiUserStateFile(stateFolder()).change(user, ({ token: _token, ...record }) => ({ record, value: undefined }));
  }
}

/** Where a secret may be sent to. */
export function originOf({ endpoint }: Pick<Of, 'endpoint'>): string {
  return endpoint === undefined ? liveRampOrigin : new URL(endpoint).origin;
}

function keyOf(of: Of): string {
  return `liveramp|${originOf(of)}|${of.clientId}`;
}
