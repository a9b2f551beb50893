import assert from 'node:assert/strict';
import { completeReport } from '../../../src/cli/completeReport.ts';
import type * as z from 'zod/mini';
import { editConfiguration, type ConfigurationEdit } from '../../../src/core/config/edit.ts';
import { brokenConfiguration, parseConfiguration } from '../../../src/core/config/parse.ts';
import type { Configuration } from '../../../src/core/config/schema.ts';
import type { ConfigurationStore } from '../../../src/core/config/store.ts';
import { CleanRoomError } from '../../../src/core/errors.ts';
import type { AuditEntry, AuditLog } from '../../../src/core/jobs/audit.ts';
import type { JobContext, ReadingJob, WritingJob } from '../../../src/core/jobs/job.ts';
import { reportSchema, type Report } from '../../../src/core/jobs/report.ts';
import { JobRunner, type Host, type RunRequest } from '../../../src/core/jobs/runner.ts';
import type { InMemoryService } from '../inMemoryService.ts';
import { Life } from './life.ts';

/** A configuration file that lives in memory; `text` outlives the process. */
export class MemoryFile implements ConfigurationStore {
  readonly file = 'collaboration-config.json';
  text: string | undefined;
  edits = 0;
  life: Life;

  constructor(text?: string, life: Life = new Life()) {
    this.text = text;
    this.life = life;
  }

  get configuration(): Configuration {
    const parsed = parseConfiguration(this.text ?? '');
    if ('problems' in parsed) throw brokenConfiguration(this.file, parsed.problems);
    return parsed.configuration;
  }

  read(): Promise<Configuration | undefined> {
    return Promise.resolve().then(() => (this.text === undefined ? undefined : this.configuration));
  }

  async edit(edits: readonly ConfigurationEdit[]): Promise<void> {
    await this.life.around(() => {
      const { text } = this;
      if (text === undefined) throw new CleanRoomError('configuration_missing', 'It has disappeared.');
      this.edits += 1;
      this.text = edits.reduce((edited, edit) => editConfiguration(this.file, edited, edit), text);
    });
  }

  async create(text: string): Promise<void> {
    await this.life.around(() => {
      if (this.text !== undefined) throw new CleanRoomError('configuration_conflict', 'It exists already.');
      this.text = text;
    });
  }
}

/** An audit log in memory that can fail from its nth entry on. */
export class MemoryAuditLog implements AuditLog {
  readonly entries: AuditEntry[] = [];
  opened = false;
  /** Entries that fit; the rest cannot be written. */
  room = Infinity;

  open(): void {
    if (this.room === 0) throw new CleanRoomError('audit_log_unwritable', 'The disk is full.');
    this.opened = true;
  }

  append(entry: AuditEntry): void {
    if (this.entries.length >= this.room) throw new CleanRoomError('audit_log_unwritable', 'The disk is full.');
    this.entries.push(entry);
  }
}

export interface Bench {
  service: InMemoryService;
  file?: MemoryFile;
  log?: MemoryAuditLog;
  signal?: AbortSignal;
  host?: Partial<Host>;
  onPause?: (milliseconds: number) => void;
  readinessLimitMs?: number;
}

export function contextOf({ service, file, signal, onPause, readinessLimitMs = 5000 }: Bench): JobContext {
  return {
    service,
    configuration: file,
    signal,
    readinessLimitMs,
    pause: async (milliseconds) => {
      onPause?.(milliseconds);
      await Promise.resolve();
    },
  };
}

export function runnerOf({ log = new MemoryAuditLog(), host = {} }: Bench): JobRunner {
  return new JobRunner({ user: 'ada', auditLog: log, allows: () => true, consent: () => Promise.resolve(true), ...host });
}

/** Runs a job as the program does and checks that its report fits the published schema. */
export async function runJob<Schema extends z.ZodMiniType>(
  bench: Bench,
  job: ReadingJob<Schema> | WritingJob<Schema>,
  input: object = {},
  request: RunRequest = {},
): Promise<Report> {
  const context = contextOf(bench);
  const runner = runnerOf(bench);
  const result = job.kind === 'reading' ? await runner.read(job, context, input) : await runner.write(job, context, input, request);
  const report = completeReport(job.id, 1, bench.service.connection, result, bench.service.callCounts());
  const checked = reportSchema.safeParse(JSON.parse(JSON.stringify(report)));
  assert.ok(checked.success, `the report does not fit its schema: ${JSON.stringify(checked.error?.issues)}`);
  return report;
}

/** What a rejected promise was rejected with, as one of our errors. */
export async function rejection(promise: Promise<unknown>): Promise<CleanRoomError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof CleanRoomError) return thrown;
    throw thrown;
  }
  return assert.fail('it should have been rejected');
}
