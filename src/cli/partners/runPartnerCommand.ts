import type * as z from 'zod/mini';
import type { JobContext, PartnerJob, ReadingJob } from '../../core/jobs/job.ts';
import type { PartnerResult } from '../../core/jobs/partners/partnerReport.ts';
import { asCleanRoomError, type CleanRoomError } from '../../core/errors.ts';
import { anyService, chosenConnections, type Services } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { withDefaultOrganisation, withOtherService } from '../defaultOrganisation.ts';
import { worstExitCode } from '../exitCode.ts';
import { paint } from '../paint.ts';
import { requireInput } from '../requireInput.ts';
import { Session } from '../session.ts';
import { wantsYes } from '../wantsYes.ts';
import { endedPartnerRun } from './endedPartnerRun.ts';
import type { PartnerAnswer } from './partnerAnswer.ts';
import { printPartnerRuns } from './printPartnerRuns.ts';
import { stepLine } from './writeAnswer.ts';

/** What a command about partners has of the command line. */
export interface PartnerCommand<Shown, Result> {
  /** For example `partners invite`. */
  name: string;
  options: CommonOptions;
  services?: Services;
  answer: PartnerAnswer<Result, Shown>;
}

/** Runs a job that changes nothing, through one connection or many, and prints what it answers; answers the exit code. */
export async function readAboutPartners<Schema extends z.ZodMiniType, Result, Shown>(
  command: PartnerCommand<Shown, Result>,
  job: ReadingJob<Schema, Result>,
  input: object,
  signal: AbortSignal,
): Promise<number> {
  requireInput(command.name, job.input, input);
  return run(command, signal, async (session, context) => ({ result: await session.runner.read(job, context, input) }));
}

/**
 * Runs a writing job and prints what became of each step as it happens. Where the plan takes something away or opens it
 * wide, or the command always wants it, nothing is done without --yes.
 */
export async function writeAboutPartners<Schema extends z.ZodMiniType, Shown>(
  command: PartnerCommand<Shown, PartnerResult>,
  job: PartnerJob<Schema>,
  input: object,
  signal: AbortSignal,
  conditions: WriteConditions = {},
): Promise<number> {
  requireInput(command.name, job.input, input);
  return run(command, signal, (session, context) => writeOrPlan(session, context, job, input, conditions));
}

/** What keeps a plan from being carried out, beside what it takes away. */
interface WriteConditions {
  /** Nothing is done without --yes, whatever it is. */
  alwaysWantsYes?: boolean;
  /** Why something that is planned so is not carried out at all, and not shown as a plan. */
  refusal?: (result: PartnerResult) => CleanRoomError | undefined;
}

async function writeOrPlan<Schema extends z.ZodMiniType>(
  session: Session,
  context: JobContext,
  job: PartnerJob<Schema>,
  input: object,
  { alwaysWantsYes = false, refusal = () => undefined }: WriteConditions,
): Promise<{ result: PartnerResult; wantsYes?: boolean }> {
  const { yes = false, dryRun = false, json = false } = session.options;
  // With --json the one object is all that stdout gets.
  const stream = json ? process.stderr : process.stdout;
  const colours = paint(stream);
  const refused: { preview?: PartnerResult } = {};
  const runner = session.runnerThatAsks(({ plan, preview }) => {
    const why = 'items' in preview ? refusal(preview) : undefined;
    if (why !== undefined) return Promise.reject(why);
    if (yes || !(alwaysWantsYes || wantsYes(plan))) return Promise.resolve(true);
    if ('items' in preview) refused.preview = preview;
    return Promise.resolve(false);
  });
  try {
    const result = await runner.write(job, context, input, {
      dryRun,
      onStep: (step) => {
        // What was not begun is told once, at the end.
        if (step.code === 'cancelled' && step.outcome === 'left_out') return;
        session.hideProgress();
        stream.write(`${stepLine(step, colours)}\n`);
      },
    });
    // Nobody is asked about a dry run, or where there is nothing to do.
    const why = refusal(result);
    if (why !== undefined) throw why;
    return { result };
  } catch (thrown) {
    if (refused.preview === undefined) throw asCleanRoomError(thrown);
    return { result: { ...refused.preview, dryRun: true }, wantsYes: true };
  }
}

async function run<Result, Shown>(
  { name, options: given, services = anyService, answer }: PartnerCommand<Shown, Result>,
  signal: AbortSignal,
  work: (session: Session, context: JobContext) => Promise<{ result: Result; wantsYes?: boolean }>,
): Promise<number> {
  const started = performance.now();
  const options = withDefaultOrganisation(given);
  const session = new Session(options, signal);
  const chosen = await chosenConnections(name, options, session.configuration, services);
  const attempts = await session.attemptAll(chosen, (context) => work(session, context));
  const runs = attempts.map((attempt) => endedPartnerRun(name, answer, withOtherService(attempt, options, services)));
  printPartnerRuns(runs, { command: name, options, elapsedMs: performance.now() - started, answer });
  return worstExitCode(runs.map(({ exitCode }) => exitCode));
}
