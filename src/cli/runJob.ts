import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { CleanRoomError } from '../core/errors.ts';
import { issueText } from '../core/issueText.ts';
import type { Connection } from '../core/model/connection.ts';
import { configurationFileName } from '../core/config/schema.ts';
import type { JobContext, ReadingJob, WritingJob } from '../core/jobs/job.ts';
import { JobRunner } from '../core/jobs/runner.ts';
import { t } from '../core/text.ts';
import { CallCounter } from '../services/aws/callCounter.ts';
import { openAwsConnection } from '../services/aws/openAwsConnection.ts';
import { pause } from '../services/aws/pause.ts';
import { AuditLogFile } from '../storage/auditLogFile.ts';
import { ConfigurationFile } from '../storage/configurationFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { userName } from '../storage/userName.ts';
import { completeReport } from './completeReport.ts';
import { printReport } from './printReport.ts';
import { ProgressLine } from './progressLine.ts';

/** The options that every command about an account has. */
export interface CommonOptions {
  profile?: string;
  region?: string;
  config?: string;
  json?: boolean;
  dryRun?: boolean;
  /** Seconds. */
  wait: number;
  /** Seconds. */
  timeout: number;
}

/** What is known of a run, also of one that ends with an error. */
export interface RunFacts {
  /** Undefined until an account was reached. */
  connection?: Connection;
  readonly counter: CallCounter;
}

/** Nothing known yet. */
export function noFacts(): RunFacts {
  return { counter: new CallCounter() };
}

/** Runs one job against one account and prints its report; answers whether the wished state is reached. */
export async function runJob<Schema extends z.ZodMiniType>(
  command: string,
  job: ReadingJob<Schema> | WritingJob<Schema>,
  input: unknown,
  options: CommonOptions,
  signal: AbortSignal,
  facts: RunFacts,
): Promise<boolean> {
  const started = performance.now();
  const configuration = new ConfigurationFile(resolve(options.config ?? configurationFileName));
  const region = options.region ?? (await configuredRegion(command, configuration, options.config));
  // Usage is checked before anything is asked of anybody.
  const parsed = job.input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const named = issue?.code === 'invalid_format' || issue === undefined ? '' : `--${issue.path.join('.').replaceAll('_', '-')}: `;
    throw new CleanRoomError('invalid_input', issue === undefined ? t('wrong input') : `${named}${issueText(issue, input)}`, {
      remedy: t('See: cleanrooms {0} --help.', command),
    });
  }
  const service = await openAwsConnection(
    {
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      ...(region === undefined ? {} : { region }),
      requestTimeoutMs: options.timeout * 1000,
      counter: facts.counter,
    },
    signal,
  );
  facts.connection = service.connection;

  const progress = new ProgressLine(process.stderr, options.json !== true);
  const context: JobContext = {
    service,
    configuration,
    signal,
    pause,
    onProgress: (step) => {
      progress.show(step);
    },
    readinessLimitMs: options.wait * 1000,
  };
  const runner = new JobRunner({
    user: userName(),
    auditLog: new AuditLogFile(stateFolder()),
    allows: () => true,
    // Starting the command is the consent; what deletes wants --yes, and no job here deletes.
    consent: () => Promise.resolve(true),
  });
  const running = job.kind === 'reading' ? runner.read(job, context, input) : runner.write(job, context, input, { dryRun: options.dryRun });
  const result = await running.finally(() => {
    progress.clear();
  });
  const report = completeReport(command, performance.now() - started, service.connection, result, service.callCounts());
  if (options.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  printReport(report, { out: options.json === true ? undefined : process.stdout, problems: process.stderr });
  return report.ok;
}

/** The file's Region; a file that was named has to exist, except for the command that makes it. */
async function configuredRegion(command: string, configuration: ConfigurationFile, named: string | undefined): Promise<string | undefined> {
  if (named !== undefined && command !== 'init-config') {
    const exists = await stat(configuration.file).then(
      () => true,
      () => false,
    );
    if (!exists)
      throw new CleanRoomError('configuration_missing', t('There is no configuration file {0}.', configuration.file), {
        remedy: t('Make one with: cleanrooms init-config --config {0}.', named),
      });
  }
  return (await configuration.read())?.defaults?.region;
}
