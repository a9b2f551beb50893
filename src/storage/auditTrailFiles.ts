import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { AuditTrail } from '../core/auditTrail.ts';
import { stopIfCancelled } from '../core/errors.ts';
import type { AuditEntry } from '../core/jobs/audit.ts';
import { auditFolder } from './auditLogFile.ts';

const entrySchema: z.ZodMiniType<AuditEntry> = z.object({
  when: z.string(),
  who: z.string(),
  connection: z.object({ id: z.string(), accountId: z.string(), region: z.string(), sandbox: z.boolean() }),
  job: z.string(),
  operation: z.string(),
  subject: z.string(),
  requestId: z.optional(z.string()),
  outcome: z.enum(['created', 'existing', 'updated', 'deleted', 'failed', 'unknown']),
  error: z.optional(z.string()),
  about: z.optional(z.record(z.string(), z.string())),
});

/** Older entries than these files hold are left out: a history is for people, and reading it must stay quick. */
const newestFiles = 200;

/** The audit log files of this user, of all processes. */
export class AuditTrailFiles implements AuditTrail {
  readonly #folder: string;

  /** @param state the user's state folder */
  constructor(state: string) {
    this.#folder = auditFolder(state);
  }

  async entries(
    connectionId: string,
    jobs: ReadonlySet<string>,
    signal?: AbortSignal,
  ): Promise<{ entries: AuditEntry[]; incomplete: boolean }> {
    const entries: AuditEntry[] = [];
    let files: string[];
    try {
      // Their names begin with the time at which their process began.
      files = (await readdir(this.#folder)).filter((name) => name.endsWith('.jsonl')).sort();
    } catch (cause) {
      return { entries, incomplete: !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') };
    }
    let incomplete = files.length > newestFiles;
    for (const file of files.slice(-newestFiles)) {
      stopIfCancelled(signal);
      try {
        for await (const line of createInterface({ input: createReadStream(join(this.#folder, file), 'utf8') })) {
          const entry = parsed(line);
          if (entry === undefined) incomplete ||= line !== '';
          else if (entry.connection.id === connectionId && jobs.has(entry.job)) entries.push(entry);
        }
      } catch {
        // One file that cannot be read leaves the others; the answer says that something is missing.
        incomplete = true;
      }
    }
    return { entries: entries.sort((a, b) => a.when.localeCompare(b.when)), incomplete };
  }
}

function parsed(line: string): AuditEntry | undefined {
  try {
    const { data } = entrySchema.safeParse(JSON.parse(line));
    return data;
  } catch {
    return undefined;
  }
}
