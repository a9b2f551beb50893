import * as z from 'zod/mini';
import { foreignText } from '../foreignText.ts';
import type { Connection } from '../model/connection.ts';
import { permissionFlagsSchema } from '../partners/permissionFlags.ts';
import { t } from '../text.ts';

/** The steps of bringing a partner on board, in their order (seed 000). */
export const onboardingSteps = [
  'invitation_setup',
  'send_invitations',
  'monitor_acceptance',
  'setup_guidance',
  'validation',
  'activation',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

/** What an event can say that we know of; a file may hold other words of a later version. */
export const engagementEventKinds = [
  'created',
  'invited',
  'invitation_failed',
  'accepted',
  'declined',
  'cancelled',
  'ended',
  'follow_up_done',
  'guidance_sent',
  'permissions_applied',
  'permissions_failed',
  'validated',
  'activated',
  'closed',
  'reopened',
] as const;
export type EngagementEventKind = (typeof engagementEventKinds)[number];

export const checkStates = ['passed', 'failed', 'unknown', 'not_applicable'] as const;
export type CheckState = (typeof checkStates)[number];

const when = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/, {
    error: () => t('must be a time in UTC such as {0}', '2026-10-02T12:00:00Z'),
  }),
);
const event = z.looseObject({
  /** ISO 8601, UTC. */
  at: when,
  /** The operating system's user name. */
  by: z.string(),
  step: z.enum(onboardingSteps),
  /** One of `engagementEventKinds`. */
  what: z.string(),
  /** The service's or a person's words about it. */
  detail: z.optional(z.string()),
  /** Of a follow-up: which one. */
  day: z.optional(z.int()),
});
const check = z.looseObject({ id: z.string(), title: z.string(), state: z.enum(checkStates), detail: z.string() });

/** Safe as a file's name everywhere. */
export const engagementIdPattern = /^[a-z0-9][a-z0-9-]{0,119}$/;

/** One partner being brought on board in one clean room: a file of its own, fit for git. Unknown keys survive. */
export const engagementSchema = z.looseObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  /** The file's name without `.json`. */
  id: z.string().check(z.regex(engagementIdPattern, { error: () => t('must be a name of small letters, digits and hyphens') })),
  /** Whose it is, in words that are the same on every machine; how each gets there is its own affair. */
  connection: z.looseObject({
    service: z.enum(['aws', 'liveramp']),
    /** AWS: the account id. LiveRamp: the organisation's name. */
    account: z.string(),
    /** AWS. */
    region: z.optional(z.string()),
    /** True: made with the stand-in, and never acted upon in the service itself. */
    sandbox: z.optional(z.boolean()),
  }),
  room: z.looseObject({
    id: z.string(),
    display_id: z.optional(z.string()),
    name: z.string(),
    /** LiveRamp: Hybrid, Snowflake …, as far as somebody said it; the list of rooms does not tell. */
    type: z.optional(z.string()),
    /** LiveRamp: CLOUD_AWS, CLOUD_GCP, CLOUD_AZURE, likewise. */
    cloud: z.optional(z.string()),
  }),
  /** LiveRamp: an administrator's e-mail address. AWS: an account id. */
  partner: z.looseObject({ address: z.string(), name: z.optional(z.string()), organisation_id: z.optional(z.string()) }),
  /** standard, media, retail, agency, or one of the folder's own. */
  flow: z.string(),
  note: z.optional(z.string()),
  permissions: z.looseObject({ template: z.string(), flags: permissionFlagsSchema }),
  follow_up_days: z.array(z.int().check(z.gte(1))),
  created: event,
  /** What has happened, oldest first. Appended to, never rewritten. */
  events: z.array(event),
  /** The newest validation. */
  validation: z.optional(z.looseObject({ at: when, checks: z.array(check) })),
  /** Why the partner was activated although a check failed. */
  override: z.optional(z.looseObject({ at: when, by: z.string(), reason: z.string(), failed: z.array(z.string()) })),
  activated_at: z.optional(when),
  /** Given up, or done with: kept for the record, asks for nothing. */
  closed_at: z.optional(when),
});

export type Engagement = z.infer<typeof engagementSchema>;
export type EngagementEvent = z.infer<typeof event>;

/** Whether an engagement is one of this connection; a folder may hold those of several. */
export function belongsTo({ connection: its }: Engagement, { service, accountId, region, sandbox }: Connection): boolean {
  return (
    its.service === service &&
    its.account.trim().toLowerCase() === accountId.trim().toLowerCase() &&
    (its.sandbox ?? false) === sandbox &&
    (its.region === undefined || its.region === region)
  );
}

/** What people call the partner. */
export function partnerOf({ partner: { name, address } }: Engagement): string {
  return foreignText(name ?? address);
}

/** The engagement with an event more. */
export function withEvent(engagement: Engagement, added: EngagementEvent & { what: EngagementEventKind }): Engagement {
  return { ...engagement, events: [...engagement.events, added] };
}

/** The newest event of one of these kinds. */
export function lastEvent({ events }: Engagement, ...kinds: readonly EngagementEventKind[]): EngagementEvent | undefined {
  return events.findLast(({ what }) => kinds.some((kind) => kind === what));
}
