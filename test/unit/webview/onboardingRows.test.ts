import assert from 'node:assert/strict';
import type { PanelEngagement } from '../../../src/protocol/onboardingMessages.ts';
import { isDue, keyOf, noFilter, rowsOf } from '../../../src/webview/onboarding/list/engagementRows.ts';
import { remainingPartners } from '../../../src/webview/onboarding/setup/remainingPartners.ts';
import { engagementOf } from '../core/onboarding/engagementBuilder.ts';

function row(id: string, changes: Partial<PanelEngagement> = {}): PanelEngagement {
  return {
    connectionId: 'acme',
    id,
    partner: id,
    address: `${id}@nova.example`,
    roomId: 'room-1',
    room: '"Media Insights"',
    flow: 'standard',
    template: 'analyst',
    flags: engagementOf().permissions.flags,
    note: '',
    steps: [{ step: 'monitor_acceptance', title: 'Monitor acceptance', state: 'waiting', detail: '' }],
    current: 'monitor_acceptance',
    next: '',
    ageDays: 1,
    followUps: [],
    guidance: { roles: [], mail: '' },
    activationMail: '',
    events: [],
    ...changes,
  };
}
const due = { day: 3, kind: 'reminder', state: 'due', text: '' } as const;
const names = (rows: readonly PanelEngagement[]): string[] => rows.map(({ id }) => id);

describe('the list of engagements', () => {
  it('begins with what wants something of us, then the oldest', () => {
    const rows = [row('new'), row('old', { ageDays: 9 }), row('due', { followUps: [due] })];
    assert.deepEqual(names(rowsOf(rows, noFilter)), ['due', 'old', 'new']);
  });

  it('shows open ones, or only those that want something of us, or all', () => {
    const { current: _, ...done } = row('done');
    const rows = [
      row('open'),
      row('due', { followUps: [due] }),
      row('closed', { closedAt: '2026-09-01T00:00:00Z', followUps: [due] }),
      done,
    ];
    assert.deepEqual(names(rowsOf(rows, noFilter)), ['due', 'open']);
    assert.deepEqual(names(rowsOf(rows, { ...noFilter, shown: 'due' })), ['due']);
    assert.equal(rowsOf(rows, { ...noFilter, shown: 'all' }).length, 4);
  });

  it('finds words in partner, address and room, of one connection or all', () => {
    const rows = [row('nova'), row('orbit', { connectionId: 'other', room: '"Holiday"' })];
    assert.deepEqual(names(rowsOf(rows, { ...noFilter, text: 'HOLI' })), ['orbit']);
    assert.deepEqual(names(rowsOf(rows, { ...noFilter, text: 'nova@' })), ['nova']);
    assert.deepEqual(names(rowsOf(rows, { ...noFilter, connectionId: 'other' })), ['orbit']);
  });

  it('wants nothing of us while a step waits for somebody else', () => {
    assert.equal(isDue(row('waits')), false);
    assert.equal(isDue(row('ours', { steps: [{ step: 'monitor_acceptance', title: '', state: 'failed', detail: '' }] })), true);
  });

  it('tells engagements of two connections apart', () => {
    assert.notEqual(keyOf({ connectionId: 'a', id: 'b' }), keyOf({ connectionId: 'b', id: 'a' }));
  });
});

describe('the partners that are still to be begun after a run', () => {
  const item = { key: '', action: '', sentence: '', reason: '' };
  it('are those that failed or were wrong', () => {
    const text = 'Nova <dana@nova.example>\njo@orbit.example, foo';
    const items = [
      { ...item, name: 'dana@nova.example', outcome: 'done' as const },
      { ...item, name: 'jo@orbit.example', outcome: 'failed' as const },
      { ...item, name: 'foo', outcome: 'left_out' as const, code: 'invalid_address' },
    ];
    assert.equal(remainingPartners(text, items), 'jo@orbit.example\nfoo');
  });

  it('stay as they were written where none was begun', () => {
    const text = 'jo@orbit.example, foo';
    assert.equal(remainingPartners(text, []), text);
  });
});
