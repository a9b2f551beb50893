import {
  permissionFlagNames,
  type PermissionFlagName,
  type PermissionFlags,
  type RoomPermissions,
} from '../../protocol/permissionMessages.ts';
import type { Tick, Ticks } from './ticks.ts';

/** What a room's questions and datasets say of the flags. */
export interface FlagsNow {
  /** Open where it is open everywhere. */
  flags: PermissionFlags;
  /** Open on some and closed on others: neither says how it is. */
  mixed: ReadonlySet<PermissionFlagName>;
}

/** What all questions that could be read have open, and whether partners may assign all our datasets. */
export function flagsNow(permissions: RoomPermissions, now: Ticks): FlagsNow {
  const given = new Map(permissionFlagNames.map((name) => [name, givenBy(name, permissions, now)]));
  const flag = (name: PermissionFlagName): boolean => given.get(name)?.every(Boolean) === true && given.get(name)?.length !== 0;
  return {
    flags: {
      can_view: flag('can_view'),
      can_edit: flag('can_edit'),
      can_clone: flag('can_clone'),
      can_run: flag('can_run'),
      can_view_results: flag('can_view_results'),
      can_view_code: flag('can_view_code'),
      can_view_schema: flag('can_view_schema'),
      can_view_sample: flag('can_view_sample'),
      can_configure_mapping: flag('can_configure_mapping'),
    },
    mixed: new Set(permissionFlagNames.filter((name) => new Set(given.get(name)).size > 1)),
  };
}

/** Whether a flag is open, for each thing that it is about. */
function givenBy(name: PermissionFlagName, { flags }: RoomPermissions, now: Ticks): boolean[] {
  const { permission, lever } = flags.find((each) => each.name === name) ?? {};
  if (lever === 'always') return [true];
  const isMeant = (tick: Tick): boolean =>
    lever === 'dataset_assignment' ? tick.kind === 'dataset' : tick.kind === 'question' && tick.permission === permission;
  return [...now.values()].flatMap(({ tick, ticked }) => (isMeant(tick) ? [ticked] : []));
}
