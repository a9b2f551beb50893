import { asCleanRoomError } from '../errors.ts';
import { unreadableCollaboration } from '../diagnosis/collaborationFindings.ts';
import type { Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { ReplaceAssociation } from '../sync/change.ts';
import { itemsThere, type CollaborationOutcome } from '../sync/outcome.ts';
import { awaitReadiness } from '../sync/awaitReadiness.ts';
import type { WriteContext } from './job.ts';

/** What was known before stays known for what was not touched, so that a run without changes asks nothing twice. */
export async function readinessAfter(
  context: WriteContext,
  outcome: CollaborationOutcome,
  before: ReadonlyMap<string, SchemaReadiness>,
  findings: Finding[],
  onWait: (open: number) => void,
): Promise<Map<string, SchemaReadiness>> {
  const { service, pause, readinessLimitMs: limitMs, signal } = context;
  // What was deleted for good becomes ready no more.
  const done = itemsThere(outcome).filter(({ outcome: what }) => what !== 'failed' && what !== 'left_out');
  const touched = new Set(done.filter(({ kind }) => kind === 'association' || kind === 'analysis_rule').map(({ name }) => name));
  // A rule that an interrupted run made a moment ago: the service says that there is none, the list that there is.
  for (const { kind, name, outcome: what } of outcome.plan.settled) {
    const known = before.get(name);
    const behind =
      known === undefined || (!known.ready && known.reasons.every(({ code }) => code === 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'));
    if (kind === 'analysis_rule' && what === 'existing' && behind) touched.add(name);
  }
  const settledRules = outcome.plan.settled.filter(({ kind, outcome: what }) => kind === 'analysis_rule' && what === 'existing');
  const withRule = new Set([
    ...[...done, ...settledRules].filter(({ kind }) => kind === 'analysis_rule').map(({ name }) => name),
    ...outcome.plan.changes.flatMap((change) => (change.kind === 'replaceAssociation' && takesRule(change, before) ? [change.name] : [])),
  ]);
  try {
    const after = await awaitReadiness(service, outcome.plan.collaborationId, [...touched], { limitMs, pause, signal, withRule, onWait });
    return new Map([...before, ...after]);
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    findings.push(unreadableCollaboration(service.connection, outcome.plan, error));
    return new Map(before);
  }
}

/** A renamed association takes its rule along, where it has one. */
function takesRule({ rule, associationName }: ReplaceAssociation, before: ReadonlyMap<string, SchemaReadiness>): boolean {
  const reasons = before.get(associationName)?.reasons;
  return rule !== undefined || reasons?.every(({ code }) => code !== 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED') === true;
}
