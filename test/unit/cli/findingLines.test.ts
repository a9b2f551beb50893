import assert from 'node:assert/strict';
import picocolors from 'picocolors';
import { findingLines } from '../../../src/cli/findingLines.ts';
import type { ReportedFinding } from '../../../src/core/jobs/report.ts';

const plain = picocolors.createColors(false);
const finding = (id: string, name: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  id,
  severity: 'warning',
  waits_for: 'you',
  connection: 'c',
  subject: { kind: 'question', name, id: name, room_id: 'r1', room_name: 'Media' },
  title: `About ${name}.`,
  evidence: [`Evidence of ${name}.`],
  remedies: [],
  ...more,
});
const differing = (name: string): ReportedFinding =>
  finding('question.differs_from_template', name, {
    remedies: [
      {
        title: 'Set it by the template',
        job: 'configure-partner-permissions',
        input: { room: 'r1', template: 'viewer', questions: [name], datasets: [], partners: [] },
      },
    ],
  });

describe('the lines of findings', () => {
  it('hold the command for a question that differs from its template', () => {
    assert.deepEqual(findingLines([differing('q1')], plain, ' --organisation Acme'), [
      'warning: About q1.',
      '  → Set it by the template: cleanrooms partners grant --room r1 --template viewer --questions q1 --no-datasets --no-partners --organisation Acme',
    ]);
  });

  it('hold one command for many of them', () => {
    const lines = findingLines([differing('q1'), differing('q2'), differing('q3')], plain, '');
    assert.match(
      lines.join('\n'),
      /These are: q1, q2, q3\.\n {2}→ .*grant --room r1 --template viewer --questions q1 q2 q3 --no-datasets /,
    );
    assert.equal(lines.length, 2);
  });

  it('say where a file is broken, and why', () => {
    const lines = findingLines([finding('engagement.broken_file', 'x.json', { evidence: ['x.json:1:2: it ends too early'] })], plain, '');
    assert.deepEqual(lines, ['warning: About x.json.', '  x.json:1:2: it ends too early']);
  });

  it('keep the evidence of all others to themselves', () => {
    assert.deepEqual(findingLines([finding('table.no_rule', 't')], plain, ''), ['warning: About t.']);
  });
});
