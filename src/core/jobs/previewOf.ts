import type { Connection } from '../model/connection.ts';
import type { Invitation } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import { itemOf } from '../sync/outcome.ts';
import type { CollaborationPlan, Plan } from '../sync/change.ts';
import { notReadyFindings } from './notReadyFindings.ts';
import type { JobResult } from './report.ts';
import { reportedPlan } from './reported.ts';
import { result } from './result.ts';

/** The result of a run that changes nothing: dry run and verify. */
export function previewOf(
  connection: Connection,
  involved: Plan,
  findings: readonly Finding[],
  invitations: readonly Invitation[],
  schemasOf: (plan: CollaborationPlan) => ReadonlyMap<string, SchemaReadiness>,
): JobResult {
  const collaborations = involved.collaborations.map((each) => {
    const existing = new Set(
      each.settled.filter(({ kind, outcome }) => kind === 'association' && outcome === 'existing').map(({ name }) => name),
    );
    return reportedPlan(connection, { ...each, wishedSchemas: each.wishedSchemas.filter((name) => existing.has(name)) }, schemasOf(each));
  });
  const found = involved.collaborations.flatMap((each) => {
    // What the plan makes or mends is no finding of its own: the change says it.
    const mended = new Set(
      each.changes
        .map(itemOf)
        .filter(({ kind }) => kind === 'association' || kind === 'analysis_rule')
        .map(({ name }) => name),
    );
    const existing = each.wishedSchemas.filter((name) => !mended.has(name));
    return [...each.findings, ...notReadyFindings(connection, each, existing, schemasOf(each))];
  });
  return result({
    collaborations,
    tables: involved.tables.map(({ tableName: name, configuredTableId: id, reason }) => ({
      kind: 'table_rule',
      name,
      id,
      outcome: 'planned',
      reason,
    })),
    findings: [...findings, ...found],
    invitations,
  });
}
