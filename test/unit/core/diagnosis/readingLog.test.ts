import assert from 'node:assert/strict';
import { datedEvidence } from '../../../../src/core/diagnosis/datedEvidence.ts';
import type { Reading } from '../../../../src/core/diagnosis/diagnosis.ts';
import { ReadingLog } from '../../../../src/core/diagnosis/readingLog.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';

describe('What a diagnosis has looked at', () => {
  it('is asked for once, however many checks want it', async () => {
    const log = new ReadingLog({});
    const role = log.reader<string>('GetRole');
    let calls = 0;
    const read = (): Promise<string> => Promise.resolve(`role ${(calls += 1)}`);
    assert.deepEqual(await Promise.all([role('a', read), role('a', read), role('b', read)]), ['role 1', 'role 1', 'role 2']);
    assert.deepEqual(
      log.readings.map(({ source, about, outcome }) => `${source} ${about} ${outcome}`),
      ['GetRole a read', 'GetRole b read'],
    );
  });

  it('is told while it goes on, by the names that are known by then', async () => {
    const told: string[] = [];
    const log = new ReadingLog({ onProgress: ({ message }) => told.push(message) });
    log.name('id-1', 'AMC\u202e Collaboration');
    await log.reader<number>('ListMembers')('id-1', () => Promise.resolve(1));
    assert.deepEqual(told, ['Reading AMC Collaboration (ListMembers)']);
  });

  it('keeps why a look failed, and does not look again', async () => {
    const log = new ReadingLog({});
    const role = log.reader<string>('GetRole');
    let calls = 0;
    const refused = (): Promise<string> => {
      calls += 1;
      return Promise.reject(new CleanRoomError('not_permitted', 'no'));
    };
    await assert.rejects(role('a', refused), { code: 'not_permitted' });
    await assert.rejects(role('a', refused), { code: 'not_permitted' });
    assert.deepEqual([calls, log.failed.map(({ error }) => error.code), log.readings[0]?.outcome], [1, ['not_permitted'], 'failed']);
  });

  it('does not begin after a cancellation', async () => {
    const log = new ReadingLog({ signal: AbortSignal.abort() });
    let calls = 0;
    await assert.rejects(
      log.reader<number>('GetRole')('a', () => Promise.resolve((calls += 1))),
      { code: 'cancelled' },
    );
    assert.deepEqual([calls, log.readings], [0, []]);
  });
});

describe('The evidence of a finding', () => {
  const takenAt = '2026-11-20T10:00:09Z';
  const readings: Reading[] = [
    { source: 'GetRole', about: 'a', at: '2026-11-20T10:00:01Z', outcome: 'read' },
    { source: 'GetRole', about: 'b', at: '2026-11-20T10:00:02Z', outcome: 'read' },
    { source: 'ListMembers', about: '', at: '2026-11-20T10:00:03Z', outcome: 'read' },
  ];
  const dated = (title: string, evidence: string[]): unknown[] => {
    const finding: ReportedFinding = {
      id: 'x',
      severity: 'error',
      waits_for: 'you',
      connection: 'c',
      subject: { kind: 'role', name: 'r' },
      title,
      evidence,
      remedies: [],
    };
    return datedEvidence(finding, readings, takenAt).map(({ source, at }) => [source, at.slice(17, 19)]);
  };

  it('has the operation that it names, and the time of its newest reading', () => {
    assert.deepEqual(dated('', ['GetRole: NoSuchEntity.', 'ListMembers: nobody.']), [
      ['GetRole', '02'],
      ['ListMembers', '03'],
    ]);
  });

  it('goes on from the line before where a line names none', () => {
    assert.deepEqual(dated('', ['GetRole: it trusts.', 'A name cannot be updated.']), [
      ['GetRole', '02'],
      ['GetRole', '02'],
    ]);
  });

  it('does not take a longer word for an operation', () => {
    assert.deepEqual(dated('', ['GetRoles: x']), [['', '09']]);
  });

  it('is the finding itself where it has none', () => {
    assert.deepEqual(dated('Something is so.', []), [['', '09']]);
  });
});
