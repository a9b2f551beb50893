import type { ReplaceAssociation } from '../sync/change.ts';

/**
 * Groups renames: within a group one wants the name that another one has, along a chain or a ring; between groups nothing
 * is shared. Within a group the order is that of the plan.
 */
export function namesThatDepend(renames: readonly ReplaceAssociation[]): ReplaceAssociation[][] {
  const holders = new Map(renames.map((change) => [change.associationName, change]));
  const groupOf = new Map(renames.map((change) => [change, new Set([change])]));
  for (const change of renames) {
    const holder = holders.get(change.name);
    const mine = groupOf.get(change);
    const other = holder === undefined ? undefined : groupOf.get(holder);
    if (mine === undefined || other === undefined || mine === other) continue;
    for (const each of other) {
      mine.add(each);
      groupOf.set(each, mine);
    }
  }
  return [...new Set(groupOf.values())].map((group) => renames.filter((change) => group.has(change)));
}

/**
 * The order of a group of renames. Along a chain each goes by itself, from the free name on, so that never more than one
 * is missing and every one can be put back under its old name; in a ring all have to be deleted before the first is made anew.
 */
export function stepsOf(group: readonly ReplaceAssociation[]): ReplaceAssociation[][] {
  const steps: ReplaceAssociation[][] = [];
  let waiting = [...group];
  while (waiting.length > 0) {
    const next = waiting.find(({ name }) => !waiting.some(({ associationName }) => associationName === name));
    if (next === undefined) return [...steps, waiting];
    steps.push([next]);
    waiting = waiting.filter((change) => change !== next);
  }
  return steps;
}
