import assert from 'node:assert/strict';
import { isFindingGroup } from '../../../../src/core/diagnosis/groupFindings.ts';
import { groupSteps, mendedFindings } from '../../../../src/core/diagnosis/groupSteps.ts';
import { finding, lacking, notReady } from '../assistant/diagnoses.ts';

describe('things to do', () => {
  const lackings = [1, 2, 3].map((number) => lacking(number));

  it('put collaborations that one sync completes together, in the place of the first', () => {
    const [first, ...others] = lackings;
    assert.ok(first !== undefined);
    const steps = groupSteps([finding(), first, notReady(1), ...others]);
    assert.deepEqual(
      steps.map((each) => (isFindingGroup(each) ? each.findings.length : each.id)),
      ['role.not_trusting', 3, 'schema.analysis_rule_missing'],
    );
  });

  it('leave two by themselves', () => {
    assert.deepEqual(groupSteps(lackings.slice(1)), lackings.slice(1));
  });

  it('are mended by one sync of all of them', () => {
    const [all] = groupSteps(lackings).map(mendedFindings);
    const ids = lackings.map(({ subject }) => subject.collaboration_id);
    assert.deepEqual(
      all?.flatMap(({ title, remedies }) => [title, ...remedies]),
      [
        '3 collaborations lack associations, rules or an ID namespace.',
        { title: 'Sync them all', job: 'sync', input: { collaboration_ids: ids } },
      ],
    );
  });

  it('say of many that many are mended', () => {
    const misnamed = [1, 2, 3].map((number) =>
      finding({
        id: 'association.misnamed',
        subject: { kind: 'association', name: `part_${number}`, collaboration_id: 'c' },
        remedies: [{ title: 'Rename it (delete and create)', job: 'repair', input: { subject_ids: [`a${number}`] } }],
      }),
    );
    const [all] = groupSteps(misnamed).map(mendedFindings);
    assert.deepEqual(
      all?.flatMap(({ remedies }) => remedies),
      [{ title: 'Rename them all (delete and create)', job: 'repair', input: { subject_ids: ['a1', 'a2', 'a3'] } }],
    );
  });

  it('are mended one by one where no job mends them all', () => {
    const unread = lackings.map((each) => ({ ...each, remedies: [] }));
    const [all] = groupSteps(unread).map(mendedFindings);
    assert.deepEqual(all, unread);
  });
});
