import type * as z from 'zod/mini';
import type { ReadingJob } from '../../core/jobs/job.ts';
import { anyService, chosenConnections } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { noteDefaultOrganisation, withDefaultOrganisation, withOtherService } from '../defaultOrganisation.ts';
import { worstExitCode } from '../exitCode.ts';
import { requireInput } from '../requireInput.ts';
import { Session } from '../session.ts';
import type { DiagnosisForm } from './diagnosisForm.ts';
import { endedDiagnosis } from './endedDiagnosis.ts';
import { printDiagnoses } from './printDiagnoses.ts';

/** A diagnosing job as the command line asks for it. */
export interface DiagnosisRequest<Schema extends z.ZodMiniType, Result> {
  command: string;
  job: ReadingJob<Schema, Result>;
  input: object;
  options: CommonOptions;
  form: DiagnosisForm<Result>;
}

/** Looks at one connection or many, prints what keeps things from working, and answers the exit code, the worst of all. */
export async function runDiagnosis<Schema extends z.ZodMiniType, Result>(
  { command, job, input, options: asked, form }: DiagnosisRequest<Schema, Result>,
  signal: AbortSignal,
): Promise<number> {
  const started = performance.now();
  requireInput(command, job.input, input);
  const options = withDefaultOrganisation(asked);
  const session = new Session(options, signal);
  const chosen = await chosenConnections(command, options, session.configuration, anyService);
  if (options !== asked) noteDefaultOrganisation(options);
  const attempts = await session.attemptAll(chosen, (context) => session.runner.read(job, context, input));
  const runs = attempts.map((attempt) => endedDiagnosis(form, withOtherService(attempt, options, anyService)));
  printDiagnoses(runs, { command, options, elapsedMs: performance.now() - started, form });
  return worstExitCode(runs.map(({ exitCode }) => exitCode));
}
