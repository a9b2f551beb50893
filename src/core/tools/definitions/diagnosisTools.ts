import * as z from 'zod/mini';
import { diagnose } from '../../jobs/diagnosis/diagnose.ts';
import { nextSteps } from '../../jobs/diagnosis/nextSteps.ts';
import { surveyConnection } from '../../jobs/surveyConnection.ts';
import { diagnosisToolAnswer } from '../answers/diagnosisToolAnswer.ts';
import { nextStepsToolAnswer } from '../answers/nextStepsToolAnswer.ts';
import { reportToolAnswer } from '../answers/reportToolAnswer.ts';
import { unopenedAnswer } from '../answers/unopenedAnswer.ts';
import { explainFinding } from '../explainFinding.ts';
import { defineTool, reading } from '../tool.ts';
import { connectionField, flag, text } from './fields.ts';

const room = z.optional(
  text('Only this collaboration or clean room: its id, display id (CR-045144) or name. Else everything of the connection.'),
);

export const diagnoseTool = defineTool({
  name: 'diagnose_clean_rooms',
  title: 'Say why something does not work',
  description:
    'Says why something is not ready or does not work, in AWS Clean Rooms and LiveRamp Clean Room: runs the checks and answers the root ' +
    'causes, worst first, each with its evidence (what, from where, when), what it explains, and the call that mends it. Use it for "why ' +
    'is this table not ready", "why does this question fail", "why did the partner not join": about one thing (subject, and room where ' +
    'the name is not the only one), about a room, or without both about the whole connection. It changes nothing. Not for lists and ' +
    'figures (list_collaborations, list_clean_rooms, report_clean_rooms), and not for the order of what is left to do (list_next_steps).',
  userDescription: 'Says why a table, question or partner is not ready, with evidence and how to mend it',
  writes: 'never',
  input: z.strictObject({
    ...connectionField,
    room,
    subject: z.optional(
      text(
        'What it is about, by id or name: a table or its association, an ID namespace, a question, a dataset, a partner or its address.',
      ),
    ),
  }),
  work: ({ connection, room: asked, subject }) => ({
    ...reading(diagnose, { room: asked, subject }, (diagnosis) => diagnosisToolAnswer(diagnosis, connection)),
    unopened: unopenedAnswer,
  }),
});

export const nextStepsTool = defineTool({
  name: 'list_next_steps',
  title: 'List what is left to do',
  description:
    'Lists what is left to do before everything of a connection, or of one room, works: steps in their order, who has to act (us, a ' +
    'partner, the service), what is gained, and the call that does it. Use it for "what remains before we can start" and after something ' +
    'was mended. It changes nothing. Not for why one thing fails (diagnose_clean_rooms), and not for bringing a partner on board ' +
    '(partner_onboarding_wizard).',
  userDescription: 'Lists what is left to do before everything works, and who has to do it',
  writes: 'never',
  input: z.strictObject({ ...connectionField, room }),
  work: ({ connection, room: asked }) => ({
    ...reading(nextSteps, { room: asked }, (next) => nextStepsToolAnswer(next, connection)),
    unopened: unopenedAnswer,
  }),
});

export const explainFindingTool = defineTool({
  name: 'explain_finding',
  title: 'Explain a finding',
  description:
    'Explains one finding of another answer: looks again, and answers its evidence with source and time, which cause explains it or what ' +
    'it explains, and the call that mends it. Use it where a finding was listed (verify_collaborations, coverage_report …) and the person ' +
    'asks what it means, or whether it is still so. Give the room where it is known: without it the whole connection may have to be read. ' +
    'Not where no finding is known yet; begin with diagnose_clean_rooms then.',
  userDescription: 'Explains one finding: what shows it, what causes it, how to mend it',
  writes: 'never',
  input: z.strictObject({
    ...connectionField,
    findingId: text('The "id" of the finding, for example role.not_trusting.'),
    subject: text('What it is about: the name or id of its "subject".'),
    room,
  }),
  work: ({ connection, ...asked }) => explainFinding(asked, connection),
});

export const reportTool = defineTool({
  name: 'report_clean_rooms',
  title: 'Report figures',
  description:
    'The figures of a connection, each with when it was read: collaborations or clean rooms, tables and ID namespaces by state, rules, ' +
    'members, partners, invitations, findings. Use it for "how many", "how far are we" and reports. It names no single table; for these ' +
    'use coverage_report, and for why one is not ready diagnose_clean_rooms.',
  userDescription: 'Reports how many tables, partners and invitations stand how',
  writes: 'never',
  input: z.strictObject({ ...connectionField, all: flag('true: also AWS memberships that the configuration does not name.') }),
  work: ({ all }) => reading(surveyConnection, { all }, reportToolAnswer),
});
