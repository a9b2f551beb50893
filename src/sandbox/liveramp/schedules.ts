import type { JsonObject } from '../json.ts';
import { visibleQuestion } from './access.ts';
import type { Context, Handler } from './context.ts';
import { notFound } from './liveRampError.ts';
import { toTheSecond } from './timeForms.ts';
import type { QuestionRecord, ScheduleRecord } from './world/records.ts';

export const getCleanroomQuestionRunSchedules: Handler = (context, request) => {
  const question = visibleQuestion(context, request);
  return schedulesOf(context, question).map((each) => describe(question, each));
};

export const getCleanroomQuestionRunScheduleById: Handler = (context, request) => {
  const question = visibleQuestion(context, request);
  const id = request.label('cleanroomQuestionRunScheduleId');
  const schedule = schedulesOf(context, question).find((each) => each.id === id);
  if (schedule === undefined) throw notFound('Cleanroom question run schedule', id);
  return describe(question, schedule);
};

function schedulesOf({ world }: Context, question: QuestionRecord): ScheduleRecord[] {
  return world.schedules.filter((each) => each.questionId === question.id);
}

/** GetCleanroomQuestionRunScheduleResponse of the OpenAPI document. */
function describe({ ownerId }: QuestionRecord, schedule: ScheduleRecord): JsonObject {
  return {
    id: schedule.id,
    displayId: schedule.displayId,
    name: schedule.name,
    ownerId,
    parameters: {},
    startDateTime: toTheSecond(schedule.startTime),
    active: schedule.active,
    repeatFrequency: schedule.repeatFrequency,
    daysOfWeek: schedule.daysOfWeek,
    repeatDayofMonth: schedule.daysOfMonth,
    createdBy: schedule.createdBy,
    modifiedBy: schedule.createdBy,
    createdDate: toTheSecond(schedule.createdTime),
    modifiedDate: toTheSecond(schedule.createdTime),
  };
}
