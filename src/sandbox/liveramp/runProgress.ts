/** How far a run is: queued for a time, running for a time, and then at its end. */
import type { LiveRampWorld } from './world/liveRampWorld.ts';
import type { RunRecord } from './world/records.ts';

interface RunTimes {
  executed: number;
  completed: number;
}

/** When a run leaves the queue and when it ends, in milliseconds since 1970. */
export function runTimes({ settings }: LiveRampWorld, { submittedTime }: RunRecord): RunTimes {
  const executed = submittedTime + settings.runQueuedSeconds * 1000;
  return { executed, completed: executed + settings.runSeconds * 1000 };
}

export function runStatus(world: LiveRampWorld, run: RunRecord, now: number): string {
  if (run.status !== null) return run.status;
  const { executed, completed } = runTimes(world, run);
  if (now < executed) return 'QUEUED';
  if (now < completed) return 'RUNNING';
  return run.failureReason === null ? 'COMPLETED' : 'FAILED';
}
