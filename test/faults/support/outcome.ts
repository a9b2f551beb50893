/** The end that every recoverable fault should come to. */
import assert from 'node:assert/strict';
import { assertAuditLogTrue } from './auditLog.ts';
import { assertConfigurationComplete } from './configuration.ts';
import type { EndedRun } from './program.ts';
import type { Rig } from './rig.ts';
import { ownState } from './state.ts';
import { assertEverythingDone } from './wished.ts';

/** The number of invitations of `inbox`. */
export const inboxSize = 12;

/** Exit code 0, and the sandbox holds everything that was wished, once. `tables: false`: the run was to accept only. */
export async function assertReached(
  { control, place }: Pick<Rig, 'control' | 'place'>,
  { code, stderr }: EndedRun,
  { tables = true } = {},
): Promise<void> {
  assert.equal(code, 0, stderr);
  const state = await control.state();
  if (tables) assertEverythingDone(state, inboxSize);
  else assert.equal(ownState(state).memberships.length, inboxSize);
  assertConfigurationComplete(place.folder, state);
  await assertAuditLogTrue(place.folder, control);
}
