import type * as vscode from 'vscode';
import { modelAddress } from './modelAddress.ts';
import type { ModelServer } from './openAiClient.ts';
import type { ModelProvider } from './modelProviders.ts';

type Of = Pick<ModelProvider, 'name' | 'baseUrl'>;

/** All keys begin so in the secret storage; nothing else does. */
const prefix = 'model|';

/** The keys of model providers, in VS Code's secret storage and nowhere else; each is bound to the origin for which it was entered. */
export class ModelKeys {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** Undefined where none was entered for this provider at this origin. */
  async get(of: Of): Promise<string | undefined> {
    return this.#storage.get(keyOf(of));
  }

  async store(of: Of, key: string): Promise<void> {
    await this.#storage.store(keyOf(of), key);
  }

  async forget(of: Of): Promise<void> {
    await this.#storage.delete(keyOf(of));
  }

  /** The provider with its key. */
  async serverOf({ name, kind, baseUrl }: ModelProvider): Promise<ModelServer> {
    return { name, kind, baseUrl, key: await this.get({ name, baseUrl }) };
  }

  /** In this window or another one. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#storage.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener();
    });
  }
}

/** True: without a key the server answers nothing. One nearby may want none. */
export function wantsKey({ kind, baseUrl }: ModelProvider): boolean {
  return kind === 'azure' || !modelAddress(baseUrl).isPrivate;
}

function keyOf({ name, baseUrl }: Of): string {
  return `${prefix}${modelAddress(baseUrl).origin}|${name}`;
}
