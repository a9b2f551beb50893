/** Which writes to kill a run at. */
import type { KillPoint, Recording } from './support/killRig.ts';
import { kinds, type Kind } from './support/writeNames.ts';

/** Every write, before and after its answer. The pauses after an answer vary, so that kills meet different moments. */
export function everyKillPoint({ writes }: Recording): KillPoint[] {
  return writes.flatMap((write, index): KillPoint[] => [
    { write, moment: 'before the answer', pauseMs: 0 },
    { write, moment: 'after the answer', pauseMs: (index % 5) * 2 },
  ]);
}

/** The first, the middle and the last write of every kind, before and after its answer. */
export function someKillPoints(recording: Recording, of: readonly Kind[] = kinds): KillPoint[] {
  const points = everyKillPoint(recording);
  return of.flatMap((kind) => {
    const writes = recording.writes.filter((write) => write.startsWith(`${kind} `));
    const chosen = [writes[0], writes[Math.floor(writes.length / 2)], writes.at(-1)];
    return points.filter(({ write }) => chosen.includes(write));
  });
}
