import type * as z from 'zod/mini';
import type { JobContext, PartnerJob, ReadingJob } from '../../core/jobs/job.ts';
import type { PartnerResult } from '../../core/jobs/partners/partnerReport.ts';
import { asCleanRoomError } from '../../core/errors.ts';
import { anyService, chosenConnections, type Services } from '../chosenConnections.ts';
import type { CommonOptions } from '../commonOptions.ts';
import { worstExitCode } from '../exitCode.ts';
import { paint } from '../paint.ts';
import { requireInput } from '../requireInput.ts';
import { Session, takesSomethingAway } from '../session.ts';
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
 * Runs a writing job and prints what became of each step as it happens. Where the plan takes something away, or the
 * command always wants it, nothing is done without --yes.
 */
export async function writeAboutPartners<Schema extends z.ZodMiniType, Shown>(
  command: PartnerCommand<Shown, PartnerResult>,
  job: PartnerJob<Schema>,
  input: object,
  signal: AbortSignal,
  alwaysWantsYes = false,
): Promise<number> {
  requireInput(command.name, job.input, input);
  return run(command, signal, (session, context) => writeOrPlan(session, context, job, input, alwaysWantsYes));
}

async function writeOrPlan<Schema extends z.ZodMiniType>(
  session: Session,
  context: JobContext,
  job: PartnerJob<Schema>,
  input: object,
  alwaysWantsYes: boolean,
): Promise<{ result: PartnerResult; wantsYes?: boolean }> {
  const { yes = false, dryRun = false } = session.options;
  const colours = paint(process.stderr);
  const refused: { preview?: PartnerResult } = {};
  const runner = session.runnerThatAsks(({ plan, preview }) => {
    if (yes || !(alwaysWantsYes || takesSomethingAway(plan))) return Promise.resolve(true);
    if ('items' in preview) refused.preview = preview;
    return Promise.resolve(false);
  });
  try {
    const result = await runner.write(job, context, input, {
      dryRun,
      onStep: (step) => {
        session.hideProgress();
        process.stderr.write(`${stepLine(step, colours)}\n`);
      },
    });
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
  const options = { ...given, ...organisationByDefault(given) };
  const session = new Session(options, signal);
  const chosen = await chosenConnections(name, options, session.configuration, services);
  const attempts = await session.attemptAll(chosen, (context) => work(session, context));
  const runs = attempts.map((attempt) => endedPartnerRun(name, answer, attempt));
  printPartnerRuns(runs, { command: name, options, elapsedMs: performance.now() - started, answer });
  return worstExitCode(runs.map(({ exitCode }) => exitCode));
}

/** Where no connection is named, LIVERAMP_ORGANISATION names it, as AWS_PROFILE does for commands about AWS. */
function organisationByDefault({ profile, region, organisation, allConnections }: CommonOptions): Pick<CommonOptions, 'organisation'> {
  const variable = process.env['LIVERAMP_ORGANISATION'] ?? '';
  const named = [profile, region, organisation].some((each) => each !== undefined) || allConnections === true;
  return named || variable === '' ? {} : { organisation: variable };
}
