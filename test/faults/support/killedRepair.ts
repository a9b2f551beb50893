/** A repair that is killed, over a scenario. */
import type { KilledCommand } from './killRig.ts';
import type { State } from './state.ts';
import { assertRepaired, assertTidiedBy } from './tidy.ts';

/** @param others what the other accounts have, and have to keep */
export function killedRepair(scenario: string, writes: number, others: State['accounts']): KilledCommand {
  return {
    scenario,
    command: ['repair', '--yes', '--json'],
    writes,
    // Between a delete and its create a repair would plan something else: every run begins at the beginning.
    checkpointEvery: Infinity,
    assertEnd: assertRepaired,
    finish: (tidied) => assertTidiedBy(tidied, others),
  };
}

/** How many writes a repair of the small account makes, and one of `messy`. */
export const repairWrites = { small: 30, messy: 92 };
