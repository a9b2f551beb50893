let given = 0;

/** The id of an element, by which another refers to it; one that has none is given one. */
export function idOf(part: HTMLElement): string {
  if (part.id === '') part.id = `part-${(given += 1)}`;
  return part.id;
}
