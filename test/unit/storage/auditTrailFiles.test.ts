import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '../../../src/core/jobs/audit.ts';
import { historyOf } from '../../../src/core/partners/invitationHistory.ts';
import { AuditLogFile, auditFolder } from '../../../src/storage/auditLogFile.ts';
import { AuditTrailFiles } from '../../../src/storage/auditTrailFiles.ts';

const entry = (when: string, operation: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  when,
  who: 'sam',
  connection: { id: 'liveramp|acme', accountId: 'Acme Retail', region: 'api.habu.com', sandbox: false },
  job: 'invite-partners',
  operation,
  subject: 's',
  outcome: 'created',
  about: { kind: 'invitation', name: 'dana@nova.example', room_id: 'r1' },
  ...more,
});
const jobs = new Set(['invite-partners', 'cancel-partner-invitations']);

describe('what was written earlier', () => {
  let state: string;
  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'trail-'));
  });
  afterEach(() => rm(state, { recursive: true, force: true }));

  it('is nothing, and complete, before anything was', async () => {
    assert.deepEqual(await new AuditTrailFiles(state).entries('liveramp|acme', jobs), { entries: [], incomplete: false });
  });

  it('comes from the files of all processes, oldest first, of one connection and its jobs only', async () => {
    const first = new AuditLogFile(state, new Date('2026-11-01T00:00:00Z'), 1);
    const second = new AuditLogFile(state, new Date('2026-11-02T00:00:00Z'), 2);
    second.append(entry('2026-11-02T10:00:00Z', 'cancelPartnerInvitationById', { job: 'cancel-partner-invitations', outcome: 'deleted' }));
    first.append(entry('2026-11-03T10:00:00Z', 'addCleanroomPartner'));
    first.append(entry('2026-11-01T10:00:00Z', 'addCleanroomPartner'));
    first.append(entry('2026-11-01T11:00:00Z', 'createCleanroom', { job: 'create-clean-room' }));
    first.append(
      entry('2026-11-01T12:00:00Z', 'addCleanroomPartner', { connection: { id: 'other', accountId: 'x', region: 'x', sandbox: false } }),
    );
    const { entries, incomplete } = await new AuditTrailFiles(state).entries('liveramp|acme', jobs);
    assert.equal(incomplete, false);
    assert.deepEqual(
      historyOf(entries, 'r1', { id: 'i1', roomId: 'r1', to: 'Dana@nova.example', state: 'pending', status: 'PENDING' }).map(
        ({ at, what, by }) => [at, what, by],
      ),
      [
        ['2026-11-01T10:00:00Z', 'sent', 'sam'],
        ['2026-11-02T10:00:00Z', 'cancelled', 'sam'],
        ['2026-11-03T10:00:00Z', 'sent', 'sam'],
      ],
    );
  });

  it('says that something is missing where a line was cut, and gives the others', async () => {
    const log = new AuditLogFile(state, new Date('2026-11-01T00:00:00Z'), 1);
    log.append(entry('2026-11-01T10:00:00Z', 'addCleanroomPartner'));
    await appendFile(log.file, '{"when": "2026-11-01T1');
    const { entries, incomplete } = await new AuditTrailFiles(state).entries('liveramp|acme', jobs);
    assert.deepEqual([entries.length, incomplete], [1, true]);
  });

  it('leaves other files of the folder alone', async () => {
    await mkdir(auditFolder(state), { recursive: true });
    await writeFile(join(auditFolder(state), 'notes.txt'), 'hello');
    assert.deepEqual(await new AuditTrailFiles(state).entries('liveramp|acme', jobs), { entries: [], incomplete: false });
  });
});
