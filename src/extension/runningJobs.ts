import * as vscode from 'vscode';
import { CleanRoomError } from '../core/errors.ts';
import type { Connection } from '../core/model/connection.ts';

/** One writing job at a time for an account and Region, however many connections lead there. */
export class RunningJobs {
  readonly #running = new Set<string>();

  has(connection: Connection | undefined): boolean {
    return connection !== undefined && this.#running.has(placeOf(connection));
  }

  /** Raises `invalid_state` while a job runs. */
  refuseIfRunning(connection: Connection | undefined): void {
    if (connection !== undefined && this.has(connection)) {
      throw new CleanRoomError(
        'invalid_state',
        vscode.l10n.t('A job is already running in account {0} ({1}).', connection.accountId, connection.region),
        {
          remedy: vscode.l10n.t('Wait for it to end, or cancel it in its notification.'),
        },
      );
    }
  }

  /** Begins a job; the answer ends it. Raises `invalid_state` while another one runs. */
  begin(connection: Connection): () => void {
    this.refuseIfRunning(connection);
    this.#running.add(placeOf(connection));
    return () => {
      this.#running.delete(placeOf(connection));
    };
  }
}

function placeOf({ service, accountId, region, endpoint }: Connection): string {
  return JSON.stringify([service, accountId, region, endpoint]);
}
