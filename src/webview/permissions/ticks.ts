import type { PanelQuestion, QuestionPermissionName, RoomPermissions } from '../../protocol/permissionMessages.ts';

/** Something that partners may or may not do, which a check box of the form sets. */
export type Tick =
  | { kind: 'question'; questionId: string; permission: QuestionPermissionName }
  | { kind: 'dataset'; datasetId: string }
  | { kind: 'share'; questionId: string; partnerId: string }
  /** AWS: whether a member can receive results at all. */
  | { kind: 'member'; accountId: string }
  /** AWS: whether the results of a table of ours may go to a member. */
  | { kind: 'receiver'; associationId: string; accountId: string };

/** Every check box of a room with what the service says now, by its key. */
export type Ticks = ReadonlyMap<string, { tick: Tick; ticked: boolean }>;

/** Tells ticks apart, also in what is kept for later. */
export function tickKey(tick: Tick): string {
  return JSON.stringify(Object.values(tick));
}

/** The permissions of questions that are set here, in the order of their columns. */
export function settablePermissions({ flags }: RoomPermissions): { permission: QuestionPermissionName; title: string }[] {
  return flags.flatMap(({ permission, title }) => (permission === undefined ? [] : [{ permission, title }]));
}

/** True for a question that is ours to set and was read. */
export function isSettable({ permissions, ownedBy }: PanelQuestion): boolean {
  return permissions !== undefined && ownedBy === undefined;
}

/** What can be ticked in a room. What could not be read, and what is a partner's, cannot. */
export function ticksOf(permissions: RoomPermissions): Ticks {
  const { partners, questions = [], datasets = [], tables = [] } = permissions;
  const columns = settablePermissions(permissions).map(({ permission }) => permission);
  const found: { tick: Tick; ticked: boolean }[] = [
    ...questions.filter(isSettable).flatMap(({ id: questionId, permissions: given = [] }) =>
      columns.map((permission) => ({
        tick: { kind: 'question' as const, questionId, permission },
        ticked: given.some((each) => each.permission === permission && each.access === 'ALL_CLEAN_ROOM_PARTNERS'),
      })),
    ),
    ...questions.flatMap(({ id: questionId, sharedWith, ownedBy }) =>
      sharedWith === undefined || ownedBy !== undefined
        ? []
        : partners.map(({ id: partnerId }) => ({
            tick: { kind: 'share' as const, questionId, partnerId },
            ticked: sharedWith.includes(partnerId),
          })),
    ),
    ...datasets
      .filter(({ ours }) => ours)
      .map(({ id: datasetId, partnerCanAssign }) => ({ tick: { kind: 'dataset' as const, datasetId }, ticked: partnerCanAssign })),
    ...(permissions.questions === undefined && permissions.room.ours
      ? partners
          .filter(({ status }) => status === 'ACTIVE' || status === 'INVITED')
          .map(({ id: accountId, canReceiveResults }) => ({ tick: { kind: 'member' as const, accountId }, ticked: canReceiveResults }))
      : []),
    ...tables
      .filter(({ hasRule }) => hasRule)
      .flatMap(({ associationId, receivers }) =>
        partners
          .filter(({ id, canBeReceiver }) => canBeReceiver || receivers.includes(id))
          .map(({ id: accountId }) => ({
            tick: { kind: 'receiver' as const, associationId, accountId },
            ticked: receivers.includes(accountId),
          })),
      ),
  ];
  return new Map(found.map((each) => [tickKey(each.tick), each]));
}
