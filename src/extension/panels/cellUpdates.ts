import type { CellUpdate, PanelAccount } from '../../protocol/coverageMessages.ts';

/** What a job has changed since an account was last read: what was read before is not true of these cells any more. */
export class CellUpdates {
  readonly #updates = new Map<string, { update: CellUpdate; at: string }>();

  /** @param now ISO 8601 */
  note(updates: readonly CellUpdate[], now: string): void {
    for (const update of updates) {
      this.#updates.set(JSON.stringify([update.connectionId, update.collaborationId, update.columnId]), { update, at: now });
    }
  }

  /** No job runs any more: nothing is under way. */
  settle(): void {
    for (const [key, { update, at }] of this.#updates) this.#updates.set(key, { update: { ...update, working: false }, at });
  }

  /** Those that are newer than what these accounts say; the others are forgotten. */
  newerThan(accounts: readonly PanelAccount[]): CellUpdate[] {
    const readAt = new Map(
      accounts.flatMap(({ connectionId, coverage }) =>
        (coverage?.rows ?? []).map((row) => [JSON.stringify([connectionId, row.collaborationId]), Date.parse(row.readAt)] as const),
      ),
    );
    const newer: CellUpdate[] = [];
    for (const [key, { update, at }] of this.#updates) {
      const read = readAt.get(JSON.stringify([update.connectionId, update.collaborationId]));
      if (read === undefined || read < Date.parse(at)) newer.push(update);
      else this.#updates.delete(key);
    }
    return newer;
  }
}
