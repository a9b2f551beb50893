import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import { asCleanRoomError, CleanRoomError } from '../core/errors.ts';
import type { AuditEntry, AuditLog } from '../core/jobs/audit.ts';
import type { AnyIntention, AnyResult, Intention, JobContext, ReadingJob, WritingJob } from '../core/jobs/job.ts';
import type { JobResult } from '../core/jobs/report.ts';
import { JobRunner, type RunRequest } from '../core/jobs/runner.ts';
import type { PartnerPlan } from '../core/partners/steps.ts';
import type { Progress } from '../core/progress.ts';
import type { CleanRoomService } from '../core/service.ts';
import type { Plan } from '../core/sync/change.ts';
import { pause } from '../services/pause.ts';
import { AuditTrailFiles } from '../storage/auditTrailFiles.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { userName } from '../storage/userName.ts';
import { workspaceConfiguration } from './configuration/workspaceConfiguration.ts';
import { workspacePartners } from './configuration/workspacePartners.ts';
import type { Account } from './connections/account.ts';
import { JobProgress } from './jobProgress.ts';
import type { Consent } from './plan/askConsent.ts';
import { workspaceEngagements } from './configuration/workspaceEngagements.ts';
import { RunningJobs } from './runningJobs.ts';

/** How long a run in VS Code waits for tables to become ready before it says so and ends. */
const readinessLimitMs = 120_000;

/** How a reading job is run. */
export interface ReadHow<Result> {
  signal?: AbortSignal | undefined;
  /** Told a result that is true, though not everything has been read yet. */
  onInterim?: ((interim: Result) => void) | undefined;
  /** Told what is being looked at. */
  onProgress?: ((step: Progress) => void) | undefined;
}

/** How a writing job is run, beyond what every one is. */
export interface WriteHow<Result extends AnyResult = JobResult> {
  /** Looks at the result and may name an input to go on with. */
  again?: (result: Result) => object | undefined;
  /** True where a person has seen these very changes and agreed to them already; the input then names them. */
  agreed?: boolean;
  /** Who agrees to the plan instead of the dialog: a tool, whose plan VS Code has shown to the person. */
  consent?: (intention: AnyIntention) => Promise<boolean>;
  /** Told while it runs. */
  watch?: RunRequest & { onProgress?: (step: Progress) => void };
  /** Where its progress is shown: a notification with a button to cancel, or only in the status bar. */
  shownIn?: 'notification' | 'statusBar';
  /** Ends the run as cancelling its notification does. */
  stop?: AbortSignal;
}

/** Runs jobs for VS Code: with progress, cancellation, consent and the audit log; one writing job per account. */
export class Jobs implements vscode.Disposable {
  readonly #auditLog: AuditLog;
  readonly #consent: Consent;
  readonly #running = new RunningJobs();
  readonly #life = new AbortController();

  constructor(auditLog: AuditLog, log: vscode.LogOutputChannel, consent: Consent) {
    this.#auditLog = {
      open: () => {
        auditLog.open();
      },
      append: (entry) => {
        auditLog.append(entry);
        log.info(sentenceOf(entry));
      },
    };
    this.#consent = consent;
  }

  /** True while a writing job runs in the account, through whichever connection. */
  isBusy(account: Account): boolean {
    return this.#running.has(account.opened?.connection);
  }

  /** Reads without a notification, for the views and the chat, which show it in their own way. */
  readQuietly<Schema extends z.ZodMiniType, Result>(
    job: ReadingJob<Schema, Result>,
    service: CleanRoomService,
    input: unknown,
    { signal, onInterim, onProgress }: ReadHow<Result> = {},
  ): Promise<Result> {
    return this.#runner().read(job, contextFor(service, signal, undefined, onProgress), input, onInterim);
  }

  /** Plans without doing anything. */
  preview<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    title: string,
    job: WritingJob<Schema, Result, Planned>,
    account: Account,
    input: unknown,
    { shownIn, stop }: Pick<WriteHow, 'shownIn' | 'stop'> = {},
  ): Promise<Intention<Result, Planned>> {
    const plan = async (cancelled: AbortSignal, progress: JobProgress): Promise<Intention<Result, Planned>> => {
      const signal = stop === undefined ? cancelled : AbortSignal.any([cancelled, stop]);
      const service = await account.open(signal);
      return this.#runner().plan(job, contextFor(service, signal, progress), input);
    };
    return this.#withProgress(title, account, plan, shownIn);
  }

  /**
   * Plans, asks once and carries out, in a notification that can be cancelled; the tree shows what is under way. Raises
   * `invalid_state` while another job runs in the account.
   */
  async write<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    title: string,
    job: WritingJob<Schema, Result, Planned>,
    account: Account,
    input: unknown,
    { again, agreed = false, consent, watch = {}, stop, shownIn = 'notification' }: WriteHow<Result> = {},
  ): Promise<Result> {
    // Here already, so that no second notification begins; an account that is not open yet is looked at once it is.
    this.#running.refuseIfRunning(account.opened?.connection);
    return this.#withProgress(
      title,
      account,
      async (cancelled, progress) => {
        const signal = stop === undefined ? cancelled : AbortSignal.any([cancelled, stop]);
        const service = await account.open(signal);
        refuseIfElsewhere(account, service);
        const end = this.#running.begin(service.connection);
        const done = new Map<string, number>();
        const context = contextFor(service, signal, progress, watch.onProgress);
        const run = (chosen: unknown): Promise<Result> =>
          this.#runner({ signal, progress, agreed, consent }).write(job, context, chosen, {
            onItem: (collaborationId, item) => {
              const items = (done.get(collaborationId) ?? 0) + 1;
              done.set(collaborationId, items);
              account.noteWork(collaborationId, vscode.l10n.t('{0} done', items));
              watch.onItem?.(collaborationId, item);
            },
            onCollaboration: watch.onCollaboration,
            onStep: watch.onStep,
          });
        try {
          const result = await run(input);
          const next = again?.(result);
          return next === undefined ? result : await run(next);
        } finally {
          end();
          account.noteAllDone();
        }
      },
      shownIn,
    );
  }

  dispose(): void {
    this.#life.abort();
  }

  /** The product's one way to run a job; `asking` is how this run asks its question, which a reading never does. */
  #runner(asking?: { signal: AbortSignal; progress: JobProgress; agreed: boolean; consent?: WriteHow['consent'] }): JobRunner {
    return new JobRunner({
      user: userName(),
      auditLog: this.#auditLog,
      // A workspace that is not trusted may look, not touch.
      allows: (permission) => permission === 'read' || vscode.workspace.isTrusted,
      consent: (intention) => {
        if (asking === undefined || asking.agreed) return Promise.resolve(asking?.agreed === true);
        if (asking.consent !== undefined) return asking.consent(intention);
        return this.#consent(intention, asking.signal, (how) => {
          asking.progress.waitForAnswer(how);
        });
      },
    });
  }

  /** Shown while it runs; ends when the person cancels it, the connection is taken away or the window closes. */
  #withProgress<T>(
    title: string,
    account: Account,
    work: (signal: AbortSignal, progress: JobProgress) => Promise<T>,
    shownIn: 'notification' | 'statusBar' = 'notification',
  ): Promise<T> {
    const location = shownIn === 'statusBar' ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
    return Promise.resolve(
      vscode.window.withProgress({ location, title, cancellable: true }, async (shown, token) => {
        const cancelling = new AbortController();
        const listening = token.onCancellationRequested(() => {
          cancelling.abort();
        });
        try {
          return await work(AbortSignal.any([cancelling.signal, account.life, this.#life.signal]), new JobProgress(shown));
        } catch (thrown) {
          throw asCleanRoomError(thrown);
        } finally {
          listening.dispose();
        }
      }),
    );
  }
}

/** What is shown was read from one account; after a profile was re-pointed the connection may lead to another one. */
function refuseIfElsewhere({ survey }: Account, { connection }: CleanRoomService): void {
  const shown = survey?.coverage.connection;
  if (shown === undefined || shown.id === connection.id) return;
  throw new CleanRoomError(
    'connection_unusable',
    vscode.l10n.t(
      'What is shown is account {0}, but the connection now leads to account {1}. Nothing was changed.',
      shown.accountId,
      connection.accountId,
    ),
    { remedy: vscode.l10n.t('Wait until the views have been read anew, then try again.') },
  );
}

function contextFor(
  service: CleanRoomService,
  signal: AbortSignal | undefined,
  progress?: JobProgress,
  onProgress?: (step: Progress) => void,
): JobContext {
  return {
    service,
    signal,
    configuration: workspaceConfiguration(),
    partnerSettings: workspacePartners(),
    engagements: workspaceEngagements(),
    auditTrail: new AuditTrailFiles(stateFolder()),
    user: userName(),
    readinessLimitMs,
    onProgress: (step) => {
      progress?.report(step);
      onProgress?.(step);
    },
    pause,
  };
}

function sentenceOf({ connection, operation, subject, outcome, requestId, error }: AuditEntry): string {
  return `${connection.accountId} ${connection.region}: ${operation} ${subject}: ${outcome} ${requestId ?? '-'}${error === undefined ? '' : ` ${error}`}`;
}
