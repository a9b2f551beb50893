import type { RepairChange } from '../sync/change.ts';

/** The change of `among` that frees the name which this one wants. */
export function changeThatFrees(change: RepairChange, among: readonly RepairChange[]): RepairChange | undefined {
  if (change.kind !== 'replaceAssociation') return undefined;
  return among.find(
    (each) =>
      (each.kind === 'replaceAssociation' || each.kind === 'deleteDoubleAssociation') &&
      each !== change &&
      each.associationName === change.name,
  );
}

/** Renames whose new name is held by an association that is itself renamed or deleted need that change as well. */
export function withWhatFreesTheirNames(asked: readonly RepairChange[], possible: readonly RepairChange[]): RepairChange[] {
  const chosen = new Set(asked);
  for (const change of chosen) {
    const needed = changeThatFrees(change, possible);
    // A Set is iterated over what is added meanwhile too, so a chain of names is followed to its end.
    if (needed !== undefined) chosen.add(needed);
  }
  return possible.filter((change) => chosen.has(change));
}

/**
 * The renames of `permitted` whose new names are held by what only a change that is not permitted would free, each with
 * that change; where one of them cannot be made, those that wait for its name cannot either.
 */
export function renamesInVain(all: readonly RepairChange[], permitted: readonly RepairChange[]): Map<RepairChange, RepairChange> {
  const inVain = new Map<RepairChange, RepairChange>();
  for (;;) {
    const possible = new Set(permitted.filter((change) => !inVain.has(change)));
    const more = [...possible].flatMap((change): [RepairChange, RepairChange][] => {
      const freeing = changeThatFrees(change, all);
      return freeing === undefined || possible.has(freeing) ? [] : [[change, freeing]];
    });
    if (more.length === 0) return inVain;
    for (const [change, freeing] of more) inVain.set(change, freeing);
  }
}
