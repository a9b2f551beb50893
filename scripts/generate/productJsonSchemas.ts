/** The JSON schemas of what people write and programs read: the configuration file and the object of `--json`. */
import * as z from 'zod/mini';
import { configurationSchema } from '../../src/core/config/schema.ts';
import { reportSchema } from '../../src/core/jobs/report.ts';

export function makeConfigurationJsonSchema(): object {
  return {
    ...z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-7' }),
    title: 'collaboration-config.json',
    description: 'What `cleanrooms` and Clean Rooms Workbench keep in the wished state. Unknown keys are allowed and survive.',
  };
}

export function makeReportJsonSchema(): object {
  return {
    ...z.toJSONSchema(reportSchema, { io: 'output', target: 'draft-7' }),
    title: 'cleanrooms --json',
    description: 'The one object that every command prints on stdout with --json.',
  };
}
