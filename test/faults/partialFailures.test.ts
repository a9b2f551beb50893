import assert from 'node:assert/strict';
import { assertAuditLogTrue, readAuditLog } from './support/auditLog.ts';
import { readConfiguration } from './support/configuration.ts';
import { assertReached, inboxSize } from './support/outcome.ts';
import { withRig } from './support/rig.ts';
import { withScenario } from './support/scenario.ts';
import { ownState } from './support/state.ts';
import { assertNamespaceDone, assertTablesDone, contentOf, wishedContent } from './support/wished.ts';

describe('What fails for good stops nothing beside it, over inbox', function () {
  this.timeout(60_000);

  it('CreateIdNamespaceAssociation is refused', () =>
    withScenario('inbox', { deny: ['cleanrooms:CreateIdNamespaceAssociation'] }, async (file) => {
      await withRig(file, async (rig) => {
        const { code, stderr, report } = await rig.run('process-invites');
        assert.equal(code, 1);
        const state = await rig.control.state();
        const { memberships } = ownState(state);
        assert.equal(memberships.length, inboxSize);
        for (const membership of memberships) {
          assertTablesDone(state, membership);
          assert.deepEqual(membership.id_namespace_associations, []);
          assert.match(
            stderr,
            new RegExp(
              `^failed: ${membership.collaboration_name}: ID namespace association ACXIdNamespace: .*CreateIdNamespaceAssociation`,
              'm',
            ),
          );
        }
        assert.deepEqual(report.summary.id_namespaces, {
          created: 0,
          existing: 0,
          repaired: 0,
          failed: inboxSize,
          left_out: 0,
          planned: 0,
        });
        assert.equal(
          readConfiguration(rig.place.folder).collaborations?.filter((each) => each.association_pending === true).length,
          inboxSize,
          'the next run has to go on with each',
        );
        await assertAuditLogTrue(rig.place.folder, rig.control);
      });
    }));

  it('one table cannot be associated in one place', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: 'CreateConfiguredTableAssociation', error: 'AccessDeniedException', after: 20, count: 1 });
      const { code, stderr, report } = await rig.run('process-invites');
      assert.equal(code, 1);
      assert.deepEqual([report.summary.associations.failed, report.summary.analysis_rules.failed], [1, 1]);
      const state = await rig.control.state();
      const missing = ownState(state).memberships.flatMap((membership) => {
        assertNamespaceDone(state, membership);
        const there = new Set(contentOf(membership).map(({ association }) => association));
        return wishedContent(state, membership)
          .filter(({ association }) => !there.has(association))
          .map(({ association }) => `${membership.collaboration_name}: association ${association}`);
      });
      assert.equal(missing.length, 1);
      assert.ok(stderr.includes(`failed: ${missing[0] ?? ''}: `), stderr);
      assert.equal(readAuditLog(rig.place.folder).filter(({ outcome }) => outcome === 'failed').length, 1);
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('one invitation cannot be accepted', () =>
    withRig('inbox', async (rig) => {
      await rig.control.addFault({ operation: 'CreateMembership', error: 'AccessDeniedException', after: 5, count: 1 });
      const { code, report } = await rig.run('process-invites');
      assert.equal(code, 1);
      const state = await rig.control.state();
      const { invitations, memberships } = ownState(state);
      assert.deepEqual([invitations.length, memberships.length, report.summary.accepted], [1, inboxSize - 1, inboxSize - 1]);
      for (const membership of memberships) assertTablesDone(state, membership);
      assert.deepEqual(
        readConfiguration(rig.place.folder).pending_invitations?.map(({ collaboration_id }) => collaboration_id),
        invitations.map(({ collaboration_id }) => collaboration_id),
      );
      assert.deepEqual(
        report.invitations.map(({ collaboration_id }) => collaboration_id),
        invitations.map(({ collaboration_id }) => collaboration_id),
      );
      await assertReached(rig, await rig.run('process-invites'));
    }));

  it('a quota that nobody could read is reached half-way', () =>
    withScenario(
      'inbox',
      {
        deny: ['servicequotas:ListServiceQuotas'],
        quotas: { table_associations_per_membership: 10 },
        // Without the quotas the program keeps to the default of 5 requests a second: three invitations are enough.
        groups: 1,
      },
      async (file) => {
        await withRig(file, async (rig) => {
          const { code, stderr, report } = await rig.run('process-invites');
          assert.equal(code, 1);
          const state = await rig.control.state();
          let leftOut = 0;
          for (const membership of ownState(state).memberships) {
            const content = contentOf(membership);
            const wished = wishedContent(state, membership);
            assert.equal(content.length, 10);
            assert.deepEqual(
              content,
              wished.slice(0, 10),
              `${membership.collaboration_name}: the first ten in the order of the configuration`,
            );
            for (const { association } of wished.slice(10))
              assert.ok(
                stderr.includes(`left out: ${membership.collaboration_name}: association ${association}: `),
                `${association} is not named`,
              );
            leftOut += wished.length - content.length;
            assertNamespaceDone(state, membership);
          }
          assert.equal(report.summary.associations.left_out, leftOut);
          assert.deepEqual(report.summary.tables, { ready: 30, not_ready: 0 });
          await assertAuditLogTrue(rig.place.folder, rig.control);
        });
      },
    ));
});
