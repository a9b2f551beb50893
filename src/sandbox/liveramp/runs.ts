import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { visibleQuestion } from './access.ts';
import type { Context, Handler } from './context.ts';
import { forbidden, LiveRampError, notFound } from './liveRampError.ts';
import { pageOf } from './pageOf.ts';
import { isOpenTo } from './questionPermissions.ts';
import type { LiveRampRequest } from './request.ts';
import { runStatus, runTimes } from './runProgress.ts';
import { toTheSecond } from './timeForms.ts';
import { isStakeholder, nextId, roomOf } from './world/liveRampWorld.ts';
import type { RunRecord } from './world/records.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** QuestionRunCreateParameters of the OpenAPI document. */
const runRequest = z.object({
  name: z.string().check(z.minLength(1)),
  parameters: z._default(z.record(z.string(), z.string()), {}),
});

/** The document names no 403 here: that a partner needs the RUN permission follows from the permission alone. */
export const createCleanroomQuestionRun: Handler = (context, request) => {
  const { world, organisation, now } = context;
  const question = visibleQuestion(context, request);
  takeRunAllowance(context);
  const { name, parameters } = request.body(runRequest);
  if (question.ownerId !== organisation.id && !isOpenTo(question, 'RUN')) throw forbidden();
  if (question.status !== 'READY')
    throw new LiveRampError(412, `Cleanroom question ${question.displayId} is not ready: ${question.status}`);
  const run: RunRecord = {
    id: nextId(world),
    questionId: question.id,
    name,
    parameters,
    submittedBy: organisation.apiUserEmail,
    submittedTime: now,
    status: null,
    failureReason: question.runsFail,
  };
  world.runs.push(run);
  return describe(context, run);
};

/** Takes one of the API user's run creations: a token bucket of an hour's worth (api-notes.md, §3). @throws {LiveRampError} 429 */
function takeRunAllowance({ world, organisation, now }: Context): void {
  const { runsPerHour } = world.settings;
  const { left, at } = organisation.runAllowance ?? { left: runsPerHour, at: now };
  const filled = Math.min(runsPerHour, left + ((now - at) * runsPerHour) / hour);
  organisation.runAllowance = { left: filled < 1 ? filled : filled - 1, at: now };
  if (filled < 1) throw new LiveRampError(429, 'Rate limit exceeded');
}

export const getAllCleanroomQuestionRuns: Handler = (context, request) => {
  const { world, now } = context;
  const question = visibleQuestion(context, request);
  const [status, from = -Infinity, last = Infinity] = [request.optional('status'), request.day('startDate'), request.day('endDate')];
  const wanted = world.runs.filter(
    (each) =>
      each.questionId === question.id &&
      each.submittedTime >= from &&
      each.submittedTime < last + day &&
      (status === undefined || runStatus(world, each, now) === status),
  );
  return pageOf(wanted, request, { usual: 30, most: 100 }).map((each) => describe(context, each));
};

export const getCleanroomQuestionRunById: Handler = (context, request) => describe(context, visibleRun(context, request));

export const getCleanroomQuestionRunAudit: Handler = (context, request) => {
  const { world, now } = context;
  const run = visibleRun(context, request);
  const { executed, completed } = runTimes(world, run);
  const status = runStatus(world, run, now);
  const events = [{ eventTime: toTheSecond(run.submittedTime), eventType: 'init', message: 'Run Triggered', details: {} }];
  if (status !== 'QUEUED') events.push({ eventTime: toTheSecond(executed), eventType: 'run', message: 'Run Started', details: {} });
  if (isEnded(status))
    events.push({ eventTime: toTheSecond(completed), eventType: 'end', message: run.failureReason ?? 'Run Completed', details: {} });
  return { cleanroomQuestionRunId: run.id, auditDetails: events };
};

function visibleRun({ world, organisation }: Context, request: LiveRampRequest): RunRecord {
  const id = request.label('cleanroomQuestionRunId');
  const run = world.runs.find((each) => each.id === id);
  const question = world.questions.find((each) => each.id === run?.questionId);
  if (run === undefined || question === undefined || !isStakeholder(world, roomOf(world, question.roomId), organisation.id))
    throw notFound('Cleanroom question run', id);
  return run;
}

function isEnded(status: string): boolean {
  return ['COMPLETED', 'FAILED', 'ERROR'].includes(status);
}

/** QuestionRunMetadata of the OpenAPI document. */
function describe({ world, now }: Context, run: RunRecord): JsonObject {
  const { executed, completed } = runTimes(world, run);
  const status = runStatus(world, run, now);
  const failed = status === 'FAILED' || status === 'ERROR';
  return {
    id: run.id,
    name: run.name,
    status,
    submittedAt: toTheSecond(run.submittedTime),
    executedAt: status === 'QUEUED' ? undefined : toTheSecond(executed),
    completedAt: isEnded(status) ? toTheSecond(completed) : undefined,
    parameters: run.parameters,
    partitionParameters: [],
    failureReason: failed ? (run.failureReason ?? 'The run failed.') : undefined,
    isRetryable: failed,
    questionVersion: 1,
  };
}
