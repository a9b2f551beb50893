import assert from 'node:assert/strict';
import { completeReport } from '../../../src/cli/completeReport.ts';
import { Watched, type RoundChange } from '../../../src/cli/watched.ts';
import { noCounts, type Report, type ReportedFinding } from '../../../src/core/jobs/report.ts';
import { connection, id, northwind, ownAccount } from '../builders.ts';
import { reported } from '../core/reporting/survey.ts';

/** A room with tables that are ready or not. */
function report(tables: Record<string, boolean>, findings: ReportedFinding[] = []): Report {
  const items = Object.entries(tables).map(([name, ready]) => ({
    kind: 'table' as const,
    name,
    outcome: ready ? ('ready' as const) : ('not_ready' as const),
    reason: '',
  }));
  const room = {
    ...noCounts(),
    collaboration_id: id('collaboration', 1),
    membership_id: id('membership', 1),
    name: 'Room',
    creator_account_id: northwind,
    account_id: ownAccount,
    region: 'us-east-1',
    accepted: false,
    items,
  };
  return completeReport('watch', 1, connection, { ok: true, dryRun: false, collaborations: [room], findings, invitations: [] }, {});
}

function rounds(...reports: Report[]): RoundChange[][] {
  const watched = new Watched();
  return reports.map((each) => watched.look(each));
}

const unreadable = reported({
  id: 'collaboration.unreadable',
  subject: { kind: 'collaboration', name: 'Room', collaboration_id: id('collaboration', 1) },
  title: 'No answer.',
});

describe('what has changed between two rounds', () => {
  it('is every finding in the first round, and nothing where nothing has', () => {
    const broken = reported({ title: 'Broken.' });
    assert.deepEqual(rounds(report({ a: true }, [broken]), report({ a: true }, [broken])), [
      [{ kind: 'new_finding', severity: 'error', sentence: 'Broken.' }],
      [],
    ]);
  });

  it('is a finding that is gone, though its words may differ', () => {
    const before = reported({ title: '2 missing.' });
    const [, words, gone] = rounds(report({}, [before]), report({}, [{ ...before, title: '1 missing.' }]), report({}));
    assert.deepEqual([words, gone], [[], [{ kind: 'gone_finding', severity: 'error', sentence: '1 missing.' }]]);
  });

  it('is a table that has become ready, is not any more, or is there no longer', () => {
    const [, second, third] = rounds(
      report({ a: true, b: false, c: true }),
      report({ a: false, b: true, c: true }),
      report({ a: false, b: true }),
    );
    assert.deepEqual(second, [
      { kind: 'table_ready', sentence: 'b in Room' },
      { kind: 'table_not_ready', sentence: 'a in Room' },
    ]);
    assert.deepEqual(third, [{ kind: 'table_not_ready', sentence: 'c in Room' }]);
  });

  it('is not what nobody could look at in a clean room', () => {
    const waits = reported({
      id: 'sent_invitation.unanswered',
      severity: 'warning',
      subject: { kind: 'sent_invitation', name: 'ada@nova.example', room_id: 'r1', id: 'i1' },
      title: 'No answer yet.',
    });
    const closed = reported({ id: 'clean_room.unreadable', subject: { kind: 'clean_room', name: 'Room', room_id: 'r1' }, title: '403.' });
    const [, unread, again] = rounds(report({}, [waits]), report({}, [closed]), report({}, [waits]));
    assert.deepEqual(unread, [{ kind: 'new_finding', severity: 'error', sentence: '403.' }]);
    assert.deepEqual(again, [{ kind: 'gone_finding', severity: 'error', sentence: '403.' }]);
  });

  it('is not what nobody could look at', () => {
    const broken = reported({ title: 'Broken.', subject: { kind: 'association', name: 'a', collaboration_id: id('collaboration', 1) } });
    const [, unread, again] = rounds(
      report({ a: true, b: false }, [broken]),
      report({}, [unreadable]),
      report({ a: true, b: true }, [broken]),
    );
    assert.deepEqual(unread, [{ kind: 'new_finding', severity: 'error', sentence: 'No answer.' }]);
    assert.deepEqual(again, [
      { kind: 'gone_finding', severity: 'error', sentence: 'No answer.' },
      { kind: 'table_ready', sentence: 'b in Room' },
    ]);
  });
});
