/** The JSON schemas of what `cleanrooms partners … --json` prints. */
import * as z from 'zod/mini';
import { invitationsAnswer } from '../../src/cli/partners/invitationsAnswer.ts';
import { onboardingAnswer } from '../../src/cli/partners/onboardingAnswer.ts';
import { partnersAnswer } from '../../src/cli/partners/partnersAnswer.ts';
import { permissionsAnswer } from '../../src/cli/partners/permissionsAnswer.ts';
import { printedPartnersOfAllSchema, printedPartnersSchema } from '../../src/cli/partners/printedPartners.ts';
import { remindersAnswer } from '../../src/cli/partners/remindersAnswer.ts';
import { roomsAnswer } from '../../src/cli/partners/roomsAnswer.ts';
import { runsAnswer } from '../../src/cli/partners/runsAnswer.ts';
import { writeAnswer } from '../../src/cli/partners/writeAnswer.ts';

/** By the file's name, `partner-<name>.schema.json`: what `result` holds, and which commands print it. */
const answers: readonly { name: string; commands: string; schema: z.ZodMiniType }[] = [
  { name: 'rooms', commands: 'rooms', schema: roomsAnswer.schema },
  { name: 'list', commands: 'list', schema: partnersAnswer.schema },
  { name: 'invitations', commands: 'invitations', schema: invitationsAnswer(false).schema },
  { name: 'reminders', commands: 'remind', schema: remindersAnswer([]).schema },
  { name: 'permissions', commands: 'permissions', schema: permissionsAnswer.schema },
  { name: 'runs', commands: 'runs', schema: runsAnswer.schema },
  { name: 'onboarding', commands: 'onboard status', schema: onboardingAnswer('none').schema },
  { name: 'writes', commands: 'invite, cancel, resend, grant, create-room and onboard', schema: writeAnswer('').schema },
];

/** Each by the path of its file. */
export function makePartnerJsonSchemas(): Map<string, object> {
  return new Map(
    answers.map(({ name, commands, schema }) => [
      `schemas/partner-${name}.schema.json`,
      {
        ...z.toJSONSchema(z.union([printedPartnersSchema(schema), printedPartnersOfAllSchema(schema)]), {
          io: 'output',
          target: 'draft-7',
        }),
        title: `cleanrooms partners … --json: ${commands}`,
        description: 'The one object on stdout: of one connection, or with --all-connections of several.',
      },
    ]),
  );
}
