import * as z from 'zod/mini';
import { scenarioSchema } from '../../src/sandbox/scenarios/scenarioSchema.ts';

/** The JSON schema of scenario files, as committed in schemas/scenario.schema.json. */
export function makeScenarioJsonSchema(): object {
  return {
    $id: 'https://clean-rooms-workbench.github.io/schemas/scenario.schema.json',
    title: 'Scenario of the Clean Rooms Workbench sandbox',
    ...z.toJSONSchema(scenarioSchema, { io: 'input' }),
  };
}
