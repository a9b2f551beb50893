import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import { asCleanRoomError } from '../core/errors.ts';
import type { AuditEntry, AuditLog } from '../core/jobs/audit.ts';
import type { Intention, JobContext, ReadingJob, WritingJob } from '../core/jobs/job.ts';
import type { JobResult } from '../core/jobs/report.ts';
import { JobRunner } from '../core/jobs/runner.ts';
import type { CleanRoomService } from '../core/service.ts';
import type { Account } from './connections/account.ts';
import { workspaceConfiguration } from './configuration/workspaceConfiguration.ts';

/** How long a run in VS Code waits for tables to become ready before it says so and ends. */
const readinessLimitMs = 120_000;

/** Runs jobs for VS Code: with progress, cancellation, consent and the audit log. */
export class Jobs {
  readonly #runner: JobRunner;

  constructor(auditLog: AuditLog, log: vscode.LogOutputChannel, consent: (intention: Intention) => Promise<boolean>) {
    const logged: AuditLog = {
      open: () => { auditLog.open(); },
      append: (entry) => {
        auditLog.append(entry);
        log.info(sentenceOf(entry));
      },
    };
    this.#runner = new JobRunner({
      user: userInfo().username,
      auditLog: logged,
      // A workspace that is not trusted may look, not touch.
      allows: (permission) => permission === 'read' || vscode.workspace.isTrusted,
      consent,
    });
  }

  /** Reads without a notification, for the views. */
  readQuietly<Schema extends z.ZodMiniType>(job: ReadingJob<Schema>, service: CleanRoomService, input: unknown, signal?: AbortSignal): Promise<JobResult> {
    return this.#runner.read(job, contextFor(service, signal), input);
  }

  /** Plans without doing anything. */
  preview<Schema extends z.ZodMiniType>(title: string, job: WritingJob<Schema>, account: Account, input: unknown): Promise<Intention> {
    return withProgress(title, async (signal, report) => {
      const service = await account.open(signal);
      return job.plan({ ...contextFor(service, signal), onProgress: report }, job.input.parse(input));
    });
  }

  /** Plans, asks once and carries out, in a notification that can be cancelled; the tree shows what is under way. */
  async write<Schema extends z.ZodMiniType>(title: string, job: WritingJob<Schema>, account: Account, input: unknown): Promise<JobResult> {
    try {
      return await withProgress(title, async (signal, report) => {
        const service = await account.open(signal);
        const done = new Map<string, number>();
        return this.#runner.write(job, { ...contextFor(service, signal), onProgress: report }, input, {
          onItem: (collaborationId) => {
            const items = (done.get(collaborationId) ?? 0) + 1;
            done.set(collaborationId, items);
            account.noteWork(collaborationId, vscode.l10n.t('{0} done', items));
          },
        });
      });
    } finally {
      account.noteAllDone();
    }
  }
}

function contextFor(service: CleanRoomService, signal: AbortSignal | undefined): JobContext {
  return {
    service, signal, configuration: workspaceConfiguration(), readinessLimitMs,
    pause: async (milliseconds, pausing) => { await sleep(milliseconds, undefined, pausing === undefined ? {} : { signal: pausing }); },
  };
}

function withProgress<T>(title: string, work: (signal: AbortSignal, report: NonNullable<JobContext['onProgress']>) => Promise<T>): Promise<T> {
  return Promise.resolve(vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const controller = new AbortController();
    const listening = token.onCancellationRequested(() => { controller.abort(); });
    let reached = 0;
    try {
      return await work(controller.signal, ({ done, total, message }) => {
        const percent = total === 0 ? 0 : (100 * done) / total;
        progress.report({ message, increment: Math.max(0, percent - reached) });
        reached = Math.max(reached, percent);
      });
    } catch (thrown) {
      throw asCleanRoomError(thrown);
    } finally {
      listening.dispose();
    }
  }));
}

function sentenceOf({ connection, operation, subject, outcome, requestId, error }: AuditEntry): string {
  return `${connection.accountId} ${connection.region}: ${operation} ${subject}: ${outcome} ${requestId ?? '-'}${error === undefined ? '' : ` ${error}`}`;
}
