import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { applyPatch } from 'rfc6902';
import type * as z from 'zod/mini';
import { complaintOf } from '../../../src/sandbox/complaint.ts';
import { diagnosisScenarioSchema, worldSchema, type DiagnosisScenario, type World } from './scenarioFormat.ts';

/** A file of the benchmark that cannot be used: which one, where in it, and what is wrong. */
export class ScenarioFileError extends Error {
  constructor(file: string, what: string) {
    super(`${file}: ${what}.`);
    this.name = 'ScenarioFileError';
  }
}

/** A scenario with the world that its changes make. */
export interface ReadScenario {
  /** Its path from the folder. */
  file: string;
  scenario: DiagnosisScenario;
  world: World;
}

/** The folder of the scenarios that come with the project. */
export const shippedFolder = join(import.meta.dirname, '../../diagnosis');

/**
 * Reads every scenario below `<folder>/scenarios`, or below the folder where it has no such. A world is looked for in
 * `<folder>/worlds`, then among those of the project. Raises ScenarioFileError.
 */
export async function readScenarios(folder: string): Promise<ReadScenario[]> {
  const within = (pattern: string): string[] => globSync(pattern, { cwd: folder }).sort();
  const own = within('scenarios/**/*.json');
  const files = own.length > 0 ? own : within('**/*.json').filter((file) => !file.startsWith('worlds'));
  return Promise.all(files.map((file) => readScenario(folder, file)));
}

async function readScenario(folder: string, file: string): Promise<ReadScenario> {
  const scenario = await readJson(folder, file, diagnosisScenarioSchema);
  const before = typeof scenario.world === 'string' ? await readWorld(folder, file, scenario.world) : structuredClone(scenario.world);
  // The patch is made in place, and what it refuses it answers and does not raise.
  const refused = applyPatch(before, scenario.change).findIndex((answer) => answer !== null);
  const operation = scenario.change[refused];
  if (operation !== undefined)
    throw new ScenarioFileError(
      file,
      `change[${refused}] cannot be made: ${operation.op} ${operation.path}, in the world ${nameOf(scenario)}`,
    );
  const world = worldSchema.safeParse(before);
  if (!world.success) throw new ScenarioFileError(file, `with its changes ${complaintOf(world.error, 'the world')}`);
  return { file, scenario, world: { ...world.data, connection: scenario.connection ?? world.data.connection } };
}

function nameOf({ world }: DiagnosisScenario): string {
  return typeof world === 'string' ? world : 'of its own';
}

async function readWorld(folder: string, file: string, name: string): Promise<World> {
  const [found] = [folder, shippedFolder].flatMap((each) => globSync(`worlds/${name}.json`, { cwd: each }).map((path) => ({ each, path })));
  if (found === undefined) throw new ScenarioFileError(file, `there is no world "${name}" in worlds`);
  return readJson(found.each, found.path, worldSchema);
}

async function readJson<Schema extends z.ZodMiniType>(folder: string, file: string, schema: Schema): Promise<z.infer<Schema>> {
  const path = join(folder, file);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ScenarioFileError(relative('.', path), cause instanceof Error ? cause.message : String(cause));
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ScenarioFileError(file, complaintOf(parsed.error, 'the file'));
  return parsed.data;
}
