/** The end that a repair and a sync have to come to, worked out from what the scenario holds. */
import assert from 'node:assert/strict';
import { assertAuditLogTrue } from './auditLog.ts';
import type { Control } from './control.ts';
import { runProgram, type EndedRun, type ProgramPlace } from './program.ts';
import { ownAccount, ownState, type State } from './state.ts';
import { assertTablesDone } from './wished.ts';

export interface Tidied {
  control: Control;
  place: ProgramPlace;
}

/** Every wished table is there once, under its name, with its rule, ready; the one ID namespace is the wished one. */
export function assertTidy(state: State): void {
  const { memberships, id_namespaces } = ownState(state);
  const wished = id_namespaces.filter(({ name }) => name === 'ACXIdNamespace').map(({ name, arn }) => ({ name, id_namespace_arn: arn }));
  for (const membership of memberships) {
    assertTablesDone(state, membership);
    assert.deepEqual(membership.id_namespace_associations, wished, `ID namespaces of ${membership.collaboration_name}`);
  }
}

/** No table is in a membership twice, however far a repair has come. */
export function assertNoDouble(state: State, except: readonly string[] = []): void {
  for (const { collaboration_name, configured_table_associations: associations } of ownState(state).memberships) {
    const tables = associations.map(({ configured_table_id }) => configured_table_id).filter((id) => !except.includes(id));
    assert.equal(new Set(tables).size, tables.length, `doubles in ${collaboration_name}`);
  }
}

/** What every other account has. */
export function stateOfOthers(state: State): State['accounts'] {
  return state.accounts.filter(({ account_id }) => account_id !== ownAccount);
}

/**
 * Repairs once more and syncs everything: the end is reached, and the audit log says only what is true. A double that
 * works goes last, by another repair, once a sync has made the other one work.
 */
export async function assertTidiedBy({ control, place }: Tidied, others: State['accounts']): Promise<void> {
  for (const command of [['repair', '--yes'], ['sync-all'], ['repair', '--yes']]) {
    const { code, stderr } = await runProgram(place, ...command);
    assert.equal(code, 0, `${command.join(' ')}: ${stderr}`);
  }
  const state = await control.state();
  assertTidy(state);
  assert.deepEqual(stateOfOthers(state), others, 'another account was touched');
  await assertAuditLogTrue(place.folder, control);
}

/** A repair that nothing disturbed: exit code 0, and only what a sync makes is missing. */
export async function assertRepaired({ control, place }: Tidied, { code, stderr }: EndedRun): Promise<void> {
  assert.equal(code, 0, stderr);
  assertNoDouble(await control.state());
  await assertAuditLogTrue(place.folder, control);
}
