import type { Connection } from '../model/connection.ts';
import type { Invitation } from '../model/collaboration.ts';
import type { Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import { itemOf, presentSchemas, type CollaborationOutcome, type ItemOutcome } from '../sync/outcome.ts';
import type { CollaborationPlan, SettledItem } from '../sync/change.ts';
import type { CollaborationIdentity } from '../sync/inventory.ts';
import { causeOf } from '../diagnosis/readinessCauses.ts';
import { t } from '../text.ts';
import { noCounts, type ReportedCollaboration, type ReportedFinding, type ReportedInvitation, type ReportedItem } from './report.ts';

/** A collaboration with nothing counted yet. */
export function reportedCollaboration(connection: Connection, identity: CollaborationIdentity): ReportedCollaboration {
  return {
    collaboration_id: identity.collaborationId,
    membership_id: identity.membershipId ?? null,
    name: identity.name,
    creator_account_id: identity.creatorAccountId,
    account_id: connection.accountId,
    region: connection.region,
    accepted: false,
    ...noCounts(),
    items: [],
  };
}

/** A plan that was not applied: what would be done, and what is settled anyway. */
export function reportedPlan(
  connection: Connection,
  plan: CollaborationPlan,
  schemas: ReadonlyMap<string, SchemaReadiness>,
): ReportedCollaboration {
  const planned: ReportedItem[] = plan.changes.map((change) => ({ ...itemOf(change), outcome: 'planned', reason: change.reason }));
  return withItems(reportedCollaboration(connection, plan), [
    ...planned,
    ...plan.settled.map(settledItem),
    ...tableItems(plan.wishedSchemas, schemas),
  ]);
}

/** An applied plan: everything that was created, existed, failed or was left out, and which tables are ready. */
export function reportedOutcome(
  connection: Connection,
  outcome: CollaborationOutcome,
  schemas: ReadonlyMap<string, SchemaReadiness>,
): ReportedCollaboration {
  const { plan, membershipId, items } = outcome;
  const reported = withItems(reportedCollaboration(connection, plan), [
    ...items.map(appliedItem),
    ...plan.settled.map(settledItem),
    ...tableItems(presentSchemas(outcome), schemas),
  ]);
  return {
    ...reported,
    membership_id: membershipId ?? null,
    accepted: items.some((item) => item.kind === 'membership' && item.outcome !== 'failed' && item.outcome !== 'left_out'),
  };
}

export function reportedFinding({ id, severity, waitsFor, connectionId, subject, title, evidence, remedies }: Finding): ReportedFinding {
  return {
    id,
    severity,
    waits_for: waitsFor,
    connection: connectionId,
    subject: {
      kind: subject.kind,
      name: subject.name,
      ...(subject.collaborationId === undefined ? {} : { collaboration_id: subject.collaborationId }),
      ...(subject.collaborationName === undefined ? {} : { collaboration_name: subject.collaborationName }),
      ...(subject.membershipId === undefined ? {} : { membership_id: subject.membershipId }),
      ...(subject.roomId === undefined ? {} : { room_id: subject.roomId }),
      ...(subject.roomName === undefined ? {} : { room_name: subject.roomName }),
      ...(subject.id === undefined ? {} : { id: subject.id }),
    },
    title,
    evidence: [...evidence],
    remedies: remedies.map((remedy) => ({ ...remedy })),
  };
}

export function reportedInvitation({ collaborationId, name, creatorAccountId, createTime }: Invitation): ReportedInvitation {
  return { collaboration_id: collaborationId, name, creator_account_id: creatorAccountId, create_time: createTime };
}

/** An item of a run, in the report's words. */
export function appliedItem({ kind, name, outcome, reason, id, requestId, code }: ItemOutcome): ReportedItem {
  return {
    kind,
    name,
    outcome,
    reason,
    ...(id === undefined ? {} : { id }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
    ...(code === undefined ? {} : { code }),
  };
}

function settledItem({ kind, name, outcome, reason, id }: SettledItem): ReportedItem {
  return { kind, name, outcome, reason, ...(id === undefined ? {} : { id }) };
}

function tableItems(names: readonly string[], schemas: ReadonlyMap<string, SchemaReadiness>): ReportedItem[] {
  return names.map((name) => {
    const schema = schemas.get(name);
    const reason =
      schema === undefined
        ? t('AWS Clean Rooms does not know the table yet.')
        : schema.reasons.map((each) => `${each.code}: ${causeOf(each).sentence}`).join(' ');
    return { kind: 'table', name, outcome: schema?.ready === true ? 'ready' : 'not_ready', reason };
  });
}

function withItems(collaboration: ReportedCollaboration, items: readonly ReportedItem[]): ReportedCollaboration {
  for (const item of items) countItem(collaboration, item);
  return { ...collaboration, items: [...items] };
}

function countItem({ associations, analysis_rules, id_namespaces, tables }: ReportedCollaboration, { kind, outcome }: ReportedItem): void {
  if (kind === 'table') {
    if (outcome === 'ready' || outcome === 'not_ready') tables[outcome] += 1;
    return;
  }
  if (outcome === 'ready' || outcome === 'not_ready' || kind === 'membership' || kind === 'table_rule') return;
  if (kind === 'analysis_rule') analysis_rules[outcome === 'left_out' ? 'failed' : outcome] += 1;
  else (kind === 'association' ? associations : id_namespaces)[outcome] += 1;
}
