import { tokenBudgetLow } from '../../diagnosis/tokenBudgetLow.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Finding } from '../../model/finding.ts';
import { checkRuns } from './checkRuns.ts';
import { checkTemplate } from './checkTemplate.ts';
import { checkUsedDatasets } from './checkUsedDatasets.ts';
import { isMissingDatasets, lackingFindings, readLacking } from './lackingQuestions.ts';
import { together, type Checked, type RoomChecks } from './roomChecks.ts';
import { readQuestionsOf } from './roomQuestions.ts';
import { surveyRooms, waitingInvitations } from './surveyRooms.ts';

/** Everything about one clean room, whoever owns it. */
export async function checkRoom(checks: RoomChecks, room: CleanRoom): Promise<Checked> {
  const { connection } = checks.context.service;
  const [survey, questions] = await Promise.all([surveyRooms(checks, [room]), checkQuestionsOf(checks, [room], { asked: true })]);
  const findings = survey.findings.filter(({ subject }) => subject.roomId === room.id);
  return together({ findings: [...findings, ...waitingInvitations(connection, survey.rooms)], unlooked: [] }, questions);
}

/** Everything about our own clean rooms, and what those of others wait for from us. */
export async function checkAllRooms(checks: RoomChecks, rooms: readonly CleanRoom[]): Promise<Checked> {
  const { connection } = checks.context.service;
  const [survey, questions] = await Promise.all([surveyRooms(checks, rooms), checkQuestionsOf(checks, rooms, { asked: false })]);
  const ours = new Set(rooms.filter((room) => room.ours).map(({ id }) => id));
  const concernsUs = ({ waitsFor, subject: { roomId = '' } }: Finding): boolean => ours.has(roomId) || waitsFor === 'you';
  return together(
    {
      findings: [...survey.findings, ...waitingInvitations(connection, survey.rooms), ...tokenBudgetLow(connection, survey.allowances)],
      unlooked: [],
    },
    { findings: questions.findings.filter(concernsUs), unlooked: questions.unlooked },
  );
}

/**
 * What the questions of these rooms lack, then whether what they have can be used, then what differs from kept templates,
 * then failed runs, while there are calls left.
 * @param asked whether somebody asked about just these; otherwise runs in rooms of others do not matter
 */
async function checkQuestionsOf(checks: RoomChecks, rooms: readonly CleanRoom[], { asked }: { asked: boolean }): Promise<Checked> {
  const { places, findings } = await readQuestionsOf(checks, rooms, { asked });
  const lacking = await readLacking(checks, places.filter(isMissingDatasets));
  const datasets = await checkUsedDatasets(checks, places, { asked });
  const templates = await inTurns(rooms, 2, (room) => {
    const questions = places.filter((place) => place.room === room).map(({ question }) => question);
    return checkTemplate(checks, room, { questions, withDatasets: true });
  });
  const runs = await checkRuns(
    checks,
    places.filter(({ room }) => asked || room.ours),
  );
  return together(
    { findings: [...findings, ...lacking.findings, ...lackingFindings(checks, lacking.questions)], unlooked: lacking.unlooked },
    datasets,
    ...templates,
    runs,
  );
}
