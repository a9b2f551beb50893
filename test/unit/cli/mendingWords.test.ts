import assert from 'node:assert/strict';
import { mendingWords } from '../../../src/cli/diagnosis/mendingWords.ts';
import { misnamedAssociation } from '../../../src/core/diagnosis/associationNameFindings.ts';
import { reportedFinding } from '../../../src/core/jobs/reported.ts';
import type { ReportedFinding } from '../../../src/core/jobs/report.ts';
import { arnOf, connection, id } from '../builders.ts';
import { lacking } from '../core/assistant/diagnoses.ts';

const membershipId = id('membership', 1);

function misnamed(count: number): ReportedFinding[] {
  const collaboration = {
    collaborationId: id('collaboration', 1),
    membershipId,
    name: 'AMC',
    creatorAccountId: '444455556666',
    creatorDisplayName: 'Northwind Media',
  };
  return Array.from({ length: count }, (_, index) => {
    const association = { id: id('association', index), arn: arnOf('a', id('association', index)) };
    const found = { ...association, name: `old_${index}`, configuredTableId: id('table', index) };
    return reportedFinding(misnamedAssociation(connection, collaboration, found, 'right'));
  });
}

const commands = (...given: Parameters<typeof mendingWords>): (string | undefined)[] =>
  mendingWords(...given).map(({ command }) => command);

describe('the commands that mend what a diagnosis found', () => {
  it('name each thing where they are few', () => {
    const ids = [0, 1, 2].map((number) => id('association', number)).join(' ');
    assert.deepEqual(commands(misnamed(3), undefined, ''), [`cleanrooms repair --membership-id ${membershipId} --subject-id ${ids}`]);
  });

  it('name the membership where a collaboration needs many repairs', () => {
    assert.deepEqual(commands(misnamed(4), undefined, ' --profile prod'), [
      `cleanrooms repair --membership-id ${membershipId} --profile prod`,
    ]);
  });

  it('name each thing where only one table was asked about: there may be more in the collaboration', () => {
    const [command = ''] = commands(misnamed(4), { kind: 'association', name: 'old_0', room: 'AMC' }, '');
    assert.ok(command.includes('--subject-id'));
  });

  it('leave alone what needs a decision of its own', () => {
    const widened = misnamed(4).map((each) => ({
      ...each,
      remedies: each.remedies.map((remedy) => ({ ...remedy, input: { ...remedy.input, widen_receivers: true } })),
    }));
    assert.ok(commands(widened, undefined, '').every((command) => command?.includes('--subject-id') === true));
  });

  it('sync everything where several collaborations are incomplete', () => {
    const incomplete = [1, 2, 3].map((number) =>
      lacking(number, { subject: { kind: 'collaboration', name: `Room ${number}`, membership_id: id('membership', number) } }),
    );
    assert.deepEqual(commands(incomplete, undefined, ''), ['cleanrooms sync-all']);
  });
});
