import assert from 'node:assert/strict';
import type { Coverage } from '../../../src/core/coverage/coverage.ts';
import { noCounts, type ReportedCollaboration } from '../../../src/core/jobs/report.ts';
import { LiveCells } from '../../../src/extension/panels/liveCells.ts';
import { id } from '../builders.ts';

const room = id('collaboration', 1);
const columnId = 'table:part_a';

function coverage(): Coverage {
  return {
    connection: { id: 'c', name: 'prod', accountId: '111122223333', region: 'us-east-1', sandbox: false },
    takenAt: '2026-01-01T00:00:00.000Z',
    columns: [],
    tables: [],
    rows: [
      {
        collaborationId: room,
        membershipId: id('membership', 1),
        name: 'Room',
        creatorAccountId: '444455556666',
        creatorDisplayName: 'Northwind Media',
        managed: true,
        readAt: '2026-01-01T00:00:00.000Z',
        members: [],
        cells: [
          { columnId, state: 'to_repair', reason: 'Wrong name.', wished: true },
          { columnId: 'id_namespace', state: 'missing', reason: 'Not there.', wished: true },
        ],
      },
    ],
  };
}

/** An association that is renamed, and an ID namespace association that happens to have the same name. */
function cells(): LiveCells {
  return new LiveCells(coverage(), [
    { collaborationId: room, columnId, item: { kind: 'association', name: 'same' } },
    { collaborationId: room, columnId: 'id_namespace', item: { kind: 'id_namespace', name: 'same' } },
  ]);
}

function done(items: ReportedCollaboration['items']): ReportedCollaboration {
  return {
    collaboration_id: room,
    membership_id: id('membership', 1),
    name: 'Room',
    creator_account_id: '444455556666',
    account_id: '111122223333',
    region: 'us-east-1',
    accepted: false,
    ...noCounts(),
    items,
  };
}

const short = (updates: ReturnType<LiveCells['begun']>): [string, string, boolean][] =>
  updates.map(({ columnId: column, state, working }) => [column, state, working]);

describe('the cells of a running job', () => {
  it('are all under way at first, as they were', () => {
    assert.deepEqual(short(cells().begun()), [
      [columnId, 'to_repair', true],
      ['id_namespace', 'missing', true],
    ]);
  });

  it('change at once where a step fails, and only the cell that it is about', () => {
    const live = cells();
    const failed = { kind: 'association' as const, name: 'same', outcome: 'failed' as const, reason: 'No.' };
    assert.deepEqual(short(live.step(room, failed)), [[columnId, 'failed', false]]);
    assert.deepEqual(live.step(room, { ...failed, outcome: 'repaired' }), []);
  });

  it('say how they stand when their collaboration is done', () => {
    const updates = cells().done(
      done([
        { kind: 'association', name: 'same', outcome: 'repaired', reason: '' },
        { kind: 'table', name: 'same', outcome: 'ready', reason: '' },
        { kind: 'id_namespace', name: 'same', outcome: 'left_out', reason: 'The quota.' },
      ]),
    );
    assert.deepEqual(short(updates), [
      [columnId, 'ready', false],
      ['id_namespace', 'left_out', false],
    ]);
  });

  it('show a failed rule rather than the readiness that follows from it', () => {
    const [first] = cells().done(
      done([
        { kind: 'analysis_rule', name: 'same', outcome: 'failed', reason: 'Refused.' },
        { kind: 'table', name: 'same', outcome: 'not_ready', reason: 'No rule.' },
      ]),
    );
    assert.deepEqual([first?.state, first?.reason], ['failed', 'Refused.']);
  });

  it('are no longer under way when the job ends, whatever became of it', () => {
    const live = cells();
    live.begun();
    assert.deepEqual(short(live.ended()), [
      [columnId, 'to_repair', false],
      ['id_namespace', 'missing', false],
    ]);
    assert.deepEqual(live.ended(), []);
  });
});
