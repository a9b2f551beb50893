import assert from 'node:assert/strict';
import type { ChosenConnection } from '../../../src/cli/chosenConnections.ts';
import { diagnosisForm, nextStepsForm } from '../../../src/cli/diagnosis/diagnosisForm.ts';
import { endedDiagnosis } from '../../../src/cli/diagnosis/endedDiagnosis.ts';
import type { Attempt } from '../../../src/cli/session.ts';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.ts';
import { CleanRoomError, type CleanRoomErrorCode } from '../../../src/core/errors.ts';
import type { ReportedFinding } from '../../../src/core/jobs/report.ts';
import { connection, ownAccount } from '../builders.ts';

const chosen: ChosenConnection = { service: 'aws', name: 'prod', profile: 'prod', region: 'us-east-1', listed: true };
const attempted = { chosen, calls: {}, elapsedMs: 1 };

function diagnosis(state: Diagnosis['state'], ...causes: Pick<ReportedFinding, 'severity' | 'waits_for'>[]): Diagnosis {
  return {
    connection: { id: connection.id, name: 'prod', account_id: ownAccount, region: 'us-east-1', sandbox: false },
    state,
    causes: causes.map((cause) => ({
      finding: {
        ...cause,
        id: 'x',
        connection: connection.id,
        subject: { kind: 'table', name: 'x' },
        title: 'x',
        evidence: [],
        remedies: [],
      },
      evidence: [],
      explains: [],
    })),
    notes: [],
    unlooked: [],
    readings: [],
    taken_at: '2026-10-02T03:00:00.000Z',
  };
}

function unopened(code: CleanRoomErrorCode): Attempt<Diagnosis> {
  return { ...attempted, connection: undefined, error: new CleanRoomError(code, 'No.') };
}

describe('how a diagnosis on the command line ends', () => {
  for (const [story, found, exitCode] of [
    ['all is ready', diagnosis('ready'), 0],
    ['there is only a warning', diagnosis('ready', { severity: 'warning', waits_for: 'you' }), 0],
    ['a partner has to act', diagnosis('waiting', { severity: 'error', waits_for: 'partner' }), 0],
    ['the service has to act', diagnosis('waiting', { severity: 'error', waits_for: 'service' }), 1],
    ['we have to act', diagnosis('not_ready', { severity: 'error', waits_for: 'you' }), 1],
    ['not enough could be read', diagnosis('unknown'), 1],
  ] as const)
    it(`with ${exitCode} where ${story}`, () => {
      assert.equal(endedDiagnosis(diagnosisForm, { ...attempted, connection, value: found }).exitCode, exitCode);
    });

  for (const code of ['connection_unusable', 'no_answer', 'throttled', 'service_fault', 'quota_reached', 'invalid_input'] as const)
    it(`with 1 and its cause where the connection cannot be opened: ${code}`, () => {
      const ended = endedDiagnosis(diagnosisForm, unopened(code));
      assert.equal(ended.exitCode, 1);
      assert.ok('result' in ended);
      assert.equal(ended.result.causes.length, 1);
    });

  it('with the error where somebody cancels while the connection is opened', () => {
    assert.ok('error' in endedDiagnosis(diagnosisForm, unopened('cancelled')));
  });

  for (const [code, exitCode] of [
    ['not_found', 1],
    ['invalid_input', 2],
    ['configuration_broken', 2],
  ] as const)
    it(`with ${exitCode} and the error where the connection is open and nothing can be told: ${code}`, () => {
      const ended = endedDiagnosis(diagnosisForm, { ...attempted, connection, error: new CleanRoomError(code, 'No.') });
      assert.ok('error' in ended);
      assert.equal(ended.exitCode, exitCode);
    });

  it('with one step where the connection cannot be opened and it was asked what is left to do', () => {
    const ended = endedDiagnosis(nextStepsForm, {
      ...attempted,
      connection: undefined,
      error: new CleanRoomError('no_answer', 'No.', { remedy: 'Wait.' }),
    });
    assert.ok('result' in ended);
    assert.deepEqual(
      ended.result.steps.map(({ sentence, who }) => [sentence, who]),
      [['Wait.', 'you']],
    );
  });
});
