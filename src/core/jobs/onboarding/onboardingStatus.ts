import * as z from 'zod/mini';
import {
  engagementBroken,
  engagementDeclined,
  engagementUnreadable,
  followUpDue,
  validationFailed,
} from '../../diagnosis/onboardingFindings.ts';
import { inTurns } from '../../inTurns.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { Engagement, OnboardingStep } from '../../onboarding/engagement.ts';
import type { EngagementProblem } from '../../onboarding/engagementStore.ts';
import { onboardingFlows, type OnboardingFlow } from '../../onboarding/flows.ts';
import { followUpsOf, type FollowUp } from '../../onboarding/followUps.ts';
import { guidanceFor, type Guidance } from '../../onboarding/guidance.ts';
import { activationMail, followUpMail } from '../../onboarding/mails.ts';
import { nextStep } from '../../onboarding/nextStep.ts';
import { readRoomFacts, type RoomFacts } from '../../onboarding/roomFacts.ts';
import { standingOf, type Standing } from '../../onboarding/standing.ts';
import { currentStep, stepsOf, type StepStatus } from '../../onboarding/stepStates.ts';
import type { Check } from '../../onboarding/checks/check.ts';
import { readCheckedRoom, type CheckedRoom } from '../../onboarding/checks/readCheckedRoom.ts';
import { runChecks } from '../../onboarding/checks/runChecks.ts';
import { daysSince } from '../../partners/age.ts';
import { signatureOf } from '../../partners/inviter.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import { chooseEngagements, engagementChoice } from './chooseEngagements.ts';

export const onboardingStatusInput = z.object({
  ...engagementChoice,
  /** Also run the checks now: some calls more for each question. Otherwise the newest written ones are told. */
  with_checks: z._default(z.boolean(), false),
  /** Also those that were closed. */
  with_closed: z._default(z.boolean(), true),
});

/** Where one engagement stands. */
export interface EngagementStatus {
  /** As its file says; named by its organisation where the service knows it and the file does not. */
  engagement: Engagement;
  steps: StepStatus[];
  /** The step that is to be seen to; undefined where all are done. */
  current: OnboardingStep | undefined;
  /** What to do next, in a sentence. */
  next: string;
  /** Whole days since it was begun, and since the invitation that counts was sent. */
  ageDays: number;
  invitedDays: number | undefined;
  /** How long the flow usually takes; undefined where the folder has no such flow any more. */
  expectedDays: number | undefined;
  /** The invitation's status in the service's own word; undefined where there is none, or it could not be read. */
  invitationStatus: string | undefined;
  present: Standing['present'];
  /** Why the service could not be read. */
  problem: string | undefined;
  /** The newest checks: of now, or of the time at which they were written down. Undefined where none ever ran. */
  validation: { at: string; live: boolean; checks: Check[] } | undefined;
  followUps: (FollowUp & { text: string })[];
  guidance: Guidance;
  /** A mail that tells the partner that everything is ready. */
  activationMail: string;
  findings: Finding[];
}

export interface OnboardingStatus {
  connection: Connection;
  /** ISO 8601: when the service was read. */
  readAt: string;
  folder: string;
  engagements: EngagementStatus[];
  /** Names that were asked for and are not there. */
  missing: { name: string; reason: string }[];
  /** Files that cannot be read, of whichever connection they may be. */
  problems: EngagementProblem[];
  findings: Finding[];
}

/** Where every partner that is being brought on board stands, what is due, and what to do next. */
export const onboardingStatus: ReadingJob<typeof onboardingStatusInput, OnboardingStatus> = {
  kind: 'reading',
  id: 'onboarding-status',
  input: onboardingStatusInput,
  permission: 'read',

  async run(context, { with_checks: withChecks, with_closed: withClosed, ...choice }) {
    const { service } = context;
    const { store, chosen, leftOut, problems } = await chooseEngagements(context, choice);
    const shown = chosen.filter((each) => withClosed || each.closed_at === undefined);
    const engagements = await readEngagements(context, shown, { withChecks });
    return {
      connection: service.connection,
      readAt: new Date().toISOString(),
      folder: store.folder,
      engagements,
      missing: leftOut.map(({ subject, reason }) => ({ name: subject.name, reason })),
      problems,
      findings: [
        ...problems.map((problem) => engagementBroken(service.connection, problem)),
        ...engagements.flatMap(({ findings }) => findings),
      ],
    };
  },
};

/** Reads where these engagements stand; a room that cannot be read leaves those of others whole. */
export async function readEngagements(
  context: JobContext,
  engagements: readonly Engagement[],
  { withChecks = false, now = new Date() }: { withChecks?: boolean; now?: Date } = {},
): Promise<EngagementStatus[]> {
  const { service, signal, partnerSettings } = context;
  const [facts, settings] = await Promise.all([readRoomFacts(service, engagements, signal), partnerSettings?.read()]);
  const inside = withChecks ? await readInside(context, facts) : new Map<string, CheckedRoom>();
  const flows = onboardingFlows(settings);
  const signature = signatureOf(service.connection, settings);
  return Promise.all(
    engagements.map(async (engagement): Promise<EngagementStatus> => {
      const its = factsOf(facts, engagement);
      const validation = withChecks
        ? {
            at: now.toISOString(),
            live: true,
            checks: await runChecks(service, engagement, its, inside.get(engagement.room.id), { signal, now, signature }),
          }
        : writtenChecks(engagement);
      return statusOf(service.connection, engagement, { facts: its, flows, validation, now, signature });
    }),
  );
}

/** What is in the rooms that could be read, for checks. */
export async function readInside(
  { service, signal }: JobContext,
  facts: ReadonlyMap<string, RoomFacts>,
): Promise<ReadonlyMap<string, CheckedRoom>> {
  const rooms = [...facts.values()].flatMap(({ room }) => (room.read ? [room.value] : []));
  return new Map(
    await inTurns(rooms, 2, async (room): Promise<[string, CheckedRoom]> => [room.id, await readCheckedRoom(service, room, signal)]),
  );
}

/** The facts of an engagement's room; every room was read, or is unread with its reason. */
export function factsOf(facts: ReadonlyMap<string, RoomFacts>, { room }: Engagement): RoomFacts {
  const unread = { read: false, problem: '' } as const;
  return facts.get(room.id) ?? { room: unread, invitations: unread, partners: unread };
}

function statusOf(
  connection: Connection,
  written: Engagement,
  given: { facts: RoomFacts; flows: readonly OnboardingFlow[]; validation: EngagementStatus['validation']; now: Date; signature: string },
): EngagementStatus {
  const { facts, flows, validation, now, signature } = given;
  const standing = standingOf(written, facts);
  const engagement = calledByItsOrganisation(written, standing);
  const steps = stepsOf(engagement, standing, validation?.checks, now);
  const invitedDays = daysSince(standing.invitedAt, now);
  const followUps = followUpsOf(engagement, standing.invitedAt, standing.waits, now);
  const flow = flows.find(({ id }) => id === engagement.flow);
  return {
    engagement,
    steps,
    current: currentStep(steps)?.step,
    next: nextStep(engagement, steps, followUps),
    ageDays: daysSince(engagement.created.at, now) ?? 0,
    invitedDays,
    expectedDays: flow?.expectedDays,
    invitationStatus: standing.invitation?.status,
    present: standing.present,
    problem: standing.problem,
    validation,
    followUps: followUps.map((each) => ({
      ...each,
      text: followUpMail(connection, engagement, { kind: each.kind, days: invitedDays ?? each.day, signature }),
    })),
    guidance: guidanceFor(connection, engagement, {
      flowLines: flow?.guidance ?? [],
      takesPart: standing.present === 'yes',
      signature,
    }),
    activationMail: activationMail(engagement, signature),
    findings:
      engagement.closed_at === undefined
        ? findingsOf(connection, engagement, { standing, steps, followUps, validation, invitedDays, signature })
        : [],
  };
}

/** Who takes part is called as the service calls it, also before the file says so. */
function calledByItsOrganisation(engagement: Engagement, { present, partner }: Standing): Engagement {
  const name = present === 'yes' ? (engagement.partner.name ?? partner?.name) : undefined;
  return name === undefined ? engagement : { ...engagement, partner: { ...engagement.partner, name } };
}

function findingsOf(
  connection: Connection,
  engagement: Engagement,
  {
    standing,
    steps,
    followUps,
    validation,
    invitedDays,
    signature,
  }: {
    standing: Standing;
    steps: readonly StepStatus[];
    followUps: readonly FollowUp[];
    validation: EngagementStatus['validation'];
    invitedDays: number | undefined;
    signature: string;
  },
): Finding[] {
  if (standing.problem !== undefined) return [engagementUnreadable(connection, engagement, standing.problem)];
  const acceptance = steps.find(({ step }) => step === 'monitor_acceptance');
  const due = followUps.find(({ state }) => state === 'due');
  // Whoever was activated knowing what failed is not asked again for it.
  const open = engagement.activated_at === undefined;
  const failed = open ? (validation?.checks ?? []).filter(({ state }) => state === 'failed') : [];
  return [
    ...(acceptance?.state === 'failed' ? [engagementDeclined(connection, engagement, acceptance.detail, signature)] : []),
    ...(due === undefined ? [] : [followUpDue(connection, engagement, due, { days: invitedDays ?? due.day, signature })]),
    ...(validation?.live === true
      ? failed.flatMap(({ finding }) => finding ?? [])
      : failed.length > 0
        ? [
            validationFailed(
              connection,
              engagement,
              validation?.at ?? '',
              failed.map(({ title, detail }) => `${title}: ${detail}`),
            ),
          ]
        : []),
  ];
}

function writtenChecks({ validation }: Engagement): EngagementStatus['validation'] {
  if (validation === undefined) return undefined;
  return { at: validation.at, live: false, checks: validation.checks };
}
