/** The JSON schemas of what people write and programs read: the configuration file and the object of `--json`. */
import * as z from 'zod/mini';
import { configurationSchema } from '../../src/core/config/schema.ts';
import { engagementSchema } from '../../src/core/onboarding/engagement.ts';
import { printedReportSchema, printedReportsSchema } from '../../src/cli/printedReport.ts';
import { watchRoundSchema } from '../../src/cli/watchRound.ts';
import { partnerSettingsSchema } from '../../src/core/partners/partnerSettings.ts';
import { jsonReportSchema } from '../../src/core/reporting/jsonReport.ts';

export function makeConfigurationJsonSchema(): object {
  return {
    ...z.toJSONSchema(configurationSchema, { io: 'input', target: 'draft-7' }),
    title: 'collaboration-config.json',
    description: 'What `cleanrooms` and Clean Rooms Workbench keep in the wished state. Unknown keys are allowed and survive.',
  };
}

export function makeReportJsonSchema(): object {
  return {
    ...z.toJSONSchema(printedReportSchema, { io: 'output', target: 'draft-7' }),
    title: 'cleanrooms --json',
    description: 'The one object that every command prints on stdout with --json.',
  };
}

export function makeReportsJsonSchema(): object {
  return {
    ...z.toJSONSchema(printedReportsSchema, { io: 'output', target: 'draft-7' }),
    title: 'cleanrooms --all-connections --json',
    description: 'The one object that a command prints on stdout with --all-connections --json.',
  };
}

export function makeWatchRoundJsonSchema(): object {
  return {
    ...z.toJSONSchema(watchRoundSchema, { io: 'output', target: 'draft-7' }),
    title: 'cleanrooms watch --json',
    description: 'The line that cleanrooms watch prints for each round with --json.',
  };
}

export function makeAccountsReportJsonSchema(): object {
  return {
    ...z.toJSONSchema(jsonReportSchema, { io: 'output', target: 'draft-7' }),
    title: 'cleanrooms report --format json',
    description: 'What accounts have in their collaborations, with the time of each figure.',
  };
}

export function makePartnerSettingsJsonSchema(): object {
  return {
    ...z.toJSONSchema(partnerSettingsSchema, { io: 'input', target: 'draft-7' }),
    title: 'clean-rooms/partners.json',
    description: 'What a folder keeps about partners: templates, reminders, flows. Unknown keys are allowed and survive.',
  };
}

export function makeEngagementJsonSchema(): object {
  return {
    ...z.toJSONSchema(engagementSchema, { io: 'input', target: 'draft-7' }),
    title: 'clean-rooms/onboarding/*.json',
    description: 'One partner being brought on board in one clean room. Unknown keys are allowed and survive.',
  };
}
