import assert from 'node:assert/strict';
import { doublesTakePlaces } from '../../../../src/core/diagnosis/explanations/doublesTakePlaces.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import type { CollaborationPlan } from '../../../../src/core/sync/change.ts';
import { id } from '../../builders.ts';

const here = id('collaboration', 1);
const elsewhere = id('collaboration', 2);

function finding(findingId: string, collaborationId: string, name = 'it'): ReportedFinding {
  return {
    id: findingId,
    severity: 'warning',
    waits_for: 'you',
    connection: 'aws|one',
    subject: { kind: 'association', name, collaboration_id: collaborationId },
    title: '',
    evidence: [],
    remedies: [],
  };
}

function plan(leftOut: number): CollaborationPlan {
  const settled = Array.from({ length: leftOut }, (_, index) => ({
    kind: 'association' as const,
    name: `table_${index}`,
    outcome: 'left_out' as const,
    reason: 'The quota is used up.',
  }));
  return {
    name: 'Reach',
    collaborationId: here,
    creatorAccountId: '222233334444',
    creatorDisplayName: 'Northwind',
    changes: [],
    settled,
    wishedSchemas: [],
    findings: [],
  };
}

describe('Tables that are associated twice', () => {
  const cases: [doubles: number, leftOut: number, explained: boolean][] = [
    [1, 1, true],
    [2, 1, true],
    [1, 2, false],
  ];
  for (const [doubles, leftOut, explained] of cases)
    it(`${doubles} of them ${explained ? 'explain' : 'do not explain'} that ${leftOut} have no place`, () => {
      const found = Array.from({ length: doubles }, (_, index) => finding('association.double', here, `double_${index}`));
      const explanation = doublesTakePlaces(found, { collaborations: [plan(leftOut)] });
      const [first] = found;
      assert.ok(first !== undefined);
      assert.equal(explanation.when(first, finding('association.left_out_by_quota', here)), explained);
    });

  it('take no place in another collaboration', () => {
    const double = finding('association.double', elsewhere);
    const explanation = doublesTakePlaces([double], { collaborations: [plan(1)] });
    assert.equal(explanation.when(double, finding('association.left_out_by_quota', here)), false);
  });
});
