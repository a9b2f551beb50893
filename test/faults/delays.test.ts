import assert from 'node:assert/strict';
import { assertReached } from './support/outcome.ts';
import { withRig } from './support/rig.ts';
import { withScenario } from './support/scenario.ts';

describe('Delays over inbox', function () {
  this.timeout(60_000);

  it('the role cannot be used yet (IAM_SYNCHRONIZATION_DELAY)', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({
        operation: 'CreateConfiguredTableAssociation',
        for_ms: 3000,
        error: {
          name: 'ValidationException',
          status: 400,
          message: 'The role is not ready.',
          reason: 'IAM_SYNCHRONIZATION_DELAY',
          fieldList: [],
        },
      });
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('what was made shows up in lists only later, and a lost answer hid that it was made', () =>
    withScenario('inbox', { consistency_delay_ms: 1500 }, async (file) => {
      await withRig(file, async (rig) => {
        for (const operation of [
          'CreateMembership',
          'CreateConfiguredTableAssociation',
          'CreateConfiguredTableAssociationAnalysisRule',
          'CreateIdNamespaceAssociation',
        ]) {
          await rig.control.addFault({ operation, then: 'drop', every: 5 });
        }
        await assertReached(rig, await rig.run('process-invites'));
      });
    }));

  it("a second run comes before the first one's work shows up", () =>
    withScenario('inbox', { consistency_delay_ms: 4000 }, async (file) => {
      await withRig(file, async (rig) => {
        const first = await rig.run('process-invites', '--wait', '0');
        assert.equal(first.code, 1, 'tables that do not show up are not ready');
        const second = await rig.run('process-invites');
        await assertReached(rig, second);
        assert.equal(second.report.summary.associations.created + second.report.summary.analysis_rules.created, 0);
      });
    }));

  it('nothing can be put into what was made a moment ago', () =>
    withScenario('inbox', { consistency_delay_ms: 1500, young_parents_refuse_children: true }, async (file) => {
      await withRig(file, async (rig) => {
        await assertReached(rig, await rig.run('process-invites'));
      });
    }));

  it('rules count for readiness only later', () =>
    withScenario('inbox', { ready_delay_ms: 3000 }, async (file) => {
      await withRig(file, async (rig) => {
        const run = await rig.run('process-invites');
        assert.deepEqual(run.report.summary.tables, { ready: 300, not_ready: 0 });
        await assertReached(rig, run);
      });
    }));
});
