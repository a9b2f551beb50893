import type * as z from 'zod/mini';
import { stopIfCancelled } from '../core/errors.ts';
import type { JobContext, ReadingJob, WritingJob } from '../core/jobs/job.ts';
import type { JobRunner } from '../core/jobs/runner.ts';
import { Alerting, type AlertOptions } from './alerting.ts';
import { chosenConnections, type Services } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { endedRun, unconfirmed, type JobAnswer } from './endedRun.ts';
import { exitCodes, worstExitCode } from './exitCode.ts';
import { printRuns } from './printRuns.ts';
import { requireInput } from './requireInput.ts';
import { Session } from './session.ts';

type Job<Schema extends z.ZodMiniType> = ReadingJob<Schema> | WritingJob<Schema>;

/** A job as the command line asks for it. */
export interface JobRequest<Schema extends z.ZodMiniType> {
  command: string;
  job: Job<Schema>;
  input: unknown;
  options: CommonOptions & AlertOptions;
  /** True where the job may delete: without --yes it is only planned. */
  wantsYes: boolean;
  services: Services;
}

/** Runs one job against one account or many and prints what came of it; answers the exit code, the worst of all runs. */
export async function runJob<Schema extends z.ZodMiniType>(request: JobRequest<Schema>, signal: AbortSignal): Promise<number> {
  const started = performance.now();
  const { command, job, input, options, wantsYes, services } = request;
  const alerting = Alerting.asked(options);
  const session = new Session(options, signal);
  const chosen = await chosenConnections(command, options, session.configuration, services);
  requireInput(command, job.input, input);
  const asksForYes = wantsYes && options.yes !== true && options.dryRun !== true;
  const dryRun = asksForYes || options.dryRun === true;
  const attempts = await session.attemptAll(chosen, (context) => answerOf(session.runner, job, context, input, dryRun));
  const ended = attempts.map((attempt) => endedRun(command, dryRun, attempt)).map((run) => (asksForYes ? unconfirmed(run) : run));
  const runs = alerting?.look(ended) ?? ended;
  const undelivered = await alerting?.post(
    command,
    runs.flatMap(({ report }) => report.alerts ?? []),
  );
  printRuns(runs, { command, dryRun, elapsedMs: performance.now() - started, undelivered, options });
  return worstExitCode([...runs.map(({ exitCode }) => exitCode), undelivered === undefined ? exitCodes.reached : exitCodes.notReached]);
}

async function answerOf<Schema extends z.ZodMiniType>(
  runner: JobRunner,
  job: Job<Schema>,
  context: JobContext,
  input: unknown,
  dryRun: boolean,
): Promise<JobAnswer> {
  if (job.kind === 'reading') return { result: await runner.read(job, context, input) };
  if (!dryRun) return { result: await runner.write(job, context, input) };
  const { plan, preview } = await runner.plan(job, context, input);
  stopIfCancelled(context.signal);
  return { plan, result: { ...preview, dryRun: true } };
}
