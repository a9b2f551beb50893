import * as z from 'zod/mini';
import { CleanRoomError } from '../../errors.ts';
import { describeConnection } from '../../model/connection.ts';
import { belongsTo, partnerOf, type Engagement } from '../../onboarding/engagement.ts';
import type { EngagementProblem, EngagementStore } from '../../onboarding/engagementStore.ts';
import { addressKey } from '../../partners/invitees.ts';
import type { LeftOutStep, StepSubject } from '../../partners/steps.ts';
import { t } from '../../text.ts';
import type { JobContext } from '../job.ts';

const some = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

/** Which engagements a job is about: those that fit everything that is named; all of the connection where nothing is. */
export const engagementChoice = {
  /** Names of onboarding files, without `.json`. */
  ids: z.optional(some),
  /** Id, display id or name of a clean room. */
  room: z.optional(z.string().check(z.minLength(1))),
  /** Addresses of partners: e-mail addresses (LiveRamp) or account ids (AWS). */
  partners: z.optional(some),
};
type Choice = { ids?: string[] | undefined; room?: string | undefined; partners?: string[] | undefined };

export interface ChosenEngagements {
  store: EngagementStore;
  chosen: Engagement[];
  /** What was named and is not there. */
  leftOut: LeftOutStep[];
  problems: EngagementProblem[];
}

/** The folder's onboarding files. Raises `configuration_missing` where there is no folder. */
export function requiredStore({ engagements }: Pick<JobContext, 'engagements'>): EngagementStore {
  if (engagements !== undefined) return engagements;
  throw new CleanRoomError('configuration_missing', t('There is no folder in which onboarding files could be kept.'), {
    remedy: t('Open a folder, or run this in one.'),
  });
}

/** The engagements of this connection that a request names, and for each name that fits none why. */
export async function chooseEngagements(context: JobContext, { ids, room, partners }: Choice): Promise<ChosenEngagements> {
  const store = requiredStore(context);
  const { connection } = context.service;
  const { engagements, problems } = await store.list();
  const ours = engagements.filter((each) => belongsTo(each, connection));
  const chosen = ours.filter(
    (each) =>
      (ids === undefined || ids.includes(each.id)) &&
      (room === undefined || isRoom(each, room)) &&
      (partners === undefined || partners.some((to) => addressKey(to) === addressKey(each.partner.address))),
  );
  const missingIds = (ids ?? []).filter((id) => !chosen.some((each) => each.id === id));
  const missingPartners = (partners ?? []).filter((to) => !chosen.some((each) => addressKey(each.partner.address) === addressKey(to)));
  return {
    store,
    chosen,
    leftOut: [
      ...missingIds.map((id): LeftOutStep => {
        const other = engagements.find((each) => each.id === id);
        const reason = (): string => {
          if (problems.some(({ file }) => file.endsWith(`${id}.json`))) return t('Its file cannot be read.');
          if (other === undefined) return noneOfThatName(store, ours);
          return belongsTo(other, connection)
            ? t('It is not in that clean room, or of another partner.')
            : t('It is not one of {0}.', describeConnection(connection));
        };
        return { subject: { kind: 'engagement', name: id, id }, code: 'not_found', reason: reason() };
      }),
      ...missingPartners.map((to): LeftOutStep => ({
        subject: { kind: 'engagement', name: to },
        code: 'not_found',
        reason: t('No onboarding file of this partner is there: start with it.'),
      })),
    ],
    problems,
  };
}

function noneOfThatName({ folder }: EngagementStore, ours: readonly Engagement[]): string {
  return ours.length === 0
    ? t('There is no engagement of that name in {0}.', folder)
    : t('There is no engagement of that name in {0}. There are: {1}.', folder, ours.map(({ id }) => id).join(', '));
}

/** An engagement as the subject of a step. */
export function engagementSubject(engagement: Engagement): StepSubject {
  return {
    kind: 'engagement',
    name: partnerOf(engagement),
    id: engagement.id,
    roomId: engagement.room.id,
    roomName: engagement.room.name,
  };
}

function isRoom({ room: { id, display_id: displayId, name } }: Engagement, reference: string): boolean {
  const wanted = reference.trim().toLowerCase();
  return [id, displayId, name].some((each) => each?.trim().toLowerCase() === wanted);
}
