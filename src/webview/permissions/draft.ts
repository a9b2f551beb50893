import type { PermissionFlagName, PermissionFlags, RoomPermissions } from '../../protocol/permissionMessages.ts';
import { flagsNow } from './flagsNow.ts';
import { isSettable, tickKey, type Tick, type Ticks } from './ticks.ts';

/** What the person wishes of one room; whatever is not in it stays as it is. */
export interface Draft {
  /** The chosen template's id; empty for flags of one's own. */
  template: string;
  flags: PermissionFlags;
  /** Flags that are open on some questions and closed on others, and are to stay so until the person says otherwise. */
  asTheyAre: ReadonlySet<PermissionFlagName>;
  /** Whether template, flags or role have been chosen here. */
  chosen: boolean;
  keepOnRoom: boolean;
  /** Questions that template and column headers are for. */
  selected: ReadonlySet<string>;
  /** Check boxes that were touched, by their key. */
  ticks: ReadonlyMap<string, boolean>;
  /** Role ids by user. */
  roles: ReadonlyMap<string, string>;
  /** AWS: accounts that are to query a table as well, or no longer, by its configured table's id. */
  providers: ReadonlyMap<string, ProviderWish>;
}

export interface ProviderWish {
  add: readonly string[];
  remove: readonly string[];
}

/** Nothing is wished yet: the flags are those of the template that is kept, or what all questions have in common. */
export function freshDraft(permissions: RoomPermissions, now: Ticks): Draft {
  const kept = permissions.templates.find(({ id }) => id === permissions.kept?.template);
  const { flags, mixed } = flagsNow(permissions, now);
  return {
    template: kept?.id ?? '',
    flags: kept?.flags ?? flags,
    asTheyAre: kept === undefined ? mixed : new Set(),
    chosen: false,
    keepOnRoom: false,
    selected: new Set(permissions.questions?.filter(isSettable).map(({ id }) => id)),
    ticks: new Map(),
    roles: new Map(),
    providers: new Map(),
  };
}

/** Neither template nor flags have been chosen here, and no template is kept: the flags only say how it is. */
export function isUntouched({ template, chosen }: Pick<Draft, 'template' | 'chosen'>): boolean {
  return template === '' && !chosen;
}

/** The draft without what is so by now; what has not been read this time stays wished. */
export function settled(draft: Draft, permissions: RoomPermissions, now: Ticks): Draft {
  const { flags, mixed } = flagsNow(permissions, now);
  return {
    ...draft,
    ...(isUntouched(draft) ? { flags, asTheyAre: mixed } : {}),
    ticks: new Map([...draft.ticks].filter(([key, ticked]) => now.get(key)?.ticked !== ticked)),
    roles: new Map(changedRoles(draft, permissions).map(({ userId, roleId }) => [userId, roleId])),
    providers: new Map(changedProviders(draft, permissions).map(({ table, add, remove }) => [table, { add, remove }])),
    keepOnRoom: draft.keepOnRoom && draft.template !== permissions.kept?.template,
  };
}

/** Whether a check box is to be ticked. */
export function isTicked({ ticks }: Draft, now: Ticks, tick: Tick): boolean {
  const key = tickKey(tick);
  return ticks.get(key) ?? now.get(key)?.ticked ?? false;
}

/** What is to become other than it is. */
export function changedTicks({ ticks }: Draft, now: Ticks): { tick: Tick; ticked: boolean }[] {
  return [...ticks].flatMap(([key, ticked]) => {
    const present = now.get(key);
    return present === undefined || present.ticked === ticked ? [] : [{ tick: present.tick, ticked }];
  });
}

/** Whether a check box is to become other than it is. */
export function isChanged(draft: Draft, now: Ticks, tick: Tick): boolean {
  const present = now.get(tickKey(tick));
  return present !== undefined && isTicked(draft, now, tick) !== present.ticked;
}

/** Ticks these, as far as they can be. */
export function withTicks(draft: Draft, now: Ticks, wished: readonly { tick: Tick; ticked: boolean }[]): Draft {
  const ticks = new Map(draft.ticks);
  for (const { tick, ticked } of wished) {
    const key = tickKey(tick);
    const present = now.get(key);
    if (present?.ticked === ticked) ticks.delete(key);
    else if (present !== undefined) ticks.set(key, ticked);
  }
  return { ...draft, ticks };
}

/**
 * Takes these flags, and sets by them what they move: the selected questions, our datasets, and the roles of partners'
 * users where they name one.
 * @param asTheyAre flags that set nothing
 */
export function withFlags(
  draft: Draft,
  permissions: RoomPermissions,
  now: Ticks,
  { template, flags, asTheyAre = new Set() }: Pick<Draft, 'template' | 'flags'> & Partial<Pick<Draft, 'asTheyAre'>>,
): Draft {
  const questions = [...draft.selected].flatMap((questionId) =>
    permissions.flags.flatMap(({ name, permission }) =>
      permission === undefined || asTheyAre.has(name)
        ? []
        : [{ tick: { kind: 'question' as const, questionId, permission }, ticked: flags[name] }],
    ),
  );
  const assignable = asTheyAre.has('can_configure_mapping') ? [] : (permissions.datasets ?? []);
  const datasets = assignable.map(({ id: datasetId }) => ({
    tick: { kind: 'dataset' as const, datasetId },
    ticked: flags.can_configure_mapping,
  }));
  const set = withTicks({ ...draft, template, flags, asTheyAre, chosen: true }, now, [...questions, ...datasets]);
  return { ...set, roles: rolesBy(draft, permissions, flags.role) };
}

/** Takes back what template, flags and role have set: everything is to stay as it is now. What was ticked by itself goes too. */
export function asItIsNow(draft: Draft, permissions: RoomPermissions, now: Ticks): Draft {
  const { flags, mixed } = flagsNow(permissions, now);
  const isSet = (key: string): boolean => ['question', 'dataset'].includes(now.get(key)?.tick.kind ?? '');
  return {
    ...draft,
    template: '',
    flags,
    asTheyAre: mixed,
    chosen: false,
    ticks: new Map([...draft.ticks].filter(([key]) => !isSet(key))),
    roles: new Map(),
  };
}

/** A user's role; the one that he has now takes the wish back. */
export function withRole(draft: Draft, userId: string, roleId: string, roleNow: string): Draft {
  const roles = new Map(draft.roles);
  if (roleId === roleNow) roles.delete(userId);
  else roles.set(userId, roleId);
  return { ...draft, roles };
}

/** Roles that are to become other than they are. */
export function changedRoles({ roles }: Draft, { partners }: RoomPermissions): { userId: string; roleId: string }[] {
  const users = partners.flatMap((partner) => partner.users);
  return [...roles].flatMap(([userId, roleId]) => {
    const user = users.find(({ id }) => id === userId);
    return user === undefined || user.fixed || user.roleId === roleId ? [] : [{ userId, roleId }];
  });
}

/** Accounts that are to query a table and cannot yet, and those that can and are not to. */
export function changedProviders(
  { providers }: Draft,
  { tables = [] }: RoomPermissions,
): { table: string; add: string[]; remove: string[] }[] {
  return [...providers].flatMap(([table, wish]) => {
    const present = tables.find(({ configuredTableId }) => configuredTableId === table)?.providers;
    if (present === undefined) return [];
    const add = wish.add.filter((account) => !present.includes(account));
    const remove = wish.remove.filter((account) => present.includes(account));
    return add.length + remove.length === 0 ? [] : [{ table, add, remove }];
  });
}

/** Wishes that an account may query a table, or may not; what was wished the other way round is taken back. */
export function withProvider(draft: Draft, table: string, account: string, mayQuery: boolean): Draft {
  const { add = [], remove = [] } = draft.providers.get(table) ?? {};
  const without = (accounts: readonly string[]): string[] => accounts.filter((each) => each !== account);
  const wish = mayQuery
    ? { add: [...without(add), account], remove: without(remove) }
    : { add: without(add), remove: [...without(remove), account] };
  return { ...draft, providers: new Map([...draft.providers, [table, wish]]) };
}

function rolesBy({ roles }: Draft, { partners }: RoomPermissions, wished: string | undefined): ReadonlyMap<string, string> {
  if (wished === undefined) return roles;
  const next = new Map(roles);
  for (const { users, roles: given } of partners) {
    const role = given.find(({ name }) => name.trim().toLowerCase() === wished.trim().toLowerCase());
    if (role !== undefined) for (const { id, fixed } of users) if (!fixed) next.set(id, role.id);
  }
  return next;
}
