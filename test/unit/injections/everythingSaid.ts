import type { Answer } from '../../../src/core/assistant/answer.ts';
import { diagnosisAnswer } from '../../../src/core/assistant/diagnosisAnswer.ts';
import { explanationOf } from '../../../src/core/assistant/explanationOf.ts';
import { nextStepsAnswer } from '../../../src/core/assistant/nextStepsAnswer.ts';
import { planAnswer } from '../../../src/core/assistant/planAnswer.ts';
import { reportAnswer } from '../../../src/core/assistant/reportAnswer.ts';
import { diagnose } from '../../../src/core/jobs/diagnosis/diagnose.ts';
import { nextSteps } from '../../../src/core/jobs/diagnosis/nextSteps.ts';
import type { AnyIntention } from '../../../src/core/jobs/job.ts';
import { cancelPartnerInvitations } from '../../../src/core/jobs/partners/cancelPartnerInvitations.ts';
import { repairCollaborations } from '../../../src/core/jobs/repairCollaborations.ts';
import { surveyConnection } from '../../../src/core/jobs/surveyConnection.ts';
import type { HostileWords } from './hostileScenario.ts';
import { HostileWorld, places, type Place } from './hostileWorld.ts';

const at = '2026-10-02T03:00:01.000Z';

/** What an agent asks, so that each of the tools' answers that others' words can be in is given once. */
export const toolCalls: readonly [Place, string, object][] = [
  ['aws', 'list_clean_rooms', {}],
  ['aws', 'diagnose_clean_rooms', {}],
  ['aws', 'list_next_steps', {}],
  ['aws', 'report_clean_rooms', { all: true }],
  ['aws', 'list_collaborations', {}],
  ['aws', 'list_invitations', {}],
  ['aws', 'verify_collaborations', {}],
  ['aws', 'coverage_report', {}],
  ['aws', 'accept_invitations', { dryRun: true }],
  ['aws', 'sync_collaborations', {}],
  ['aws', 'repair_collaborations', {}],
  ['liveramp', 'list_clean_rooms', {}],
  ['liveramp', 'diagnose_clean_rooms', {}],
  ['liveramp', 'list_next_steps', {}],
  ['liveramp', 'report_clean_rooms', {}],
  ['liveramp', 'explain_finding', { findingId: 'run.failed', subject: 'Reach', room: 'CR-000001' }],
  ['liveramp', 'manage_partner_invitations', { cleanroomId: 'CR-000001', action: 'details', partnerEmail: 'declined@nova.example' }],
  ['liveramp', 'manage_partner_invitations', { cleanroomId: 'CR-000001', action: 'cancel', allPending: true }],
  ['liveramp', 'manage_partner_invitations', { cleanroomId: 'CR-000001', action: 'resend', allPending: true }],
  ['liveramp', 'invite_partner_to_cleanroom', { cleanroomId: 'CR-000001', partnerEmail: 'new@nova.example' }],
  ['liveramp', 'configure_partner_permissions', { cleanroomId: 'CR-000001' }],
  ['liveramp', 'configure_partner_permissions', { cleanroomId: 'CR-000001', action: 'template', permissionTemplate: 'admin' }],
];

/** Everything that an assistant may say about a connection. */
async function answersOf(world: HostileWorld, place: Place): Promise<Pick<Said, 'answers' | 'explanations'>> {
  const { runner } = world;
  const context = await world.context(place);
  const diagnosis = await runner.read(diagnose, context, {});
  const findings = [...diagnosis.causes.flatMap(({ finding, explains }) => [finding, ...explains]), ...diagnosis.notes];
  return {
    answers: [
      diagnosisAnswer(diagnosis),
      nextStepsAnswer(await runner.read(nextSteps, context, {})),
      reportAnswer([await runner.read(surveyConnection, context, { all: true })]),
    ],
    explanations: findings.map((finding) => explanationOf(finding, diagnosis)),
  };
}

async function plansOf(world: HostileWorld): Promise<Answer[]> {
  const [aws, liveRamp] = [await world.context('aws'), await world.context('liveramp')];
  const intentions: AnyIntention[] = [
    await world.runner.plan(repairCollaborations, aws, {}),
    await world.runner.plan(cancelPartnerInvitations, liveRamp, { room: 'CR-000001' }),
  ];
  return intentions.map((intention) => planAnswer(intention, { at }));
}

async function toolAnswersOf(world: HostileWorld): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [place, name, input] of toolCalls) answers.push(await world.call(place, name, input));
  return answers;
}

/** What the product says in one world. */
export interface Said {
  answers: Answer[];
  /** Of each finding. */
  explanations: Answer[];
  toolAnswers: unknown[];
  /** What is answered, in the chat and by tools, where the services refuse everything in words of theirs. */
  refused: { answers: Answer[]; toolAnswers: unknown[] };
  /** The operations that have changed something. */
  writes: string[];
}

/** While the services answer. */
async function saidUsually(world: HostileWorld): Promise<Omit<Said, 'refused' | 'writes'>> {
  const [toolAnswers, plans, ...told] = await Promise.all([
    toolAnswersOf(world),
    plansOf(world),
    ...places.map((place) => answersOf(world, place)),
  ]);
  return {
    toolAnswers,
    answers: [...plans, ...told.flatMap(({ answers }) => answers)],
    explanations: told.flatMap(({ explanations }) => explanations),
  };
}

async function saidOfRefusals(world: HostileWorld, words: string): Promise<Said['refused']> {
  await world.refuse(words);
  const contexts = await Promise.all(places.map((place) => world.context(place)));
  const diagnoses = await Promise.all(contexts.map((context) => world.runner.read(diagnose, context, {})));
  return {
    answers: diagnoses.map((diagnosis) => diagnosisAnswer(diagnosis)),
    toolAnswers: await Promise.all([
      ...places.map((place) => world.call(place, 'diagnose_clean_rooms')),
      world.call('liveramp', 'list_clean_rooms'),
      world.call('aws', 'list_collaborations'),
    ]),
  };
}

/** Makes a world with these words in every field, listens to everything, and ends it. @param refusal how the services refuse at last */
export async function everythingSaid(words: HostileWords, refusal: string): Promise<Said> {
  const world = await HostileWorld.start(words);
  try {
    return { ...(await saidUsually(world)), refused: await saidOfRefusals(world, refusal), writes: await world.writes() };
  } finally {
    await world.stop();
  }
}
