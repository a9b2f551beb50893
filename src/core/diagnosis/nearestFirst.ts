import { likeness, pairsOf } from '../likeness.ts';

/** What can be called by an id, perhaps a display id, or a name. */
interface Called {
  id: string;
  displayId?: string;
  name: string;
}

/** Things in the order in which a person who wrote this may have meant them: those that are called most alike first. */
export function nearestFirst<T extends Called>(things: readonly T[], written: string): T[] {
  const pairs = pairsOf(written);
  const near = ({ displayId = '', name }: T): number => Math.max(likeness(pairs, pairsOf(name)), likeness(pairs, pairsOf(displayId)));
  return things
    .map((thing) => ({ thing, near: near(thing) }))
    .sort((a, b) => b.near - a.near)
    .map(({ thing }) => thing);
}
