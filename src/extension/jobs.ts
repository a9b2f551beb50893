import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import { asCleanRoomError } from '../core/errors.ts';
import type { AuditEntry, AuditLog } from '../core/jobs/audit.ts';
import type { Intention, JobContext, ReadingJob, WritingJob } from '../core/jobs/job.ts';
import type { JobResult } from '../core/jobs/report.ts';
import { JobRunner } from '../core/jobs/runner.ts';
import type { CleanRoomService } from '../core/service.ts';
import { pause } from '../services/aws/pause.ts';
import { userName } from '../storage/userName.ts';
import { workspaceConfiguration } from './configuration/workspaceConfiguration.ts';
import type { Account } from './connections/account.ts';
import { JobProgress } from './jobProgress.ts';
import type { Consent } from './plan/askConsent.ts';
import { RunningJobs } from './runningJobs.ts';

/** How long a run in VS Code waits for tables to become ready before it says so and ends. */
const readinessLimitMs = 120_000;

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

  /** Reads without a notification, for the views. */
  readQuietly<Schema extends z.ZodMiniType>(
    job: ReadingJob<Schema>,
    service: CleanRoomService,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<JobResult> {
    return this.#runner().read(job, contextFor(service, signal), input);
  }

  /** Plans without doing anything. */
  preview<Schema extends z.ZodMiniType>(title: string, job: WritingJob<Schema>, account: Account, input: unknown): Promise<Intention> {
    return this.#withProgress(title, account, async (signal, progress) => {
      const service = await account.open(signal);
      return this.#runner().plan(job, contextFor(service, signal, progress), input);
    });
  }

  /**
   * Plans, asks once and carries out, in a notification that can be cancelled; the tree shows what is under way. `again`
   * looks at the result and may name an input to go on with. Raises `invalid_state` while another job runs in the account.
   */
  async write<Schema extends z.ZodMiniType>(
    title: string,
    job: WritingJob<Schema>,
    account: Account,
    input: unknown,
    again?: (result: JobResult) => object | undefined,
  ): Promise<JobResult> {
    // Here already, so that no second notification begins; an account that is not open yet is looked at once it is.
    this.#running.refuseIfRunning(account.opened?.connection);
    return this.#withProgress(title, account, async (signal, progress) => {
      const service = await account.open(signal);
      const end = this.#running.begin(service.connection);
      const done = new Map<string, number>();
      const run = (chosen: unknown): Promise<JobResult> =>
        this.#runner({ signal, progress }).write(job, contextFor(service, signal, progress), chosen, {
          onItem: (collaborationId) => {
            const items = (done.get(collaborationId) ?? 0) + 1;
            done.set(collaborationId, items);
            account.noteWork(collaborationId, vscode.l10n.t('{0} done', items));
          },
        });
      try {
        const result = await run(input);
        const next = again?.(result);
        return next === undefined ? result : await run(next);
      } finally {
        end();
        account.noteAllDone();
      }
    });
  }

  dispose(): void {
    this.#life.abort();
  }

  /** The product's one way to run a job; `asking` is how this run asks its question, which a reading never does. */
  #runner(asking?: { signal: AbortSignal; progress: JobProgress }): JobRunner {
    return new JobRunner({
      user: userName(),
      auditLog: this.#auditLog,
      // A workspace that is not trusted may look, not touch.
      allows: (permission) => permission === 'read' || vscode.workspace.isTrusted,
      consent: (intention) =>
        asking === undefined
          ? Promise.resolve(false)
          : this.#consent(intention, asking.signal, (how) => {
              asking.progress.waitForAnswer(how);
            }),
    });
  }

  /** In a notification; ends when the person cancels it, the connection is taken away or the window closes. */
  #withProgress<T>(title: string, account: Account, work: (signal: AbortSignal, progress: JobProgress) => Promise<T>): Promise<T> {
    return Promise.resolve(
      vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (shown, token) => {
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

function contextFor(service: CleanRoomService, signal: AbortSignal | undefined, progress?: JobProgress): JobContext {
  return {
    service,
    signal,
    configuration: workspaceConfiguration(),
    readinessLimitMs,
    onProgress: (step) => {
      progress?.report(step);
    },
    pause,
  };
}

function sentenceOf({ connection, operation, subject, outcome, requestId, error }: AuditEntry): string {
  return `${connection.accountId} ${connection.region}: ${operation} ${subject}: ${outcome} ${requestId ?? '-'}${error === undefined ? '' : ` ${error}`}`;
}
