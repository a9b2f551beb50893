import assert from 'node:assert/strict';
import { whatASyncNeeds } from '../../../../src/core/diagnosis/explanations/whatASyncNeeds.ts';
import { rootCauses } from '../../../../src/core/diagnosis/rootCauses.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';

const here = 'the collaboration with the role';
const elsewhere = 'another collaboration';

const finding = (id: string, subject: Partial<ReportedFinding['subject']> = {}): ReportedFinding => ({
  id,
  severity: 'error',
  waits_for: 'you',
  connection: 'aws|one',
  subject: { kind: 'association', name: id, ...subject },
  title: `${id}.`,
  evidence: [],
  remedies: [],
});

describe('What a sync needs', () => {
  const desired = new Map([
    [here, { blocked: ['role.missing.', 'id_namespace.missing.'], roleArn: 'arn:new' }],
    [elsewhere, { blocked: [], roleArn: 'arn:old' }],
  ]);
  const roots = (cause: ReportedFinding, ...others: ReportedFinding[]): string[] =>
    rootCauses([cause, ...others], whatASyncNeeds(desired)).map((root) => root.finding.id);

  for (const missing of ['role.missing', 'id_namespace.missing'])
    it(`explains what is missing where it is missing itself: ${missing}`, () => {
      const things = ['association.missing', 'rule.missing', 'id_namespace.not_associated', 'collaboration.incomplete'];
      assert.deepEqual(roots(finding(missing), ...things.map((each) => finding(each, { collaboration_id: here }))), [missing]);
    });

  it('explains nothing where something else is used', () => {
    assert.deepEqual(roots(finding('role.missing'), finding('association.missing', { collaboration_id: elsewhere })), [
      'association.missing',
      'role.missing',
    ]);
  });

  it('explains what waits for a new role, and not what is to be made with another', () => {
    const young = finding('role.not_propagated', { id: 'arn:new' });
    assert.deepEqual(roots(young, finding('association.missing', { collaboration_id: here })), ['role.not_propagated']);
    assert.deepEqual(roots(young, finding('association.missing', { collaboration_id: elsewhere })), [
      'association.missing',
      'role.not_propagated',
    ]);
  });
});
