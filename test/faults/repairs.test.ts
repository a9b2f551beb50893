import assert from 'node:assert/strict';
import { runProgram } from './support/program.ts';
import { withRig, type Rig } from './support/rig.ts';
import { smallMess } from './support/smallMess.ts';
import { assertNoDouble, assertRepaired, assertTidiedBy, assertTidy, stateOfOthers } from './support/tidy.ts';

const writes = [
  'UpdateConfiguredTableAssociation',
  'DeleteConfiguredTableAssociation',
  'CreateConfiguredTableAssociation',
  'CreateConfiguredTableAssociationAnalysisRule',
  'DeleteConfiguredTableAssociationAnalysisRule',
  'UpdateConfiguredTableAssociationAnalysisRule',
  'DeleteIdNamespaceAssociation',
  'CreateIdNamespaceAssociation',
];

describe('A repair', function () {
  this.timeout(120_000);

  const overSmallMess = async (
    test: (rig: Rig) => Promise<void>,
    changes?: Parameters<typeof smallMess>[0],
    rate?: number,
  ): Promise<void> => {
    const { file, remove } = smallMess(changes);
    try {
      await withRig(file, test, rate);
    } finally {
      remove();
    }
  };

  it('without --yes changes nothing, and says that it would', () =>
    overSmallMess(async (rig) => {
      const { control } = rig;
      const before = await control.state();
      const { code, report } = await rig.run('repair');
      assert.deepEqual([code === 0, report.dry_run, await control.writes()], [false, true, []]);
      assert.deepEqual(await control.state(), before);
      assert.ok(report.summary.associations.planned > 0);
    }));

  it('of one account leaves the other account of the same collaboration as it is', () =>
    overSmallMess(async (rig) => {
      const others = stateOfOthers(await rig.control.state());
      await assertRepaired(rig, await rig.run('repair', '--yes'));
      assert.deepEqual(stateOfOthers(await rig.control.state()), others);
      assert.equal((await rig.run('sync-all')).code, 0);
      assertTidy(await rig.control.state());
    }));

  for (const [story, fault] of [
    ['is lost after the service did the work', { then: 'drop' }],
    ['is lost before the service did anything', { then: 'drop_before' }],
    ['is answered with 500', { error: 'InternalServerException' }],
    ['is throttled', { error: 'ThrottlingException' }],
  ] as const) {
    it(`reaches its end where every third write of each kind ${story}`, () =>
      overSmallMess(async (rig) => {
        const others = stateOfOthers(await rig.control.state());
        for (const operation of writes) await rig.control.addFault({ operation, every: 3, ...fault });
        await assertRepaired(rig, await rig.run('repair', '--yes'));
        await rig.control.clearFaults();
        await assertTidiedBy(rig, others);
      }));
  }

  it('reaches its end where what was deleted holds its name and place for a while', () =>
    overSmallMess(
      async (rig) => {
        await assertRepaired(rig, await rig.run('repair', '--yes'));
        assert.equal((await rig.run('sync-all')).code, 0);
        assertTidy(await rig.control.state());
      },
      { deletes_linger_ms: 1500 },
    ));

  it('loses no table where a create is refused for good, and the next one reaches its end', () =>
    overSmallMess(async (rig) => {
      const { control } = rig;
      const others = stateOfOthers(await control.state());
      await control.addFault({ operation: 'CreateConfiguredTableAssociation', error: 'AccessDeniedException', count: 1 });
      const tables = async () =>
        (await control.state()).accounts.map(({ regions }) =>
          Object.values(regions).map(({ memberships }) =>
            memberships.map((each) =>
              [...new Set(each.configured_table_associations.map((association) => association.configured_table_id))].sort(),
            ),
          ),
        );
      const before = await tables();
      const { code } = await runProgram(rig.place, 'repair', '--yes');
      assert.deepEqual([code === 0, await tables()], [false, before]);
      await control.clearFaults();
      await assertTidiedBy(rig, others);
    }));
});

describe('Two repairs at once on one account', function () {
  this.timeout(120_000);

  it('settle without a double, and another one with a sync reaches what is wished', () =>
    withRig('messy', async (rig) => {
      const { place, control } = rig;
      const others = stateOfOthers(await control.state());
      await Promise.all([runProgram(place, 'repair', '--yes'), runProgram(place, 'repair', '--yes')]);
      assertNoDouble(await control.state());
      await assertTidiedBy(rig, others);
    }));

  for (const round of [1, 2, 3]) {
    it(`settle over a small account too, time ${round}`, async () => {
      const { file, remove } = smallMess();
      try {
        await withRig(file, async (rig) => {
          const { place, control } = rig;
          const others = stateOfOthers(await control.state());
          await Promise.all([runProgram(place, 'repair', '--yes'), runProgram(place, 'repair', '--yes')]);
          assertNoDouble(await control.state());
          await assertTidiedBy(rig, others);
        });
      } finally {
        remove();
      }
    });
  }
});
