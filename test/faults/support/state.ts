/** What the sandbox says is there, as far as the tests rely on it. */
import * as z from 'zod/mini';

const association = z.object({
  name: z.string(),
  configured_table_id: z.string(),
  analysis_rule: z.nullable(z.object({ type: z.string(), receivers: z.array(z.string()) })),
  status: z.nullable(z.string()),
});

const membership = z.object({
  membership_id: z.string(),
  collaboration_id: z.string(),
  collaboration_name: z.string(),
  status: z.string(),
  configured_table_associations: z.array(association),
  id_namespace_associations: z.array(z.object({ name: z.string(), id_namespace_arn: z.string() })),
});

const region = z.object({
  id_namespaces: z.array(z.object({ name: z.string(), arn: z.string() })),
  configured_tables: z.array(z.object({ id: z.string(), name: z.string(), analysis_rule_type: z.nullable(z.string()) })),
  invitations: z.array(z.object({ collaboration_id: z.string(), name: z.string() })),
  memberships: z.array(membership),
});

export const stateSchema = z.object({
  accounts: z.array(z.object({ account_id: z.string(), regions: z.record(z.string(), region) })),
  collaborations: z.array(
    z.object({
      collaboration_id: z.string(),
      name: z.string(),
      members: z.array(z.object({ account_id: z.string(), abilities: z.array(z.string()), status: z.string() })),
    }),
  ),
});

export type State = z.infer<typeof stateSchema>;
export type RegionState = z.infer<typeof region>;
export type MembershipState = z.infer<typeof membership>;

/** The account that the program acts for in every test, in the only Region of the scenarios. */
export const ownAccount = '111122223333';

export function ownState(state: State): RegionState {
  const own = state.accounts.find(({ account_id }) => account_id === ownAccount)?.regions['us-east-1'];
  if (own === undefined) throw new Error(`The sandbox has no account ${ownAccount}.`);
  return own;
}
