import * as z from 'zod/mini';
import { CleanRoomError, stopIfCancelled } from '../errors.ts';
import { countChanges, type Plan } from '../sync/change.ts';
import type { ItemOutcome } from '../sync/outcome.ts';
import { issueText } from '../issueText.ts';
import { t } from '../text.ts';
import type { AuditLog, WriteRecorder } from './audit.ts';
import {
  isPartnerPlan,
  type AnyIntention,
  type AnyResult,
  type Intention,
  type JobContext,
  type Permission,
  type ReadingJob,
  type WritingJob,
} from './job.ts';
import type { ReportedCollaboration } from './report.ts';
import type { PartnerPlan } from '../partners/steps.ts';
import type { ReportedStep } from './partners/partnerReport.ts';

/** How a host lets jobs run. */
export interface Host {
  /** The operating system's user, for the audit log. */
  user: string;
  auditLog: AuditLog;
  allows(permission: Permission): boolean;
  /**
   * Shows the plan and asks once. On the command line starting the command is the consent.
   * False ends the job with nothing written.
   */
  consent(intention: AnyIntention): Promise<boolean>;
}

export interface RunRequest {
  dryRun?: boolean | undefined;
  onItem?: ((collaborationId: string, item: ItemOutcome) => void) | undefined;
  onCollaboration?: ((collaboration: ReportedCollaboration) => void) | undefined;
  onStep?: ((step: ReportedStep) => void) | undefined;
}

/** The one way to run a job: validate, check the permission, show the plan and take consent, run, record every write. */
export class JobRunner {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs a job that changes nothing. Raises CleanRoomError. */
  async read<Schema extends z.ZodMiniType, Result>(
    job: ReadingJob<Schema, Result>,
    context: JobContext,
    input: unknown,
    onInterim?: (interim: Result) => void,
  ): Promise<Result> {
    const valid = this.#validated(job, input);
    return job.run(context, valid, onInterim);
  }

  /** What a writing job would do; nothing is done. Raises CleanRoomError. */
  async plan<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    job: WritingJob<Schema, Result, Planned>,
    context: JobContext,
    input: unknown,
  ): Promise<Intention<Result, Planned>> {
    return job.plan(context, this.#validated(job, input));
  }

  /** Plans a writing job, asks, and carries it out. With `dryRun`, or without consent, nothing is written anywhere. */
  async write<Schema extends z.ZodMiniType, Result extends AnyResult, Planned extends Plan | PartnerPlan>(
    job: WritingJob<Schema, Result, Planned>,
    context: JobContext,
    input: unknown,
    { dryRun = false, onItem, onCollaboration, onStep }: RunRequest = {},
  ): Promise<Result> {
    const intention = await this.plan(job, context, input);
    stopIfCancelled(context.signal);
    if (dryRun) return { ...intention.preview, dryRun: true };
    const changes = numberOfChanges(intention.plan);
    const nothingToDo = changes === 0 && intention.files.length === 0;
    if (!nothingToDo && !(await this.#host.consent(intention))) throw new CleanRoomError('cancelled', t('Nothing was changed.'));
    stopIfCancelled(context.signal);
    if (changes > 0) this.#host.auditLog.open();
    return intention.carryOut({ ...context, recorder: this.#recorder(job.id, context), onItem, onCollaboration, onStep });
  }

  #validated<Schema extends z.ZodMiniType>(job: { id: string; input: Schema; permission: Permission }, input: unknown): z.infer<Schema> {
    const parsed = job.input.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new CleanRoomError(
        'invalid_input',
        t('{0}: {1}', issue?.path.join('.') ?? job.id, issue === undefined ? t('wrong input') : issueText(issue, input)),
      );
    }
    if (!this.#host.allows(job.permission)) throw new CleanRoomError('not_permitted', t('"{0}" is not permitted here.', job.id));
    return parsed.data;
  }

  #recorder(job: string, { service: { connection } }: JobContext): WriteRecorder {
    const { auditLog, user } = this.#host;
    return {
      record: ({ operation, subject, requestId, outcome, error, about }) => {
        auditLog.append({
          when: new Date().toISOString(),
          who: user,
          connection: { id: connection.id, accountId: connection.accountId, region: connection.region, sandbox: connection.sandbox },
          job,
          operation,
          subject,
          outcome,
          ...(requestId === undefined ? {} : { requestId }),
          ...(error === undefined ? {} : { error }),
          ...(about === undefined ? {} : { about }),
        });
      },
    };
  }
}

/** How many writes a plan holds. */
export function numberOfChanges(plan: Plan | PartnerPlan): number {
  return isPartnerPlan(plan) ? plan.steps.length : countChanges(plan).total;
}
