import assert from 'node:assert/strict';
import type { PartnerResult, ReportedStep } from '../../../src/core/jobs/partners/partnerReport.ts';
import { deedSummary, type Deed } from '../../../src/extension/panels/onboarding/deedSummary.ts';
import { runSeverity, runSummary } from '../../../src/extension/panels/runSummary.ts';

const step = (action: string, outcome: ReportedStep['outcome'] = 'done'): ReportedStep => ({
  key: `${action}|${outcome}`,
  action,
  subject: { kind: 'invitation', name: 'dana@nova.example' },
  sentence: '',
  outcome,
  reason: '',
});
const failedCheck = (id: string): PartnerResult['findings'][number] => ({
  id: `engagement.check.${id}`,
  severity: 'error',
  waits_for: 'you',
  connection: 'acme',
  title: '',
  subject: { kind: 'engagement', name: 'Nova' },
  evidence: [],
  remedies: [],
});

describe('What came of a run', () => {
  const said: [items: ReportedStep[], words: string][] = [
    [[step('create_clean_room'), step('invite'), step('invite')], '1 clean room made, 2 invitations sent'],
    [[step('cancel_invitation'), step('invite')], '1 invitation cancelled, 1 invitation sent'],
    [[step('set_role'), step('set_question_permissions'), step('set_role', 'failed')], '2 changes made, 1 failed'],
    [[step('invite', 'planned'), step('left_out', 'left_out'), step('invite', 'existing')], '1 there already, 1 not begun, 1 left out'],
    [[step('set_role', 'differs')], '1 accepted, but read back it is different'],
    [[], 'nothing to do'],
  ];
  for (const [items, words] of said) {
    it(`is named: ${words}`, () => {
      assert.equal(runSummary(items), words);
    });
  }

  it('is as bad as the worst of it', () => {
    const severities = (['done', 'left_out', 'differs', 'planned', 'failed'] as const).map((outcome) =>
      runSeverity({ items: [step('invite'), step('invite', outcome)], findings: [] }),
    );
    assert.deepEqual(severities, ['information', 'information', 'warning', 'warning', 'error']);
    assert.equal(runSeverity({ items: [step('write_file')], findings: [failedCheck('datasets')] }), 'warning');
  });

  it('is the checks that failed, where checks ran', () => {
    const words = (deed: Deed, failed: string[], ...items: ReportedStep[]): string =>
      deedSummary(deed, { items, findings: failed.map(failedCheck) });
    assert.equal(words('validate', ['datasets', 'questions'], step('write_file')), 'Validation: 2 checks failed.');
    assert.equal(words('validate', [], step('write_file')), 'Onboarding: 1 partner checked.');
    assert.equal(
      words('validate', ['datasets'], step('write_file'), step('write_file', 'failed')),
      'Validation: 1 check failed. Onboarding: 1 partner checked, 1 failed.',
    );
    assert.equal(words('send', [], step('send')), 'Onboarding: 1 invitation sent.');
  });
});
