import { ownersOnly } from '../questionPermissions.ts';
import { nextDisplayId, nextId, uuidOf } from '../world/liveRampWorld.ts';
import { refreshQuestion } from '../world/questionStatus.ts';
import { questionPermissions, type QuestionDatasetRecord, type QuestionRecord } from '../world/records.ts';
import type { ScenarioQuestion } from './liveRampScenarioSchema.ts';
import { stakeholderNamed, wrong, type RoomUnderConstruction } from './roomUnderConstruction.ts';

const day = 86_400_000;

/** Adds a question to a room, with its runs and schedules. */
export function addQuestion(building: RoomUnderConstruction, entry: ScenarioQuestion, place: string): void {
  const { world, room, owner, now } = building;
  const ownerId =
    entry.organisation === undefined ? owner.id : stakeholderNamed(world, room, entry.organisation, `${place}.organisation`).id;
  const question: QuestionRecord = {
    id: nextId(world),
    displayId: entry.display_id ?? nextDisplayId(world, 'CRQ'),
    roomId: room.id,
    // The same question in two rooms is one question of its organisation.
    questionId: uuidOf(`${ownerId} question ${entry.name}`),
    ownerId,
    name: entry.name,
    description: entry.description,
    type: entry.type,
    category: entry.category,
    status: '',
    isEditable: false,
    query: entry.query,
    runsFail: entry.runs_fail ?? null,
    permissions: ownersOnly(world),
    datasets: entry.datasets.map((each, index) => datasetPlace(building, each, `${place}.datasets[${String(index)}]`)),
    resultShares: [],
    createdTime: now - entry.created_days_ago * day,
  };
  refreshQuestion(question);
  question.status = entry.status ?? question.status;
  for (const permission of questionPermissions) {
    const access = entry.permissions[permission];
    const held = question.permissions.find((each) => each.permission === permission);
    if (access !== undefined && held !== undefined) held.access = access;
    else if (access !== undefined) question.permissions.push({ id: nextId(world), permission, access });
  }
  world.questions.push(question);
  addRuns(building, question, entry);
}

function datasetPlace(
  { world, room, now }: RoomUnderConstruction,
  { macro, data_type: dataTypeName, organisation, dataset }: ScenarioQuestion['datasets'][number],
  place: string,
): QuestionDatasetRecord {
  const named = dataset === undefined ? undefined : world.datasets.find((each) => each.roomId === room.id && each.name === dataset);
  if (dataset !== undefined && named === undefined) throw wrong(world, `${place}.dataset`, `the room has no dataset "${dataset}"`);
  const organisationId =
    organisation === undefined ? named?.organisationId : stakeholderNamed(world, room, organisation, `${place}.organisation`).id;
  return {
    id: nextId(world),
    macro,
    dataTypeName,
    organisationId: organisationId ?? null,
    datasetId: named?.id ?? null,
    assignedTime: named === undefined ? null : now - day,
  };
}

function addRuns({ world, owner, now }: RoomUnderConstruction, { id: questionId }: QuestionRecord, entry: ScenarioQuestion): void {
  for (const each of entry.runs) {
    world.runs.push({
      id: nextId(world),
      questionId,
      name: each.name,
      parameters: {},
      submittedBy: owner.apiUserEmail,
      submittedTime: now - each.submitted_days_ago * day,
      status: each.status,
      failureReason: each.failure_reason ?? null,
    });
  }
  for (const each of entry.schedules) {
    const startTime = now - each.started_days_ago * day;
    world.schedules.push({
      id: nextId(world),
      displayId: nextDisplayId(world, 'CRQRS'),
      questionId,
      name: each.name,
      active: each.active,
      repeatFrequency: each.repeat,
      daysOfWeek: each.days_of_week,
      daysOfMonth: each.days_of_month,
      createdBy: owner.apiUserEmail,
      startTime,
      createdTime: startTime,
    });
  }
}
