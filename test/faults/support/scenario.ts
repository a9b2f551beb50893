/** Scenario files that differ from a shipped one. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { scenarioSchema } from '../../../src/sandbox/scenarios/scenarioSchema.ts';
import { newFolder } from './program.ts';
import { ownAccount } from './state.ts';

type Changes = Partial<
  Pick<z.input<typeof scenarioSchema>, 'consistency_delay_ms' | 'young_parents_refuse_children' | 'ready_delay_ms' | 'quotas' | 'rates'>
> & {
  /** Actions that are refused to the program's account. */
  deny?: string[];
  /** Only the first so many groups of collaborations. */
  groups?: number;
};

const shipped = z.looseObject({ accounts: z.array(z.looseObject({ id: z.string() })), collaborations: z.array(z.unknown()) });

/** Writes a shipped scenario with changes to a file, for as long as the test runs. */
export async function withScenario(
  name: string,
  { deny = [], groups, ...settings }: Changes,
  test: (file: string) => Promise<void>,
): Promise<void> {
  const folder = newFolder();
  const file = join(folder, `${name}.json`);
  const scenario = shipped.parse(JSON.parse(readFileSync(new URL(`../../../src/sandbox/scenarios/${name}.json`, import.meta.url), 'utf8')));
  const accounts = scenario.accounts.map((account) => (account.id === ownAccount ? { ...account, deny } : account));
  writeFileSync(file, JSON.stringify({ ...scenario, ...settings, accounts, collaborations: scenario.collaborations.slice(0, groups) }));
  try {
    await test(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
