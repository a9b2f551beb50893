import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { assertConfigurationComplete, configurationFile, readConfiguration } from './support/configuration.ts';
import { assertReached, inboxSize } from './support/outcome.ts';
import type { Control } from './support/control.ts';
import { newFolder, runProgram, type ProgramPlace } from './support/program.ts';
import { withRig } from './support/rig.ts';
import { ownState } from './support/state.ts';
import { assertEverythingDone } from './support/wished.ts';

type Run = Awaited<ReturnType<typeof runProgram>>;

describe('Two processes on one account', function () {
  this.timeout(120_000);

  it('process-invites and process-invites, with one configuration file', () =>
    withRig(
      'inbox',
      async ({ place, control }) => {
        const runs = await runBoth(control, place, place, 'process-invites');
        for (const run of runs) await assertReached({ place, control }, run);
      },
      100,
    ));

  it('process-invites and process-invites, each with a file of its own', () =>
    withRig(
      'inbox',
      async ({ place, control }) => {
        const other = { ...place, folder: newFolder() };
        copyFileSync(configurationFile(place.folder), configurationFile(other.folder));
        const runs = await runBoth(control, place, other, 'process-invites');
        const state = await control.state();
        assertEverythingDone(state, inboxSize);
        for (const { report } of runs)
          assert.deepEqual(
            [report.summary.associations.failed, report.summary.analysis_rules.failed, report.summary.id_namespaces.failed],
            [0, 0, 0],
          );
        // What the one accepted before the other looked is in the one's file only.
        const listed = [place, other].flatMap(
          ({ folder }) => readConfiguration(folder).collaborations?.map(({ membership_id }) => membership_id) ?? [],
        );
        assert.deepEqual(
          [...new Set(listed)].sort(),
          ownState(state)
            .memberships.map(({ membership_id }) => membership_id)
            .sort(),
        );
        rmSync(other.folder, { recursive: true, force: true });
      },
      100,
    ));

  it('sync-all and sync-all, after an acceptance that associated nothing', () =>
    withRig(
      'inbox',
      async ({ place, control }) => {
        assert.equal((await runProgram(place, 'process-invites', '--no-associate')).code, 0);
        const runs = await runBoth(control, place, place, 'sync-all');
        for (const run of runs) await assertReached({ place, control }, run);
        const created = runs.map(({ report }) => report.summary.associations.created);
        assert.equal((created[0] ?? 0) + (created[1] ?? 0), 300, `created by the one and the other: ${created.join(', ')}`);
        assertConfigurationComplete(place.folder, await control.state());
      },
      100,
    ));
});

/** Runs both at once. Together they made the calls that the sandbox counted for them. */
async function runBoth(control: Control, first: ProgramPlace, second: ProgramPlace, command: string): Promise<[Run, Run]> {
  const { calls: before } = await control.calls();
  const runs = await Promise.all([runProgram(first, command), runProgram(second, command)]);
  const { calls: after } = await control.calls();
  const [one, other] = runs.map(({ report }) => report.api_calls);
  for (const [operation, count] of Object.entries(after)) {
    assert.equal((one?.[operation] ?? 0) + (other?.[operation] ?? 0), count - (before[operation] ?? 0), `calls of ${operation}`);
  }
  return runs;
}
