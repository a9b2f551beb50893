import type { LiveRampWorld } from '../world/liveRampWorld.ts';

/** Makes everything in the rooms that much older. Tokens and what is left of budgets stay as they are. */
export function makeOlder(world: LiveRampWorld, milliseconds: number): void {
  const { rooms, roomUsers, partners, invitations, questions, runs, schedules, destinations } = world;
  moveTimes([rooms, roomUsers, partners, invitations, questions, runs, schedules, destinations], milliseconds);
}

/** Every time inside, in place: they are the numbers whose name ends in Time. */
function moveTimes(value: object, milliseconds: number): void {
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    if (typeof part === 'number' && key.endsWith('Time')) Reflect.set(value, key, part - milliseconds);
    else if (typeof part === 'object' && part !== null) moveTimes(part, milliseconds);
  }
}
