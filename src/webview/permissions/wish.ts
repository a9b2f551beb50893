import type { PermissionRequest, RoomPermissions } from '../../protocol/permissionMessages.ts';
import { changedProviders, changedRoles, changedTicks, isTicked, type Draft } from './draft.ts';
import type { Tick, Ticks } from './ticks.ts';

/** Whether there is anything to be done. */
export function hasChanges(draft: Draft, permissions: RoomPermissions, now: Ticks): boolean {
  return (
    draft.keepOnRoom ||
    changedTicks(draft, now).length + changedRoles(draft, permissions).length + changedProviders(draft, permissions).length > 0
  );
}

/**
 * The wish as the job takes it. Every change is named by itself, so that what is on the screen is what is done; template
 * and flags come along without anything that they are for, unless the template is to be kept.
 */
export function wishOf(draft: Draft, permissions: RoomPermissions, now: Ticks): PermissionRequest {
  const { room } = permissions;
  const ticks = changedTicks(draft, now);
  const receivers = Map.groupBy(ticksOfKind(ticks, 'receiver'), ({ tick }) => tick.associationId);
  return {
    room: room.id,
    ...templateWish(draft, permissions),
    question_permissions: [
      ...keptExceptions(draft, permissions, now),
      ...ticksOfKind(ticks, 'question').map(({ tick, ticked }) => questionWish(tick, ticked)),
    ],
    dataset_assignments: ticksOfKind(ticks, 'dataset').map(({ tick, ticked }) => ({ dataset: tick.datasetId, partner_can_assign: ticked })),
    // By the user's id: somebody may work for several partners.
    roles: changedRoles(draft, permissions).map(({ userId, roleId }) => ({ email: userId, role: roleId })),
    result_shares: ticksOfKind(ticks, 'share').map(({ tick, ticked }) => ({
      question: tick.questionId,
      partner: tick.partnerId,
      shared: ticked,
    })),
    members: ticksOfKind(ticks, 'member').map(({ tick, ticked }) => ({ account_id: tick.accountId, can_receive_results: ticked })),
    receivers: [...receivers].map(([association, changes]) => ({
      association,
      add: changes.filter(({ ticked }) => ticked).map(({ tick }) => tick.accountId),
      remove: changes.filter(({ ticked }) => !ticked).map(({ tick }) => tick.accountId),
    })),
    providers: changedProviders(draft, permissions),
    keep_on_room: draft.keepOnRoom,
  };
}

type TickOfKind<Kind extends Tick['kind']> = Extract<Tick, { kind: Kind }>;

function ticksOfKind<Kind extends Tick['kind']>(
  ticks: readonly { tick: Tick; ticked: boolean }[],
  kind: Kind,
): { tick: TickOfKind<Kind>; ticked: boolean }[] {
  const isMeant = (tick: Tick): tick is TickOfKind<Kind> => tick.kind === kind;
  return ticks.flatMap(({ tick, ticked }) => (isMeant(tick) ? [{ tick, ticked }] : []));
}

function questionWish(
  { questionId, permission }: TickOfKind<'question'>,
  open: boolean,
): NonNullable<PermissionRequest['question_permissions']>[number] {
  return { question: questionId, permission, access: open ? 'ALL_CLEAN_ROOM_PARTNERS' : 'QUESTION_OWNER_ONLY' };
}

function templateWish(
  { template, flags, chosen, keepOnRoom, selected }: Draft,
  { questions }: RoomPermissions,
): Partial<PermissionRequest> {
  if (questions === undefined || !(chosen || keepOnRoom)) return {};
  const all = questions.every(({ id, ownedBy }) => ownedBy !== undefined || selected.has(id));
  return {
    ...(template === '' ? { flags } : { template }),
    ...(keepOnRoom ? (all ? {} : { questions: [...selected] }) : { questions: [] }),
    datasets: [],
    partners: [],
  };
}

/** A template that is kept is for the selected questions; where a check box says otherwise, that goes before it. */
function keptExceptions(draft: Draft, { flags }: RoomPermissions, now: Ticks): NonNullable<PermissionRequest['question_permissions']> {
  if (!draft.keepOnRoom) return [];
  return ticksOfKind([...now.values()], 'question').flatMap(({ tick }) => {
    const flag = flags.find(({ permission }) => permission === tick.permission)?.name;
    const ticked = isTicked(draft, now, tick);
    return flag === undefined || !draft.selected.has(tick.questionId) || draft.flags[flag] === ticked ? [] : [questionWish(tick, ticked)];
  });
}
