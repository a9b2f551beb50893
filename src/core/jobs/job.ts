import type * as z from 'zod/mini';
import type { ConfigurationStore } from '../config/store.ts';
import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import type { Plan } from '../sync/change.ts';
import type { ItemOutcome } from '../sync/outcome.ts';
import type { WriteRecorder } from './audit.ts';
import type { JobResult, ReportedCollaboration, ReportedFile } from './report.ts';

/** What a host must allow before a job runs. */
export type Permission = 'read' | 'accept' | 'associate' | 'repair' | 'configure';

/** What a job works with. */
export interface JobContext extends RunOptions {
  service: CleanRoomService;
  /** The file of this run; undefined where none is to be used. */
  configuration?: ConfigurationStore | undefined;
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long to wait for tables to become ready, in milliseconds. */
  readinessLimitMs: number;
}

/** What a writing job works with once its plan has been agreed to. Only the runner makes one. */
export interface WriteContext extends JobContext {
  recorder: WriteRecorder;
  onItem?: ((collaborationId: string, item: ItemOutcome) => void) | undefined;
  /** Told when a collaboration is done, with what is ready in it. */
  onCollaboration?: ((collaboration: ReportedCollaboration) => void) | undefined;
}

interface Described<Schema extends z.ZodMiniType> {
  /** The same word in every host: command, tool, remedy. */
  id: string;
  input: Schema;
  permission: Permission;
}

/** A job that changes nothing. */
export interface ReadingJob<Schema extends z.ZodMiniType, Result = JobResult> extends Described<Schema> {
  kind: 'reading';
  /** `onInterim` is told a result that is true, though not everything has been read yet. */
  run(context: JobContext, input: z.infer<Schema>, onInterim?: (interim: Result) => void): Promise<Result>;
}

/** What a writing job intends, in the form that a person agrees to. */
export interface Intention {
  plan: Plan;
  /** Files that will be written. */
  files: ReportedFile[];
  /** The result if nothing is done: the answer of a dry run. */
  preview: JobResult;
  /** Carries the intention out. */
  carryOut(context: WriteContext): Promise<JobResult>;
}

/** A job that changes something, after its plan has been seen. */
export interface WritingJob<Schema extends z.ZodMiniType> extends Described<Schema> {
  kind: 'writing';
  plan(context: JobContext, input: z.infer<Schema>): Promise<Intention>;
}
