import assert from 'node:assert/strict';
import { datedEvidence } from '../../../../src/core/diagnosis/datedEvidence.ts';
import type { Reading } from '../../../../src/core/diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';

const takenAt = '2026-10-02T03:00:00.000Z';
const finding = (...evidence: string[]): ReportedFinding => ({
  id: 'rule.missing',
  severity: 'error',
  waits_for: 'you',
  connection: 'aws:111122223333:us-east-1',
  subject: { kind: 'association', name: 'acx_part_ibe_07' },
  title: 'A rule is missing',
  evidence,
  remedies: [],
});
const read = (source: string, at: string): Reading => ({ source, about: '', at, outcome: 'read' });

describe('evidence with its source and time', () => {
  it('is from the newest reading of the operation that it names, whose name stands beside it', () => {
    const readings = [read('GetRole', '2026-10-02T02:00:00.000Z'), read('GetRole', '2026-10-02T02:30:00.000Z')];
    assert.deepEqual(datedEvidence(finding('GetRole: the role trusts nobody.'), readings, takenAt), [
      { says: 'The role trusts nobody.', source: 'GetRole', at: '2026-10-02T02:30:00.000Z' },
    ]);
  });

  it('keeps the names of the service as they are', () => {
    const [line] = datedEvidence(finding('GetRole: maxSessionDuration is 3600.'), [read('GetRole', takenAt)], takenAt);
    assert.equal(line?.says, 'maxSessionDuration is 3600.');
  });

  it('without an operation is what the one before it says', () => {
    const [, second] = datedEvidence(finding('GetRole: it is there.', 'It trusts nobody.'), [read('GetRole', takenAt)], takenAt);
    assert.deepEqual(second, { says: 'It trusts nobody.', source: 'GetRole', at: takenAt });
  });

  it('of an operation that was not called has the time of the diagnosis', () => {
    assert.deepEqual(datedEvidence(finding('GetPolicy: no statement.'), [], takenAt), [
      { says: 'GetPolicy: no statement.', source: '', at: takenAt },
    ]);
  });

  it('is the title where the finding has none', () => {
    assert.deepEqual(datedEvidence(finding(), [], takenAt), [{ says: 'A rule is missing', source: '', at: takenAt }]);
  });
});
