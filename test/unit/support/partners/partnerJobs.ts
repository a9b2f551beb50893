import type * as z from 'zod/mini';
import type { JobContext, PartnerIntention, PartnerJob } from '../../../../src/core/jobs/job.ts';
import { partnerResultSchema, type PartnerResult, type ReportedStep } from '../../../../src/core/jobs/partners/partnerReport.ts';
import { JobRunner, type Host } from '../../../../src/core/jobs/runner.ts';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import { MemoryAuditLog } from '../jobs.ts';

/** What a job about partners is run with. */
export interface PartnerBench extends Partial<Omit<JobContext, 'service'>> {
  service: CleanRoomService;
  log?: MemoryAuditLog;
  host?: Partial<Host>;
  onStep?: (step: ReportedStep) => void;
}

export function partnerContext({ service, log: _log, host: _host, onStep: _onStep, ...context }: PartnerBench): JobContext {
  return { service, readinessLimitMs: 0, pause: () => Promise.resolve(), ...context };
}

/** What a job about partners would do. */
export function planPartnerJob<Schema extends z.ZodMiniType>(
  bench: PartnerBench,
  job: PartnerJob<Schema>,
  input: object,
): Promise<PartnerIntention> {
  return runner(bench).plan(job, partnerContext(bench), input);
}

/** Plans, agrees and carries out, and checks that the result fits the published schema. */
export async function runPartnerJob<Schema extends z.ZodMiniType>(
  bench: PartnerBench,
  job: PartnerJob<Schema>,
  input: object,
): Promise<PartnerResult> {
  const result = await runner(bench).write(job, partnerContext(bench), input, { onStep: bench.onStep });
  const { dryRun, ...rest } = result;
  partnerResultSchema.parse(JSON.parse(JSON.stringify({ ...rest, dry_run: dryRun })));
  return result;
}

function runner({ log = new MemoryAuditLog(), host = {} }: PartnerBench): JobRunner {
  return new JobRunner({ user: 'ada', auditLog: log, allows: () => true, consent: () => Promise.resolve(true), ...host });
}

/** What became of what, in one line each: `done question|question-1`. */
export function outcomes({ items }: PartnerResult): string[] {
  return items.map(({ outcome, key }) => `${outcome} ${key}`);
}
