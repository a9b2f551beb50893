import assert from 'node:assert/strict';
import { fixOfGroup, groupFindings, isFindingGroup, repairOfGroup } from '../../../../src/core/diagnosis/groupFindings.ts';
import { datasetDiffersFromTemplate, differsFromTemplate } from '../../../../src/core/diagnosis/permissionFindings.ts';
import { misnamedAssociation } from '../../../../src/core/diagnosis/associationNameFindings.ts';
import { reportedFinding } from '../../../../src/core/jobs/reported.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { permissionTemplates } from '../../../../src/core/partners/permissionTemplates.ts';
import { organisation, PartnerWorld } from '../../support/partners/partnerWorld.ts';
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

describe('what differs from the template that is kept on a room', () => {
  const viewer = permissionTemplates(undefined).find((each) => each.id === 'viewer')!;

  function differing(world: PartnerWorld, name: string): ReportedFinding[] {
    const room = world.room(name);
    return [
      ...['Reach', 'Overlap'].map((each) => differsFromTemplate(organisation, room, world.question(room, each), viewer, ['RUN'])),
      datasetDiffersFromTemplate(organisation, room, world.dataset(room, 'Sales'), viewer),
    ].map(reportedFinding);
  }

  it('stands together by room, questions and datasets alike', () => {
    const world = new PartnerWorld();
    const groups = groupFindings([...differing(world, 'Media Insights'), ...differing(world, 'Holiday')]).filter(isFindingGroup);
    assert.deepEqual(
      groups.map(({ title }) => title),
      [
        '2 questions, 1 dataset in "Media Insights" differ from the template that is kept on it.',
        '2 questions, 1 dataset in "Holiday" differ from the template that is kept on it.',
      ],
    );
  });

  it('is set right by one job with all of them', () => {
    const [group] = groupFindings(differing(new PartnerWorld(), 'Media Insights')).filter(isFindingGroup);
    assert.ok(group);
    assert.equal(repairOfGroup(group), undefined);
    assert.deepEqual(fixOfGroup(group), {
      job: 'configure-partner-permissions',
      input: {
        room: 'room-1',
        template: 'viewer',
        questions: ['question-1', 'question-2'],
        datasets: ['dataset-room-1-1'],
        partners: [],
      },
    });
  });

  it('is no other fix than a repair where associations are wrong', () => {
    const [group] = groupFindings(misnamed(1, 3)).filter(isFindingGroup);
    assert.ok(group);
    assert.deepEqual(fixOfGroup(group), { job: 'repair', input: repairOfGroup(group) });
  });
});
