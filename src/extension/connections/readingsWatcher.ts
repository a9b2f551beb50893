import type { Accounts } from './accounts.ts';
import type { AccountState } from './account.ts';

/** Tells whether accounts have come, gone or been read since it was asked last; what a job does to them meanwhile does not count. */
export class ReadingsWatcher {
  readonly #accounts: Accounts;
  #seen: readonly AccountState[] = [];

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  haveChanged(): boolean {
    const now = this.#accounts.all.map(({ state }) => state);
    const same = now.length === this.#seen.length && now.every((state, index) => state === this.#seen[index]);
    this.#seen = now;
    return !same;
  }
}
