/** The part of a scenario file that is about LiveRamp Clean Room: `liveramp`. */
import * as z from 'zod/mini';
import { invitationStatuses, questionAccesses, questionPermissions } from '../world/records.ts';
import { roomTypes } from '../roomTypes.ts';
import { sandboxSecret } from '../tokens.ts';

const text = z.string().check(z.minLength(1));
const daysAgo = z._default(z.number().check(z.minimum(0)), 0);
const flag = (usual: boolean) => z._default(z.boolean(), usual);
const described = <T extends z.ZodMiniType>(schema: T, words: string) => schema.check(z.describe(words));

const settings = z.strictObject({
  tokens_per_day: described(z._default(z.int().check(z.minimum(0)), 2), 'Tokens that an API user may take in 24 hours; then 429.'),
  token_hours: described(z._default(z.number().check(z.positive()), 12), 'How long a token holds.'),
  runs_per_hour: described(z._default(z.int().check(z.minimum(0)), 20), 'Runs that an API user may create in an hour; then 429.'),
  run_queued_seconds: described(z._default(z.number().check(z.minimum(0)), 2), 'How long a run is QUEUED.'),
  run_seconds: described(z._default(z.number().check(z.minimum(0)), 6), 'How long a run is RUNNING.'),
  error_form: described(
    z._default(z.enum(['live', 'spec']), 'live'),
    'live: errors as the service was seen to send them; spec: as the OpenAPI document has them.',
  ),
  invitation_list: described(
    z._default(z.enum(['array', 'object', 'null_when_empty']), 'array'),
    'object: exactly one invitation is answered as a bare object, as the OpenAPI document has it, others as an array.',
  ),
  question_permissions_from: described(
    z._default(z.enum(['query', 'body', 'either']), 'query'),
    'Where permissions are read from: query as in the OpenAPI document; body ignores the query and changes nothing.',
  ),
  duplicate_invitation: described(
    z._default(z.enum(['accepts', 'conflicts']), 'accepts'),
    'What becomes of a second invitation of an address (what LiveRamp does is unknown).',
  ),
  cancelled_invitations: described(
    z._default(z.enum(['vanish', 'stay']), 'vanish'),
    'Whether lists go on showing cancelled invitations, as INVITE_STATUS_UNKNOWN (what LiveRamp does is unknown).',
  ),
});

const roomUser = z.strictObject({
  email: text,
  /** Left out: made of the address, where the organisation does not have the user yet. */
  name: z.optional(text),
  /** A role of the room. */
  role: text,
});

const run = z.strictObject({
  name: text,
  status: z._default(
    z.enum([
      'QUEUED',
      'RUNNING',
      'COMPLETED',
      'FAILED',
      'PARTNER_QUEUED',
      'PARTNER_RUNNING',
      'PARTNER_COMPLETED',
      'PARTNER_FAILED',
      'ERROR',
      'PENDING_RETRY',
    ]),
    'COMPLETED',
  ),
  failure_reason: z.optional(text),
  submitted_days_ago: daysAgo,
});

const schedule = z.strictObject({
  name: text,
  active: flag(true),
  repeat: z._default(z.enum(['DAILY', 'WEEKLY', 'MONTHLY']), 'WEEKLY'),
  days_of_week: z._default(z.array(z.enum(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'])), []),
  days_of_month: z._default(z.array(z.int()), []),
  started_days_ago: daysAgo,
});

const question = z.strictObject({
  name: text,
  display_id: z.optional(z.string().check(z.regex(/^CRQ-\d{6}$/))),
  description: z._default(z.string(), ''),
  /** Name of the organisation that brought it; left out: the room's owner. */
  organisation: z.optional(text),
  type: z._default(z.string(), 'ANALYTICAL'),
  category: z._default(z.string(), 'Audience Insights'),
  status: described(z.optional(z.string()), 'Left out: READY where every dataset is there, else MISSING_DATASETS.'),
  query: z._default(z.string(), 'SELECT COUNT(*) FROM @audience'),
  permissions: described(
    z._default(z.partialRecord(z.enum(questionPermissions), z.enum(questionAccesses)), {}),
    'What is not named is QUESTION_OWNER_ONLY.',
  ),
  datasets: z._default(
    z.array(
      z.strictObject({
        macro: text,
        data_type: z._default(z.string(), 'User Data'),
        /** Name of the organisation that is to bring it; left out: not said yet. */
        organisation: z.optional(text),
        /** Name of a dataset of the room; left out: missing. */
        dataset: z.optional(text),
      }),
    ),
    [],
  ),
  runs_fail: described(z.optional(text), 'New runs end as FAILED, for this reason.'),
  runs: z._default(z.array(run), []),
  schedules: z._default(z.array(schedule), []),
  created_days_ago: daysAgo,
});

/** A dataset of a room. */
export const scenarioDataset = z.strictObject({
  name: text,
  /** Name of the organisation that brought it; left out: the room's owner. */
  organisation: z.optional(text),
  connection_type: z._default(z.string(), 'AWS S3'),
  stage: z._default(z.string(), 'ACTIVE'),
  status: z._default(z.string(), 'CONFIGURED'),
  partner_can_assign: flag(false),
  mapped: described(z.optional(z.boolean()), 'Whether its fields are mapped; left out: where its status is CONFIGURED.'),
  fields: z._default(z.array(text), ['customer_id', 'segment', 'event_date']),
});

const partner = z.strictObject({
  /** Name of an organisation of the scenario. */
  organisation: text,
  api_user_is_administrator: flag(true),
  users: z._default(z.array(roomUser), []),
  joined_days_ago: daysAgo,
});

const invitation = z.strictObject({
  email: text,
  status: z._default(z.enum(invitationStatuses), 'PENDING'),
  note: z.optional(z.string()),
  invited_days_ago: daysAgo,
});

const destination = z.strictObject({
  name: text,
  /** Left out: the room's owner's. */
  organisation: z.optional(text),
  type: z._default(z.enum(['USER_LIST', 'OFFLINE_CONVERSIONS', 'EXPORTS', 'QUESTION_USER_LIST']), 'EXPORTS'),
  channel_status: z._default(z.string(), 'ACTIVE_CHANNEL'),
  config_status: z._default(z.enum(['CONFIG_PENDING', 'CONFIG_CONFIGURED', 'CONFIG_FAILED', 'CONFIG_AVAILABLE']), 'CONFIG_CONFIGURED'),
  used_for_activation: flag(false),
});

const room = z.strictObject({
  name: text,
  display_id: z.optional(z.string().check(z.regex(/^CR-\d{6}$/))),
  description: z._default(z.string(), ''),
  type: z._default(z.enum(roomTypes), 'Hybrid'),
  status: z._default(z.string(), 'COMPLETE'),
  parameters: z._default(z.record(z.string(), z.string()), { REGION: 'REGION_US', CLOUD: 'CLOUD_AWS', ENABLE_EXPORT: 'true' }),
  started_days_ago: daysAgo,
  api_user_is_administrator: described(flag(true), "false: the owner's API user was never added to the room (403)."),
  roles: z._default(z.array(text), []).check(z.describe("Further roles of the owner's users, beside the usual ones.")),
  /** The owner's people in the room. */
  users: z._default(z.array(roomUser), []),
  partners: z._default(z.array(partner), []),
  invitations: z._default(z.array(invitation), []),
  datasets: z._default(z.array(scenarioDataset), []),
  questions: z._default(z.array(question), []),
  destinations: z._default(z.array(destination), []),
});

const organisation = z.strictObject({
  name: text,
  /** Of its one API user. */
  client_id: z.string().check(z.regex(/^[\w.-]+$/)),
  client_secret: described(
    z._default(text, sandboxSecret),
    "The API user's. A sandbox connection of the workbench knows only the usual one.",
  ),
  api_user_email: z.optional(text).check(z.describe('Left out: api-user@<client_id>.example.')),
  users: z._default(z.array(z.strictObject({ name: text, email: text, role: z._default(text, 'Clean Room Admin') })), []),
  /** The rooms that it owns. */
  rooms: z._default(z.array(room), []),
});

/** Section `liveramp` of a scenario file. */
export const liveRampScenarioSchema = z.strictObject({
  settings: z.prefault(settings, {}),
  organisations: z._default(z.array(organisation), []),
});

export type LiveRampScenario = z.infer<typeof liveRampScenarioSchema>;
export type ScenarioOrganisation = LiveRampScenario['organisations'][number];
export type ScenarioDataset = z.infer<typeof scenarioDataset>;
export type ScenarioRoom = ScenarioOrganisation['rooms'][number];
export type ScenarioQuestion = ScenarioRoom['questions'][number];
