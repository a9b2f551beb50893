import type { CleanRoom } from '../model/cleanRoom.ts';

const longestPart = 50;

/**
 * What an engagement's file is called: the room and the partner, readable in a listing. `taken` are the names that there
 * are; two rooms or addresses that differ only in signs get different ones.
 */
export function engagementId(room: Pick<CleanRoom, 'id' | 'displayId' | 'name'>, address: string, taken: ReadonlySet<string>): string {
  const place = room.displayId ?? `${slugOf(room.name, longestPart - 9)}-${room.id.slice(0, 8)}`;
  const id = `${slugOf(place, longestPart)}--${slugOf(address, longestPart)}`;
  for (let number = 2; ; number += 1) {
    const free = number === 2 && !taken.has(id) ? id : `${id}-${number}`;
    if (!taken.has(free)) return free;
  }
}

/** Small letters, figures and single hyphens, as every file system and shell takes them. */
function slugOf(text: string, longest: number): string {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return slug === '' ? 'x' : slug;
}
