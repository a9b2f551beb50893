import type * as z from 'zod/mini';
import type { AuditTrail } from '../auditTrail.ts';
import type { ConfigurationStore } from '../config/store.ts';
import type { EngagementStore } from '../onboarding/engagementStore.ts';
import type { PartnerSettingsStore } from '../partners/partnerSettings.ts';
import type { PartnerPlan } from '../partners/steps.ts';
import type { RunOptions } from '../progress.ts';
import type { CleanRoomService } from '../service.ts';
import type { Plan } from '../sync/change.ts';
import type { ItemOutcome } from '../sync/outcome.ts';
import type { WriteRecorder } from './audit.ts';
import type { PartnerResult, ReportedStep } from './partners/partnerReport.ts';
import type { JobResult, ReportedCollaboration, ReportedFile } from './report.ts';

/** What a host must allow before a job runs. */
export type Permission = 'read' | 'accept' | 'associate' | 'repair' | 'configure' | 'invite' | 'grant' | 'create' | 'run' | 'onboard';

/** What a job works with. */
export interface JobContext extends RunOptions {
  service: CleanRoomService;
  /** The file of this run; undefined where none is to be used. */
  configuration?: ConfigurationStore | undefined;
  /** What this folder keeps about partners: templates, reminders. Undefined where there is no folder. */
  partnerSettings?: PartnerSettingsStore | undefined;
  /** The onboarding files of this folder. */
  engagements?: EngagementStore | undefined;
  /** What this machine's processes have written before, for histories. */
  auditTrail?: AuditTrail | undefined;
  /** Who runs this, by the operating system: for audit logs and onboarding files, never for a partner's eyes. */
  user?: string | undefined;
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
  /** Told what became of each step of a plan about partners, as it happens. */
  onStep?: ((step: ReportedStep) => void) | undefined;
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

/** What a writing job answers: about collaborations and their tables, or about partners. */
export type AnyResult = JobResult | PartnerResult;

/** What a writing job intends, in the form that a person agrees to. */
export interface Intention<Result extends AnyResult = JobResult, Planned extends Plan | PartnerPlan = Plan> {
  plan: Planned;
  /** Files that will be written. */
  files: ReportedFile[];
  /** The result if nothing is done: the answer of a dry run. */
  preview: Result;
  /** Carries the intention out. */
  carryOut(context: WriteContext): Promise<Result>;
}

/** The part of an intention that a person agrees to. */
export type ShownIntention<Planned extends Plan | PartnerPlan = Plan> = Pick<Intention<AnyResult, Planned>, 'plan' | 'files'>;

/** What a job about partners intends. */
export type PartnerIntention = Intention<PartnerResult, PartnerPlan>;

/** Whatever a job intends. */
export type AnyIntention = Intention<AnyResult, Plan | PartnerPlan>;

/** A job that changes something, after its plan has been seen. */
export interface WritingJob<
  Schema extends z.ZodMiniType,
  Result extends AnyResult = JobResult,
  Planned extends Plan | PartnerPlan = Plan,
> extends Described<Schema> {
  kind: 'writing';
  plan(context: JobContext, input: z.infer<Schema>): Promise<Intention<Result, Planned>>;
}

/** A writing job about partners. */
export type PartnerJob<Schema extends z.ZodMiniType> = WritingJob<Schema, PartnerResult, PartnerPlan>;

/** Tells a plan about partners from one about collaborations and their tables. */
export function isPartnerPlan(plan: Plan | PartnerPlan): plan is PartnerPlan {
  return 'steps' in plan;
}
