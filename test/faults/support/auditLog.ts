/** Reads the audit log of every run in a folder. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Control } from './control.ts';

const entrySchema = z.object({
  when: z.iso.datetime(),
  who: z.string(),
  job: z.string(),
  operation: z.string(),
  subject: z.string(),
  outcome: z.enum(['created', 'existing', 'updated', 'deleted', 'failed', 'unknown']),
  requestId: z.optional(z.string()),
  error: z.optional(z.string()),
});
export type Entry = z.infer<typeof entrySchema>;

/** Where Linux may end a write of a process that is killed meanwhile. */
const pageBytes = 4096;

/** Every entry of every run. Fails on a line that is broken, except for a last one that a kill has cut at a page's end. */
export function readAuditLog(folder: string): Entry[] {
  const place = join(folder, 'state', 'clean-rooms-workbench', 'audit');
  if (!existsSync(place)) return [];
  return readdirSync(place).flatMap((name) => {
    const text = readFileSync(join(place, name), 'utf8');
    const cutByKill = Buffer.byteLength(text) % pageBytes === 0;
    assert.ok(text === '' || text.endsWith('\n') || cutByKill, `${name} ends in a broken line`);
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => entrySchema.parse(JSON.parse(line)));
  });
}

/** No line is broken, and what the log calls created, updated or deleted was that: by that request, once. */
export async function assertAuditLogTrue(folder: string, control: Control): Promise<void> {
  const made = new Map((await control.writes()).map(({ requestId, operation }) => [requestId, operation]));
  const done = new Set<Entry['outcome']>(['created', 'updated', 'deleted']);
  const claimed = readAuditLog(folder).filter(({ outcome, requestId }) => done.has(outcome) && requestId !== undefined);
  for (const { requestId = '', operation, subject } of claimed)
    assert.equal(made.get(requestId), operation, `${operation} of ${subject} was not done by ${requestId}`);
  assert.equal(new Set(claimed.map(({ requestId }) => requestId)).size, claimed.length, 'a request stands twice in the audit log');
}
