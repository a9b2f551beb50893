import assert from 'node:assert/strict';
import { groupFindings, isFindingGroup, repairOfGroup } from '../../../../src/core/diagnosis/groupFindings.ts';
import { misnamedAssociation } from '../../../../src/core/diagnosis/repairFindings.ts';
import { reportedFinding } from '../../../../src/core/jobs/reported.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { arnOf, connection, finding, id } from '../../builders.ts';

/** Misnamed associations of one collaboration. */
function misnamed(room: number, count: number): ReportedFinding[] {
  const identity = {
    collaborationId: id('collaboration', room),
    membershipId: id('membership', room),
    name: `Room ${room}`,
    creatorAccountId: '444455556666',
    creatorDisplayName: 'Northwind Media',
  };
  return Array.from({ length: count }, (_, index) => {
    const association = id('association', room * 100 + index);
    return reportedFinding(
      misnamedAssociation(
        connection,
        identity,
        { id: association, arn: arnOf('a', association), name: `old_${index}`, configuredTableId: id('table', index) },
        'right',
      ),
    );
  });
}

describe('findings of one kind', () => {
  it('in one collaboration stand together, with what is wrong first', () => {
    const groups = groupFindings([...misnamed(1, 3), ...misnamed(2, 4)]).filter(isFindingGroup);
    assert.deepEqual(
      groups.map(({ title, findings }) => [title, findings.length]),
      [
        ['3 wrong association names in "Room 1".', 3],
        ['4 wrong association names in "Room 2".', 4],
      ],
    );
  });

  it('that are only two, or that nobody has a word for, stay by themselves', () => {
    const others = [1, 2, 3].map((each) => reportedFinding(finding({ subject: { kind: 'table', name: `part_${each}` } })));
    assert.equal(groupFindings([...misnamed(1, 2), ...others]).filter(isFindingGroup).length, 0);
  });

  it('are mended by one repair of just these', () => {
    const [group] = groupFindings(misnamed(1, 3)).filter(isFindingGroup);
    assert.ok(group);
    assert.deepEqual(repairOfGroup(group), {
      membership_ids: [id('membership', 1)],
      subject_ids: [100, 101, 102].map((number) => id('association', number)),
    });
  });

  it('have no repair where one of them has none: another tool owns it', () => {
    const [first, ...others] = misnamed(1, 3);
    assert.ok(first);
    const [group] = groupFindings([{ ...first, remedies: [{ title: 'Change it there.' }] }, ...others]).filter(isFindingGroup);
    assert.ok(group);
    assert.equal(repairOfGroup(group), undefined);
  });
});
