import { asCleanRoomError } from '../../errors.ts';
import { lastEvent, partnerOf, withEvent, type Engagement } from '../../onboarding/engagement.ts';
import { readRoomFacts, type RoomFacts } from '../../onboarding/roomFacts.ts';
import { standingOf } from '../../onboarding/standing.ts';
import { permissionFlagNames } from '../../partners/permissionFlags.ts';
import type { PermissionRequest } from '../../partners/permissionRequest.ts';
import { headlineOrNothing, intendSteps } from '../../partners/runSteps.ts';
import type { LeftOutStep } from '../../partners/steps.ts';
import { counted, t } from '../../text.ts';
import type { PartnerIntention } from '../job.ts';
import { configurePartnerPermissions } from '../partners/configurePartnerPermissions.ts';
import type { PartnerResult, ReportedStep } from '../partners/partnerReport.ts';
import { readRoomTables } from '../partners/roomTables.ts';
import { eventNow, type Advance, type PlanAction } from './advance.ts';
import { engagementSubject } from './chooseEngagements.ts';
import { factsOf } from './onboardingStatus.ts';

/** The engagements of a room that ask for the same, and how the job for permissions sets it. */
interface RoomPart {
  engagements: Engagement[];
  intention: PartnerIntention;
}

/** Sets the permissions that were chosen, by the very steps of configuring permissions, and records what came of it. */
export const planPermissions: PlanAction = async (advance) => {
  const { context, engagements } = advance;
  const facts = await readRoomFacts(context.service, engagements, context.signal);
  const leftOut: LeftOutStep[] = [...advance.leftOut];
  const parts: RoomPart[] = [];
  for (const inRoom of Map.groupBy(engagements, ({ room }) => room.id).values()) {
    const [first] = inRoom;
    if (first === undefined) continue;
    const same = inRoom.filter((each) => asksTheSame(first, each));
    for (const other of inRoom.filter((each) => !same.includes(each))) {
      leftOut.push({
        subject: engagementSubject(other),
        code: 'not_possible',
        reason: t('It asks for other permissions than {0}, and permissions hold for all partners of the clean room.', partnerOf(first)),
      });
    }
    try {
      const request = await requestFor(advance, first, same, factsOf(facts, first));
      parts.push({ engagements: same, intention: await configurePartnerPermissions.plan(context, request) });
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code === 'cancelled') throw error;
      leftOut.push(...same.map((each): LeftOutStep => ({ subject: engagementSubject(each), code: 'unreadable', reason: error.sentence })));
    }
  }
  return asOne(advance, parts, leftOut);
};

/** Questions know no single partner: the engagements of a room have to agree about them. */
function asksTheSame(a: Engagement, b: Engagement): boolean {
  const wishes = ({ permissions: { flags } }: Engagement): string =>
    JSON.stringify([permissionFlagNames.map((name) => flags[name]), flags.role]);
  return wishes(a) === wishes(b);
}

/** @param engagements those of one room that ask for the same as `first`, which is among them */
async function requestFor(
  { context }: Advance,
  { room, permissions }: Engagement,
  engagements: readonly Engagement[],
  facts: RoomFacts,
): Promise<PermissionRequest> {
  const request: PermissionRequest = {
    room: room.id,
    // Where there are no questions the flags mean abilities and receivers, below.
    ...(context.service.questions === undefined ? {} : { flags: permissions.flags }),
    // Roles of these partners' users only; those of others were agreed with others.
    partners: engagements.flatMap((each) => standingOf(each, facts).partner?.id ?? []),
    keep_on_room: false,
  };
  const tables =
    facts.room.read && permissions.flags.can_view_results
      ? await readRoomTables(context.service, facts.room.value, context.signal)
      : undefined;
  if (tables === undefined) return request;
  const accounts = engagements.map(({ partner }) => partner.address);
  return {
    ...request,
    members: accounts.map((account) => ({ account_id: account, can_receive_results: true })),
    receivers: tables
      .filter(({ hasRule }) => hasRule)
      .map(({ associationId, receivers }) => ({
        association: associationId,
        add: accounts.filter((account) => !receivers.includes(account)),
        remove: [],
      }))
      .filter(({ add }) => add.length > 0),
  };
}

/** The plans of several rooms as one, which ends with a note in every engagement's file. */
function asOne(advance: Advance, parts: readonly RoomPart[], leftOut: LeftOutStep[]): PartnerIntention {
  const plans = parts.map(({ intention }) => intention.plan);
  const steps = plans.flatMap((plan) => plan.steps);
  const headline = headlineOrNothing(
    steps.length,
    counted(steps.length, t('1 change of permissions of the onboarding'), t('{0} changes of permissions of the onboarding', steps.length)),
  );
  const frame = intendSteps({
    connection: advance.context.service.connection,
    headline,
    steps: [],
    leftOut,
    warnings: [],
    findings: [],
  });
  const joined = (results: readonly PartnerResult[], unwritten: readonly ReportedStep[]): PartnerResult => ({
    ...frame.preview,
    headline,
    ok: frame.preview.ok && results.every(({ ok }) => ok) && unwritten.length === 0,
    items: [...results.flatMap(({ items }) => items), ...frame.preview.items, ...unwritten],
    warnings: results.flatMap(({ warnings }) => warnings),
  });
  return {
    plan: {
      ...frame.plan,
      headline,
      steps,
      leftOut: [...plans.flatMap((plan) => plan.leftOut), ...leftOut],
      warnings: plans.flatMap((plan) => plan.warnings),
    },
    files: [],
    preview: joined(
      parts.map(({ intention }) => intention.preview),
      [],
    ),
    async carryOut(writing) {
      const results: PartnerResult[] = [];
      const unwritten: ReportedStep[] = [];
      for (const { engagements, intention } of parts) {
        const result = await intention.carryOut(writing);
        results.push(result);
        for (const engagement of engagements) unwritten.push(...(await noteResult(advance, engagement, result)));
      }
      return joined(results, unwritten);
    },
  };
}

/** Writes down what came of it; where that fails, the item that says so. */
async function noteResult({ store, by }: Advance, engagement: Engagement, { items }: PartnerResult): Promise<ReportedStep[]> {
  const short = items.filter(({ outcome }) => outcome === 'failed' || outcome === 'differs');
  const what = short.length === 0 ? 'permissions_applied' : 'permissions_failed';
  const nothingDone = items.every(({ outcome }) => outcome === 'left_out' || outcome === 'existing');
  const detail = [engagement.permissions.template, ...short.map(({ sentence, reason }) => `${sentence}: ${reason}`)]
    .join('; ')
    .slice(0, 1000);
  try {
    await store.change(engagement.id, (read) =>
      nothingDone && lastEvent(read, 'permissions_applied', 'permissions_failed')?.what === what
        ? read
        : withEvent(read, eventNow({ by }, 'setup_guidance', what, { detail })),
    );
    return [];
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    const name = partnerOf(engagement);
    return [
      {
        key: `file|${engagement.id}`,
        action: 'write_file',
        subject: { kind: 'engagement', name, id: engagement.id },
        sentence: t('Note it in the file of {0}', name),
        outcome: 'failed',
        reason: error.sentence,
        code: error.code,
      },
    ];
  }
}
