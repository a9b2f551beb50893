/** The JSON schemas of what `cleanrooms diagnose` and `cleanrooms next` print with --json. */
import * as z from 'zod/mini';
import { diagnosisForm, nextStepsForm } from '../../src/cli/diagnosis/diagnosisForm.ts';
import { printedDiagnosisSchema } from '../../src/cli/diagnosis/printedDiagnosis.ts';

/** By the file's name, `<name>.schema.json`. */
const commands: readonly { name: string; command: string; schema: z.ZodMiniType; what: string }[] = [
  { name: 'diagnosis', command: 'diagnose', schema: diagnosisForm.schema, what: 'Root causes with their evidence, and what they explain' },
  { name: 'diagnosis-next-steps', command: 'next', schema: nextStepsForm.schema, what: 'What is left to do, in order' },
];

/** Each by the path of its file. */
export function makeDiagnosisJsonSchemas(): Map<string, object> {
  return new Map(
    commands.map(({ name, command, schema, what }) => [
      `schemas/${name}.schema.json`,
      {
        ...z.toJSONSchema(printedDiagnosisSchema(schema), { io: 'output', target: 'draft-7' }),
        title: `cleanrooms ${command} --json`,
        description: `${what}: of one connection, or with --all-connections of several; or why nothing could be looked at.`,
      },
    ]),
  );
}
