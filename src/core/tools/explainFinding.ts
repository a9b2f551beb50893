import { asCleanRoomError } from '../errors.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { diagnose } from '../jobs/diagnosis/diagnose.ts';
import { findingToolAnswer, holds, type AskedFinding } from './answers/findingToolAnswer.ts';
import { unopenedAnswer } from './answers/unopenedAnswer.ts';
import type { ReadingWork, ToolJobs } from './tool.ts';

/** The work of looking at one finding again. @param connection as the caller named it */
export function explainFinding(asked: AskedFinding & { room?: string | undefined }, connection?: string): ReadingWork {
  return {
    kind: 'reading',
    read: async (jobs) => findingToolAnswer(await lookFor(asked, jobs), asked, connection),
    unopened: unopenedAnswer,
  };
}

/** Closely first, which costs few calls; what is about the connection or a role has no such look, and is found in all of it. */
async function lookFor({ room, ...asked }: AskedFinding & { room?: string | undefined }, jobs: ToolJobs): Promise<Diagnosis> {
  const place = room === undefined ? {} : { room };
  const close = await unlessNotFound(jobs.read(diagnose, { ...place, subject: asked.subject }));
  return close !== undefined && holds(close, asked) ? close : jobs.read(diagnose, place);
}

async function unlessNotFound(look: Promise<Diagnosis>): Promise<Diagnosis | undefined> {
  try {
    return await look;
  } catch (thrown) {
    if (asCleanRoomError(thrown).code === 'not_found') return undefined;
    throw thrown;
  }
}
