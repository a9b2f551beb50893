/**
 * The form of scenario files: which accounts exist, what they hold and how the services behave. Keys are snake_case.
 * Entries with `repeat` stand for several: `{n}` and `{nn}` in their texts become the number, plain or with two digits.
 */
import * as z from 'zod/mini';
import { accountSchema } from './accountSchema.ts';
import { collaborationSchema } from './collaborationSchema.ts';
import { liveRampScenarioSchema } from '../liveramp/scenario/liveRampScenarioSchema.ts';

const milliseconds = z._default(z.int().check(z.minimum(0)), 0);
const quota = (value: number) => z._default(z.int().check(z.minimum(0)), value);

/** A scenario file. */
export const scenarioSchema = z.strictObject({
  $schema: z.optional(z.string()),
  description: z.optional(z.string()),
  /** Where everything lives that names no Region of its own. */
  region: z._default(z.string(), 'us-east-1'),
  accounts: z.array(accountSchema).check(z.minLength(1)),
  collaborations: z._default(z.array(collaborationSchema), []),
  /** The organisations of LiveRamp Clean Room, and how that service behaves. */
  liveramp: z.prefault(liveRampScenarioSchema, {}),
  quotas: z._default(
    z.strictObject({
      table_associations_per_membership: quota(25),
      id_namespace_associations_per_membership: quota(10),
      id_mapping_tables_per_membership: quota(5),
      collaborations_per_account: quota(10),
      memberships_per_account: quota(100),
      configured_tables_per_account: quota(250),
      members_per_collaboration: quota(5),
    }),
    {
      table_associations_per_membership: 25,
      id_namespace_associations_per_membership: 10,
      id_mapping_tables_per_membership: 5,
      collaborations_per_account: 10,
      memberships_per_account: 100,
      configured_tables_per_account: 250,
      members_per_collaboration: 5,
    },
  ),
  // How the services behave: described for whoever writes scenarios, in the editor too.
  rate: z
    .optional(z.number().check(z.positive()))
    .check(z.describe('Requests per second of every operation; left out: 5, and 20 for GetConfiguredTable.')),
  rates: z._default(z.record(z.string(), z.number().check(z.positive())), {}).check(z.describe('Exceptions by operation.')),
  consistency_delay_ms: milliseconds.check(z.describe('New things show in lists and reads only after this time.')),
  young_parents_refuse_children: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'While consistency_delay_ms runs, nothing can be created inside a new thing (ResourceNotFoundException): no association in a membership, no collaboration analysis rule on an association. What AWS does is unknown.',
      ),
    ),
  deletes_linger_ms: milliseconds.check(
    z.describe(
      'For this time after it was deleted, lists still show an association and its name (and its table or ID namespace) is still taken (ConflictException ALREADY_EXISTS); asked for by its id it is gone at once.',
    ),
  ),
  ready_delay_ms: milliseconds.check(z.describe('A rule counts for readiness only after this time.')),
  iam_synchronization_ms: milliseconds.check(z.describe('A role younger than this cannot be used yet (IAM_SYNCHRONIZATION_DELAY).')),
  id_mapping_job_ms: milliseconds.check(z.describe('How long an ID mapping job runs that is started by PopulateIdMappingTable.')),
  one_association_per_table: z
    ._default(z.boolean(), true)
    .check(z.describe('Whether a table can be associated only once per membership (what AWS does is unknown).')),
  short_pages: z._default(z.boolean(), false).check(z.describe('Lists give shorter pages than asked for, an empty one among them.')),
  omit_analysis_rule_types: z
    ._default(z.boolean(), false)
    .check(z.describe('Lists of associations leave out the optional analysisRuleTypes.')),
});

export type Scenario = z.infer<typeof scenarioSchema>;
