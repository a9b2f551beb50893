import assert from 'node:assert/strict';
import { access, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuditEntry } from '../../../src/core/jobs/audit.ts';
import { AuditLogFile, auditFolder } from '../../../src/storage/auditLogFile.ts';
import { connection } from '../builders.ts';
import { temporaryFolder } from '../support/environment.ts';

const entry = (subject: string): AuditEntry => ({
  when: '2026-01-01T00:00:00.000Z',
  who: 'ada',
  connection: { id: connection.id, accountId: connection.accountId, region: connection.region, sandbox: false },
  job: 'sync',
  operation: 'CreateMembership',
  subject,
  requestId: 'r-1',
  outcome: 'created',
});

describe('the audit log on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds one line of JSON per entry, even for a subject with line ends', async () => {
    const log = new AuditLogFile(folder);
    const entries = [entry('a'), entry('b\nc\u2028d'), entry('"}')];
    for (const each of entries) log.append(each);
    const lines = (await readFile(log.file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      entries,
    );
  });

  it('has an entry on the disk as soon as it was appended', async () => {
    const log = new AuditLogFile(folder);
    log.append(entry('a'));
    assert.match(await readFile(log.file, 'utf8'), /"subject":"a"/);
  });

  it('can be read by its owner only, and so can its folder', async () => {
    const log = new AuditLogFile(folder);
    log.open();
    assert.deepEqual([(await stat(log.file)).mode & 0o777, (await stat(dirname(log.file))).mode & 0o777], [0o600, 0o700]);
  });

  it('is made only when it is opened', async () => {
    assert.ok(new AuditLogFile(folder).file.startsWith(auditFolder(folder)));
    await assert.rejects(access(auditFolder(folder)));
  });

  it('is another file for every process, with a name that every file system takes', () => {
    const started = new Date('2026-01-02T03:04:05.678Z');
    assert.equal(new AuditLogFile(folder, started, 41).file, join(folder, 'audit', '2026-01-02T03-04-05.678Z-41.jsonl'));
  });

  it('says that it cannot be written, where, and that nothing is changed then', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const log = new AuditLogFile(blocked);
    assert.throws(
      () => {
        log.open();
      },
      { code: 'audit_log_unwritable', remedy: 'Make the folder writable; without an audit log nothing is changed.' },
    );
  });
});
