import assert from 'node:assert/strict';
import { completeReport, errorReport } from '../../../../src/cli/completeReport.ts';
import { alertsOf, type Alert, type AlertingReport } from '../../../../src/core/alerts/alerts.ts';
import { noCounts, type JobResult } from '../../../../src/core/jobs/report.ts';
import { connection, id, northwind, ownAccount } from '../../builders.ts';
import { reported } from '../reporting/survey.ts';

const now = new Date('2026-10-10T03:00:00.000Z');

function report(changes: Partial<JobResult> = {}, command = 'verify'): AlertingReport {
  return completeReport(
    command,
    1,
    connection,
    { ok: true, dryRun: false, collaborations: [], findings: [], invitations: [], ...changes },
    {},
  );
}

function invitation(number: number, createTime: string): JobResult['invitations'][number] {
  return { collaboration_id: id('collaboration', number), name: `Room ${number}`, creator_account_id: northwind, create_time: createTime };
}

function alerts(changes: Partial<JobResult>, days = 3): Alert[] {
  return alertsOf([report(changes)], { days, now });
}

const stranger = reported({
  id: 'invitation.untrusted_creator',
  severity: 'warning',
  subject: { kind: 'invitation', name: 'Room 1', collaboration_id: id('collaboration', 1) },
  title: 'A stranger.',
});

describe('alerts', () => {
  it('are none where everything is as wished', () => {
    assert.deepEqual(
      alerts({ findings: [reported({ severity: 'warning' })], invitations: [invitation(1, '2026-10-09T03:00:00.000Z')] }),
      [],
    );
  });

  it('are invitations that have waited for longer than the days, to the millisecond', () => {
    const found = alerts({ invitations: [invitation(1, '2026-10-07T03:00:00.000Z'), invitation(2, '2026-10-07T02:59:59.999Z')] });
    assert.deepEqual(
      found.map(({ kind, sentence }) => [kind, sentence]),
      [['waiting_invitation', `Invitation to "Room 2" from ${northwind} has been waiting for 3 days.`]],
    );
  });

  it('are not silent about an invitation whose time cannot be read', () => {
    assert.equal(alerts({ invitations: [invitation(1, 'soon')] }).length, 1);
  });

  it('are creators that are not trusted, at once and once', () => {
    const found = alerts({ findings: [stranger], invitations: [invitation(1, '2020-01-01T00:00:00.000Z')] });
    assert.deepEqual(
      found.map(({ kind, sentence }) => [kind, sentence]),
      [['untrusted_creator', 'A stranger.']],
    );
  });

  it('are what is to be done about partners, as far as it is more than a hint', () => {
    const waits = reported({
      id: 'sent_invitation.unanswered',
      severity: 'warning',
      subject: { kind: 'sent_invitation', name: 'ada@nova.example', room_id: 'r1' },
      title: 'No answer.',
    });
    const hint = reported({ id: 'clean_room.unreadable', severity: 'information', subject: { kind: 'clean_room', name: 'Theirs' } });
    assert.deepEqual(
      alerts({ findings: [waits, hint] }).map(({ kind, sentence }) => [kind, sentence]),
      [['partner', 'No answer.']],
    );
  });

  it('are what made the run fail: errors of findings, and items for each reason', () => {
    const items = ['a', 'b'].map((name) => ({ kind: 'association' as const, name, outcome: 'failed' as const, reason: 'Not permitted.' }));
    const found = alerts({
      ok: false,
      findings: [reported({ title: 'Broken.' }), reported({ severity: 'warning', title: 'Only a warning.' })],
      collaborations: [
        {
          ...noCounts(),
          collaboration_id: id('collaboration', 1),
          membership_id: null,
          name: 'Room 1',
          creator_account_id: northwind,
          account_id: ownAccount,
          region: 'us-east-1',
          accepted: false,
          items: [
            ...items,
            { kind: 'association', name: 'c', outcome: 'failed', reason: 'Broken.' },
            { kind: 'association', name: 'd', outcome: 'created', reason: '' },
          ],
        },
      ],
    });
    assert.deepEqual(
      found.map(({ kind, sentence }) => [kind, sentence]),
      [
        ['failure', 'Broken.'],
        ['failure', 'Room 1: a, b: Not permitted.'],
      ],
    );
  });

  it('say why there is no result, and which connection has none', () => {
    const failed = errorReport(
      'verify',
      false,
      1,
      { code: 'no_answer', message: 'No answer', remedy: 'Check the network.' },
      undefined,
      {},
    );
    const [alert] = alertsOf([{ ...failed, name: 'lab' }], { days: 3, now });
    assert.deepEqual([alert?.connection, alert?.account_id, alert?.sentence], ['lab', null, 'No answer. Check the network.']);
  });

  it('are never none for a run that failed', () => {
    assert.deepEqual(
      alerts({ ok: false }).map(({ kind }) => kind),
      ['failure'],
    );
  });

  it('keep their key while time goes by, and differ between connections', () => {
    const waiting = report({ invitations: [invitation(1, '2026-09-01T00:00:00.000Z')] });
    const keyOf = (each: AlertingReport, at: Date): string | undefined => alertsOf([each], { days: 3, now: at })[0]?.key;
    assert.equal(keyOf(waiting, now), keyOf(waiting, new Date('2026-11-10T03:00:00.000Z')));
    const other = { ...waiting, connection: waiting.connection === null ? null : { ...waiting.connection, id: 'aws|other' } };
    assert.notEqual(keyOf(waiting, now), keyOf(other, now));
  });
});
