import type * as z from 'zod/mini';
import type { WritingJob } from '../../../../src/core/jobs/job.ts';
import type { Report } from '../../../../src/core/jobs/report.ts';
import { changeKey, type AllowProviders, type Change, type Plan } from '../../../../src/core/sync/change.ts';
import { contextOf, MemoryAuditLog, runJob, runnerOf } from '../../support/jobs.ts';
import type { Built } from './anyAccount.ts';

export interface Ran {
  report: Report;
  /** What the service was asked to write and refused. */
  refused: string[];
  /** What the service has written. */
  written: string[];
}

/** Runs a job over a world to its end. */
export async function run<Schema extends z.ZodMiniType>(
  { world, file, service }: Built,
  job: WritingJob<Schema>,
  input: object = {},
): Promise<Ran> {
  const log = new MemoryAuditLog();
  world.writes = [];
  const report = await runJob({ service: service(), file, log, readinessLimitMs: 0 }, job, input);
  return {
    report,
    refused: log.entries
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ operation, subject, error }) => `${operation} ${subject}: ${error}`),
    written: world.writes.map(({ operation }) => operation),
  };
}

export async function planOf<Schema extends z.ZodMiniType>(
  { file, service }: Built,
  job: WritingJob<Schema>,
  input: object = {},
): Promise<Plan> {
  const bench = { service: service(), file };
  return (await runnerOf(bench).plan(job, contextOf(bench), input)).plan;
}

/** Every change of a plan by its key. */
export function changesOf({ tables, collaborations }: Plan): Map<string, Change | AllowProviders> {
  return new Map<string, Change | AllowProviders>([
    ...tables.map((change) => [changeKey(undefined, change), change] as const),
    ...collaborations.flatMap(({ collaborationId, changes }) =>
      changes.map((change) => [changeKey(collaborationId, change), change] as const),
    ),
  ]);
}
