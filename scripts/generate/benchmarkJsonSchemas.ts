/** The JSON schemas of the benchmark's files, for whoever writes set-ups of his own. */
import * as z from 'zod/mini';
import { diagnosisScenarioSchema, sandboxPart, worldSchema } from '../../test/bench/diagnosis/scenarioFormat.ts';

const files: readonly { name: string; schema: z.ZodMiniType; title: string; description: string }[] = [
  {
    name: 'diagnosis-scenario',
    schema: diagnosisScenarioSchema,
    title: 'npm run bench:diagnosis',
    description: 'A set-up, broken or healthy, and what a diagnosis has to say of it: test/diagnosis/README.md.',
  },
  {
    name: 'diagnosis-world',
    schema: worldSchema,
    title: 'npm run bench:diagnosis: worlds',
    description: 'A set-up in which everything is as it should be: test/diagnosis/README.md.',
  },
];

/** Each by the path of its file. */
export function makeBenchmarkJsonSchemas(): Map<string, object> {
  return new Map(
    files.map(({ name, schema, title, description }) => [
      `schemas/${name}.schema.json`,
      { $id: `https://clean-rooms-workbench.github.io/schemas/${name}.schema.json`, ...jsonSchemaOf(schema), title, description },
    ]),
  );
}

/** What the sandbox holds has a schema of its own, beside these. */
function jsonSchemaOf(schema: z.ZodMiniType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === sandboxPart) jsonSchema.$ref = 'scenario.schema.json';
    },
  });
}
