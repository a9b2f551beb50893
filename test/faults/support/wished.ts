/** The wished end state, worked out from what the scenario holds and not from anything the program says. */
import assert from 'node:assert/strict';
import { ownAccount, ownState, type MembershipState, type State } from './state.ts';

/** One association as it should be, or is. */
export interface Content {
  association: string;
  table: string;
  rule: string | null;
  receivers: string[];
  status: string | null;
}

/** Nothing double and nothing missing: every collaboration joined, every table associated, ruled and ready, the namespace there. */
export function assertEverythingDone(state: State, collaborations: number): void {
  const { memberships, invitations } = ownState(state);
  assert.deepEqual(invitations, [], 'invitations are left');
  assert.equal(memberships.length, collaborations, 'memberships');
  assert.equal(
    new Set(memberships.map(({ collaboration_id }) => collaboration_id)).size,
    collaborations,
    'collaborations with a membership',
  );
  for (const membership of memberships) {
    assert.equal(membership.status, 'ACTIVE');
    assertTablesDone(state, membership);
    assertNamespaceDone(state, membership);
  }
}

/** The membership holds exactly the wished associations, each with its rule, each ready. */
export function assertTablesDone(state: State, membership: MembershipState): void {
  assert.deepEqual(contentOf(membership), wishedContent(state, membership), membership.collaboration_name);
}

export function assertNamespaceDone(state: State, { collaboration_name, id_namespace_associations }: MembershipState): void {
  const wished = ownState(state).id_namespaces.map(({ name, arn }) => ({ name, id_namespace_arn: arn }));
  assert.deepEqual(id_namespace_associations, wished, `ID namespaces of ${collaboration_name}`);
}

/** What is in a membership, in the order of the names. */
export function contentOf({ configured_table_associations }: MembershipState): Content[] {
  return configured_table_associations
    .map((each) => ({
      association: each.name,
      table: each.configured_table_id,
      rule: each.analysis_rule?.type ?? null,
      receivers: [...(each.analysis_rule?.receivers ?? [])].sort(),
      status: each.status,
    }))
    .sort(byName);
}

/** What the configuration that `init-config` makes asks for. */
export function wishedContent(state: State, { collaboration_id }: MembershipState): Content[] {
  const members = state.collaborations.find((each) => each.collaboration_id === collaboration_id)?.members ?? [];
  const receivers = members
    .filter(
      ({ account_id, abilities, status }) =>
        account_id !== ownAccount && abilities.includes('CAN_RECEIVE_RESULTS') && ['INVITED', 'ACTIVE'].includes(status),
    )
    .map(({ account_id }) => account_id)
    .sort();
  return ownState(state)
    .configured_tables.filter(({ name }) => name.startsWith('part_') && !['part_n_a', 'part_n_a_a'].includes(name))
    .map(({ id, name, analysis_rule_type }) => ({
      association: `acx_${name}`,
      table: id,
      rule: analysis_rule_type,
      receivers,
      status: 'READY',
    }))
    .sort(byName);
}

function byName(a: Content, b: Content): number {
  return a.association.localeCompare(b.association);
}
