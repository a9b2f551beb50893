import { CleanRoomError } from '../../errors.ts';
import { foreignText } from '../../foreignText.ts';
import type { EndedCollaboration, HowEnded } from '../../diagnosis/endedFindings.ts';
import type { Invitation, Membership } from '../../model/collaboration.ts';
import { describeConnection } from '../../model/connection.ts';
import type { CleanRoomService } from '../../service.ts';
import { nearestFirst } from '../../diagnosis/nearestFirst.ts';
import { t } from '../../text.ts';

/** A collaboration that somebody asked about, by the account's part in it. */
export type CollaborationTarget =
  | { kind: 'membership'; membership: Membership }
  | { kind: 'invitation'; invitation: Invitation }
  | { kind: 'ended'; how: HowEnded; collaboration: EndedCollaboration };

/**
 * The collaboration of that id or name: joined, else invited to, else one in which the account's part has ended. Names are
 * compared without regard to case. Raises `not_found` with the nearest names, and `invalid_input` where several fit.
 */
export async function collaborationTarget(service: CleanRoomService, named: string, signal?: AbortSignal): Promise<CollaborationTarget> {
  const target = await collaborationCalled(service, named, signal);
  if (target !== undefined) return target;
  const memberships = (await service.memberships?.active(signal)) ?? [];
  const invitations = (await service.inbox?.invitations(signal)) ?? [];
  const names = [...memberships.map(({ collaborationName }) => collaborationName), ...invitations.map(({ name }) => name)];
  throw notFound(t('{0} has no collaboration "{1}".', describeConnection(service.connection), foreignText(named)), named, names);
}

/** As `collaborationTarget`; undefined where none is called so. */
export async function collaborationCalled(
  service: CleanRoomService,
  named: string,
  signal?: AbortSignal,
): Promise<CollaborationTarget | undefined> {
  const isMeant = (...names: readonly (string | undefined)[]): boolean => names.some((name) => isCalled(name, named));
  const membership = membershipCalled((await service.memberships?.active(signal)) ?? [], named);
  if (membership !== undefined) return { kind: 'membership', membership };
  const invitations = (await service.inbox?.invitations(signal)) ?? [];
  const invited = invitations.filter((each) => isMeant(each.collaborationId, each.name));
  const invitation = onlyOne(named, invited, (each) => `${each.name} (${each.collaborationId})`);
  if (invitation !== undefined) return { kind: 'invitation', invitation };
  const ended = (await endedOnes(service, signal)).filter((each) => isMeant(each.membershipId, each.collaborationId, each.name));
  const collaboration = onlyOne(named, ended, (each) => `${each.name} (${each.collaborationId})`);
  return collaboration === undefined ? undefined : { kind: 'ended', how: collaboration.how, collaboration };
}

/** The one of that id or name, which needs no call; undefined where none is called so. Raises `invalid_input` where several are. */
export function membershipCalled(memberships: readonly Membership[], named: string): Membership | undefined {
  const joined = memberships.filter((each) =>
    [each.membershipId, each.collaborationId, each.collaborationName].some((name) => isCalled(name, named)),
  );
  return onlyOne(named, joined, (each) => `${each.collaborationName} (${each.collaborationId})`);
}

function isCalled(name: string | undefined, named: string): boolean {
  return name?.trim().toLowerCase() === named.trim().toLowerCase();
}

/** What the account has left, was removed from, or was deleted; empty where the caller may not look. */
async function endedOnes({ inspection }: CleanRoomService, signal?: AbortSignal): Promise<(EndedCollaboration & { how: HowEnded })[]> {
  if (inspection === undefined) return [];
  const [seen, ended] = await Promise.all([inspection.collaborations(signal), inspection.endedMemberships(signal)]);
  const memberships = ended.map(({ status, collaborationName: name, ...membership }) => ({
    ...membership,
    name,
    how: status === 'REMOVED' ? ('removed' as const) : ('deleted' as const),
  }));
  const isListed = (id: string): boolean => memberships.some(({ collaborationId }) => collaborationId === id);
  const gone = seen.flatMap(({ memberStatus, ...each }) => {
    const how = memberStatus === 'LEFT' ? ('left' as const) : memberStatus === 'REMOVED' ? ('removed' as const) : undefined;
    return how === undefined || isListed(each.collaborationId) ? [] : [{ ...each, how }];
  });
  return [...memberships, ...gone];
}

function onlyOne<T>(named: string, fitting: readonly T[], describe: (each: T) => string): T | undefined {
  const [first, ...others] = fitting;
  if (first === undefined || others.length === 0) return first;
  throw new CleanRoomError(
    'invalid_input',
    t('Several are called "{0}": {1}.', foreignText(named), fitting.map((each) => foreignText(describe(each))).join(', ')),
    {
      remedy: t('Give the id instead.'),
    },
  );
}

/** Nothing is called so; what is called nearly so stands in the remedy. */
export function notFound(sentence: string, named: string, names: readonly string[]): CleanRoomError {
  const things = [...new Set(names)].map((name) => ({ id: name, name }));
  const nearest = nearestFirst(things, named)
    .slice(0, 5)
    .map(({ name }) => `"${foreignText(name)}"`);
  return new CleanRoomError('not_found', sentence, nearest.length === 0 ? {} : { remedy: t('There are: {0}.', nearest.join(', ')) });
}
