import { appendFileSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CleanRoomError } from '../core/errors.ts';
import type { AuditEntry, AuditLog } from '../core/jobs/audit.ts';
import { t } from '../core/text.ts';

/**
 * The audit log of this process: append-only JSON lines, one file per process so that no two write the same one,
 * readable by the owner only. An entry is on its way to the disk when `append` returns. A process that is killed while it
 * writes may leave its last line cut (Linux ends a write of a killed process at a page's end); every line before is whole.
 */
export class AuditLogFile implements AuditLog {
  readonly file: string;
  #descriptor: number | undefined;

  constructor(folder: string, started: Date = new Date(), processId: number = process.pid) {
    this.file = join(auditFolder(folder), `${started.toISOString().replaceAll(':', '-')}-${processId}.jsonl`);
  }

  open(): void {
    this.#attempt(() => (this.#descriptor ??= this.#create()));
  }

  append(entry: AuditEntry): void {
    this.#attempt(() => {
      appendFileSync((this.#descriptor ??= this.#create()), `${JSON.stringify(entry)}\n`);
    });
  }

  #create(): number {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    return openSync(this.file, 'a', 0o600);
  }

  #attempt(step: () => unknown): void {
    try {
      step();
    } catch (cause) {
      throw new CleanRoomError(
        'audit_log_unwritable',
        t('The audit log {0} cannot be written: {1}', this.file, cause instanceof Error ? cause.message : String(cause)),
        {
          cause,
          remedy: t('Make the folder writable; without an audit log nothing is changed.'),
        },
      );
    }
  }
}

/** Where the audit logs of all processes lie. */
export function auditFolder(state: string): string {
  return join(state, 'audit');
}
