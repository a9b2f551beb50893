/** Kills a run around one of its writes of the configuration file. */
import { watch } from 'node:fs';
import { configurationFileName } from '../../../src/core/config/schema.ts';
import { startProgram, type EndedRun, type ProgramPlace } from './program.ts';

/** The how manieth write of the file, and whether its draft has just been begun or has just taken the file's place. */
export interface WriteMoment {
  number: number;
  step: 'draft begun' | 'file replaced';
}

/** Runs process-invites and kills it at that moment, or lets it end where the moment never comes. */
export async function killAtConfigurationWrite(place: ProgramPlace, { number, step }: WriteMoment): Promise<EndedRun> {
  let replaced = 0;
  const watcher = watch(place.folder, (event, name) => {
    if (event !== 'rename' || name === null) return;
    if (name === configurationFileName) replaced += 1;
    const reached = step === 'draft begun' ? name === `${configurationFileName}.draft` && replaced === number - 1 : replaced >= number;
    if (reached) program.child.kill('SIGKILL');
  });
  const program = startProgram(place, ['process-invites', '--json']);
  try {
    return await program.ended;
  } finally {
    watcher.close();
  }
}
