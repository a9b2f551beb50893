import { readFile } from 'node:fs/promises';
import { complaintOf } from '../complaint.ts';
import { scenarioSchema, type Scenario } from './scenarioSchema.ts';
import { ScenarioError } from './scenarioError.ts';
import { shippedScenarioFiles } from './shippedScenarios.ts';

/**
 * Reads a scenario by its shipped name or from a `.json` file.
 * @throws {ScenarioError} with one sentence saying what is wrong and where.
 */
export async function readScenario(nameOrPath: string): Promise<Scenario> {
  const shipped = shippedScenarioFiles.get(nameOrPath);
  if (shipped !== undefined) return checkScenario(nameOrPath, shipped);
  if (!nameOrPath.endsWith('.json')) {
    throw new ScenarioError(
      `There is no scenario "${nameOrPath}": give ${[...shippedScenarioFiles.keys()].join(', ')} or the path of a .json file.`,
    );
  }
  let text: string;
  try {
    text = await readFile(nameOrPath, 'utf8');
  } catch (error) {
    throw new ScenarioError(`The scenario file ${nameOrPath} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ScenarioError(`The scenario file ${nameOrPath} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return checkScenario(nameOrPath, value);
}

function checkScenario(name: string, value: unknown): Scenario {
  const result = scenarioSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ScenarioError(`The scenario ${name} is wrong: ${complaintOf(result.error, 'the file')}.`);
}
