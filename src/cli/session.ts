import { dirname, join, resolve } from 'node:path';
import { configurationFileName } from '../core/config/schema.ts';
import { asCleanRoomError, type CleanRoomError } from '../core/errors.ts';
import type { JobContext } from '../core/jobs/job.ts';
import { JobRunner, type Host } from '../core/jobs/runner.ts';
import type { Connection } from '../core/model/connection.ts';
import { engagementFolderName, type EngagementStore } from '../core/onboarding/engagementStore.ts';
import { partnerSettingsFileName, type PartnerSettingsStore } from '../core/partners/partnerSettings.ts';
import { CallCounter } from '../services/callCounter.ts';
import { pause } from '../services/pause.ts';
import { RateBudgets } from '../services/aws/rateBudgets.ts';
import { ApiUserStateFile } from '../storage/apiUserStateFile.ts';
import { AuditLogFile } from '../storage/auditLogFile.ts';
import { AuditTrailFiles } from '../storage/auditTrailFiles.ts';
import { ConfigurationFile } from '../storage/configurationFile.ts';
import { EngagementFolder } from '../storage/engagementFolder.ts';
import { PartnerSettingsFile } from '../storage/partnerSettingsFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { userName } from '../storage/userName.ts';
import type { ChosenConnection } from './chosenConnections.ts';
import type { CommonOptions } from './commonOptions.ts';
import { openConnection, type ConnectionMeans } from './openConnection.ts';
import { ProgressLine } from './progressLine.ts';
import { wantsYes } from './wantsYes.ts';

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
  /** What the folder of the configuration keeps about partners. */
  readonly partnerSettings: PartnerSettingsStore;
  /** The partners that are being brought on board, in the same folder. */
  readonly engagements: EngagementStore;
  readonly runner: JobRunner;
  readonly #user = userName();
  readonly #auditLog = new AuditLogFile(stateFolder());
  readonly #auditTrail = new AuditTrailFiles(stateFolder());
  readonly #means: ConnectionMeans;
  readonly #progress: ProgressLine;

  constructor(options: CommonOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
    this.configuration = new ConfigurationFile(resolve(options.config ?? configurationFileName));
    this.#progress = new ProgressLine(process.stderr, options.json !== true);
    const folder = dirname(this.configuration.file);
    this.partnerSettings = new PartnerSettingsFile(join(folder, partnerSettingsFileName));
    this.engagements = new EngagementFolder(join(folder, engagementFolderName), { shownAs: engagementFolderName });
    this.#means = {
      timeoutMs: options.timeout * 1000,
      budgets: new RateBudgets(),
      apiUsers: new ApiUserStateFile(stateFolder()),
    };
    // Starting the command is the consent; what takes something away or opens it wide wants --yes.
    this.runner = this.runnerThatAsks(({ plan }) => Promise.resolve(options.yes === true || !wantsYes(plan)));
  }

  /** Runs jobs; before anything is written `consent` says yes or no to what is intended. */
  runnerThatAsks(consent: Host['consent']): JobRunner {
    return new JobRunner({ user: this.#user, auditLog: this.#auditLog, allows: () => true, consent });
  }

  /** Works with every connection, side by side; what goes wrong with one is its own outcome and leaves the others whole. */
  async attemptAll<T>(chosen: readonly ChosenConnection[], work: (context: JobContext) => Promise<T>): Promise<Attempt<T>[]> {
    try {
      return await Promise.all(chosen.map((each) => this.#attempt(each, chosen.length > 1 ? `${each.name}: ` : '', work)));
    } finally {
      this.#progress.clear();
    }
  }

  /** Before a line is written that stays. */
  hideProgress(): void {
    this.#progress.clear();
  }

  async #attempt<T>(chosen: ChosenConnection, label: string, work: (context: JobContext) => Promise<T>): Promise<Attempt<T>> {
    const started = performance.now();
    const counter = new CallCounter();
    const ended = (): AnyAttempt => ({ chosen, calls: counter.counts(), elapsedMs: performance.now() - started });
    let connection: Connection | undefined;
    try {
      const service = await openConnection(chosen, this.#means, counter, this.signal);
      connection = service.connection;
      const value = await work({
        service,
        configuration: this.configuration,
        partnerSettings: this.partnerSettings,
        engagements: this.engagements,
        auditTrail: this.#auditTrail,
        user: this.#user,
        signal: this.signal,
        pause,
        onProgress: (step) => {
          this.#progress.show({ ...step, message: `${label}${step.message}` });
        },
        readinessLimitMs: (this.options.wait ?? 0) * 1000,
      });
      return { ...ended(), connection, value };
    } catch (thrown) {
      return { ...ended(), connection, error: asCleanRoomError(thrown) };
    }
  }
}
