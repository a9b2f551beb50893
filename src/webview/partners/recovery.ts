import type { NamedConnection } from '../../protocol/partnerMessages.ts';

/** Notices when a connection that could not be read can be read again: what was said about it holds no longer. */
export class Recovery {
  readonly #failed = new Set<string>();

  /** Takes how connections stand now; true where one of them has recovered. */
  take(connections: readonly Pick<NamedConnection, 'connectionId' | 'state'>[]): boolean {
    let recovered = false;
    for (const { connectionId, state } of connections) {
      if (state === 'failed') this.#failed.add(connectionId);
      // While it is read nobody knows yet.
      else if (state === 'read') recovered = this.#failed.delete(connectionId) || recovered;
    }
    return recovered;
  }
}
