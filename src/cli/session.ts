import { resolve } from 'node:path';
import { configurationFileName } from '../core/config/schema.ts';
import { asCleanRoomError, type CleanRoomError } from '../core/errors.ts';
import type { JobContext } from '../core/jobs/job.ts';
import { JobRunner } from '../core/jobs/runner.ts';
import type { Connection } from '../core/model/connection.ts';
import { deletes } from '../core/sync/change.ts';
import { CallCounter } from '../services/aws/callCounter.ts';
import { openAwsConnection } from '../services/aws/openAwsConnection.ts';
import { pause } from '../services/aws/pause.ts';
import { RateBudgets } from '../services/aws/rateBudgets.ts';
import { AuditLogFile } from '../storage/auditLogFile.ts';
import { ConfigurationFile } from '../storage/configurationFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { userName } from '../storage/userName.ts';
import type { ChosenConnection } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { ProgressLine } from './progressLine.ts';

interface AnyAttempt {
  chosen: ChosenConnection;
  /** HTTP attempts per operation. */
  calls: Record<string, number>;
  elapsedMs: number;
}

/** What came of working with one connection. Where that failed, the account may not have been reached at all. */
export type Attempt<T> = AnyAttempt &
  ({ connection: Connection; value: T } | { connection: Connection | undefined; error: CleanRoomError });

/**
 * One start of the program, about one account or many: they share the configuration file, the audit log, the line that
 * shows progress and, where two are the same account and Region, its rate budget.
 */
export class Session {
  readonly options: CommonOptions;
  readonly signal: AbortSignal;
  readonly configuration: ConfigurationFile;
  readonly runner: JobRunner;
  readonly #budgets = new RateBudgets();
  readonly #progress: ProgressLine;

  constructor(options: CommonOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
    this.configuration = new ConfigurationFile(resolve(options.config ?? configurationFileName));
    this.#progress = new ProgressLine(process.stderr, options.json !== true);
    this.runner = new JobRunner({
      user: userName(),
      auditLog: new AuditLogFile(stateFolder()),
      allows: () => true,
      // Starting the command is the consent; what deletes wants --yes.
      consent: ({ plan }) =>
        Promise.resolve(options.yes === true || ![...plan.tables, ...plan.collaborations.flatMap(({ changes }) => changes)].some(deletes)),
    });
  }

  /** Works with every connection, side by side; what goes wrong with one is its own outcome and leaves the others whole. */
  async attemptAll<T>(chosen: readonly ChosenConnection[], work: (context: JobContext) => Promise<T>): Promise<Attempt<T>[]> {
    try {
      return await Promise.all(chosen.map((each) => this.#attempt(each, chosen.length > 1 ? `${each.name}: ` : '', work)));
    } finally {
      this.#progress.clear();
    }
  }

  async #attempt<T>(chosen: ChosenConnection, label: string, work: (context: JobContext) => Promise<T>): Promise<Attempt<T>> {
    const started = performance.now();
    const counter = new CallCounter();
    const ended = (): AnyAttempt => ({ chosen, calls: counter.counts(), elapsedMs: performance.now() - started });
    let connection: Connection | undefined;
    try {
      const service = await this.#open(chosen, counter);
      connection = service.connection;
      const value = await work({
        service,
        configuration: this.configuration,
        signal: this.signal,
        pause,
        onProgress: (step) => {
          this.#progress.show({ ...step, message: `${label}${step.message}` });
        },
        readinessLimitMs: this.options.wait * 1000,
      });
      return { ...ended(), connection, value };
    } catch (thrown) {
      return { ...ended(), connection, error: asCleanRoomError(thrown) };
    }
  }

  #open({ name, profile, region }: ChosenConnection, counter: CallCounter): ReturnType<typeof openAwsConnection> {
    return openAwsConnection(
      {
        ...(this.options.allConnections === true ? { name } : {}),
        ...(profile === undefined ? {} : { profile }),
        ...(region === undefined ? {} : { region }),
        requestTimeoutMs: this.options.timeout * 1000,
        counter,
        budgets: this.#budgets,
      },
      this.signal,
    );
  }
}
