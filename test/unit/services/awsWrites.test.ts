import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { WriteRecord } from '../../../src/core/jobs/audit.ts';
import type { CleanRoomService } from '../../../src/core/service.ts';
import { openAwsConnection } from '../../../src/services/aws/openAwsConnection.ts';
import { temporaryFolder } from '../support/environment.ts';
import { rejection } from '../support/jobs.ts';
import { TestSandbox } from '../support/sandbox.ts';

describe('writes to AWS', function () {
  this.timeout(15_000);
  let sandbox: TestSandbox;
  let service: CleanRoomService;
  let records: WriteRecord[];
  before(async () => {
    sandbox = await TestSandbox.start('inbox');
  });
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset('inbox');
    records = [];
    service = await openAwsConnection({ endpoint: sandbox.endpoint, sandboxAccountId: '111122223333', region: 'us-east-1' });
  });

  async function accept(signal?: AbortSignal) {
    const [invitation] = (await service.inbox?.invitations()) ?? [];
    if (invitation === undefined || service.inbox === undefined) throw new Error('There is no invitation.');
    return service.inbox.accept(
      invitation,
      {},
      {
        recorder: {
          record: (write) => {
            records.push(write);
          },
        },
        signal,
      },
    );
  }
  const joined = async (): Promise<number> => (await sandbox.room()).memberships.length;

  it('leave one record with the request that made it', async () => {
    const { requestId } = await accept();
    assert.deepEqual(
      records.map(({ operation, outcome, requestId: recorded }) => [operation, outcome, recorded]),
      [['CreateMembership', 'created', requestId]],
    );
    assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
  });

  it('are found, not repeated, where the connection broke after the work was done', async () => {
    await sandbox.fault({ operation: 'CreateMembership', then: 'drop', count: 1 });
    const { outcome } = await accept();
    assert.deepEqual([outcome, await joined(), (await sandbox.calls())['CreateMembership'], records.length], ['created', 1, 1, 1]);
  });

  it('are repeated where the connection broke before the work was done', async () => {
    await sandbox.fault({ operation: 'CreateMembership', then: 'drop_before', count: 1 });
    const { outcome } = await accept();
    assert.deepEqual([outcome, await joined(), (await sandbox.calls())['CreateMembership'], records.length], ['created', 1, 2, 1]);
  });

  it('are found even where lists lag behind and the try after a lost answer is refused', async () => {
    const slow = await TestSandbox.start(await lateLists());
    try {
      service = await openAwsConnection({ endpoint: slow.endpoint, sandboxAccountId: '111122223333', region: 'us-east-1' });
      await slow.fault({ operation: 'CreateMembership', then: 'drop', count: 1 });
      await slow.fault({ operation: 'CreateMembership', error: 'ServiceQuotaExceededException', after: 1, count: 1 });
      const { outcome } = await accept();
      assert.deepEqual([outcome, (await slow.calls())['CreateMembership'], (await slow.room()).memberships.length], ['created', 2, 1]);
    } finally {
      await slow.stop();
    }
  });

  it('wait and go on after being throttled', async () => {
    await sandbox.fault({ operation: 'CreateMembership', error: 'ThrottlingException', count: 2 });
    assert.deepEqual([(await accept()).outcome, records.length], ['created', 1]);
  });

  it('count as existing where somebody else has done them just as asked', async () => {
    const [invitation] = (await service.inbox?.invitations()) ?? [];
    await accept();
    assert.ok(invitation !== undefined && service.inbox !== undefined);
    const again = await service.inbox.accept(
      invitation,
      {},
      {
        recorder: {
          record: (write) => {
            records.push(write);
          },
        },
      },
    );
    assert.deepEqual([again.outcome, await joined(), records.map(({ outcome }) => outcome)], ['existing', 1, ['created', 'existing']]);
  });

  it('leave a record with the reason where they were refused', async () => {
    await sandbox.fault({ operation: 'CreateMembership', error: 'AccessDeniedException' });
    const error = await rejection(accept());
    assert.deepEqual(
      [error.code, records.map(({ outcome, requestId }) => [outcome, requestId])],
      ['not_permitted', [['failed', error.details.requestId]]],
    );
  });

  it('that are under way when the person cancels end, and are known to have ended', async () => {
    await sandbox.fault({ operation: 'CreateMembership', then: 'slow', delay_ms: 300 });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 150);
    const { outcome } = await accept(controller.signal);
    assert.deepEqual([outcome, await joined(), records.map((each) => each.outcome)], ['created', 1, ['created']]);
  });

  it('are not begun, and leave no record, where the person has cancelled before', async () => {
    assert.equal((await rejection(accept(AbortSignal.abort()))).code, 'cancelled');
    assert.deepEqual([await joined(), records], [0, []]);
  });

  it('are counted just as the sandbox counts them, every attempt', async () => {
    await sandbox.fault({ operation: 'CreateMembership', then: 'drop_before', count: 1 });
    await accept();
    // The connection was opened after the reset, so both have counted from zero.
    assert.deepEqual(service.callCounts(), await sandbox.calls());
  });
});

/** `inbox`, in which new things show up in lists only after a while. */
async function lateLists(): Promise<string> {
  const inbox: unknown = JSON.parse(await readFile(resolve('src/sandbox/scenarios/inbox.json'), 'utf8'));
  const file = join(await temporaryFolder(), 'late.json');
  await writeFile(file, JSON.stringify(Object.assign({}, inbox, { $schema: undefined, consistency_delay_ms: 1200 })));
  return file;
}
