import { asCleanRoomError, CleanRoomError } from '../errors.ts';
import { incompleteCollaboration, unreadableCollaboration } from '../diagnosis/collaborationFindings.ts';
import { leftOutByQuota, notReadyTable } from '../diagnosis/tableFindings.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { isOurs, worstFirst, type Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import { apply, type CollaborationOutcome } from '../sync/apply.ts';
import { awaitReadiness } from '../sync/awaitReadiness.ts';
import type { CollaborationPlan, Plan } from '../sync/change.ts';
import { identityOf } from '../sync/inventory.ts';
import { plan } from '../sync/plan.ts';
import { readInventory, type Scope } from '../sync/readInventory.ts';
import type { Wish } from '../sync/wishes.ts';
import { t } from '../text.ts';
import type { Intention, JobContext, WriteContext } from './job.ts';
import type { JobResult, ReportedCollaboration } from './report.ts';
import { reportedFinding, reportedInvitation, reportedOutcome, reportedPlan } from './reported.ts';

/** What a job that synchronises is about. */
export interface SynchronisationRequest {
  scope: Scope;
  wishes: readonly Wish[];
  /** Findings that the job has made already. */
  findings: readonly Finding[];
  /** Every invitation that is pending now, in scope or not. */
  invitations: readonly Invitation[];
  /** Done once, before the first write; `accepts` where the plan accepts an invitation. */
  before?: (context: WriteContext, accepts: boolean) => Promise<void>;
  onAccepted?: (membership: Membership) => Promise<void>;
  /** Done when a collaboration has nothing left to do; not where something failed. */
  onComplete?: (membershipId: string) => Promise<void>;
}

/** The plan that brings a scope into the wished state, and how to carry it out. */
export async function intendSynchronisation(context: JobContext, request: SynchronisationRequest): Promise<Intention> {
  const { service } = context;
  const { inventory, desired, findings } = await readInventory(service, request.scope, request.wishes, context);
  const planned = plan(inventory, desired);
  const shared = [...request.findings, ...findings];
  const schemas = new Map(inventory.collaborations.map((collaboration) => [identityOf(collaboration).collaborationId, collaboration.schemas]));
  const schemasOf = ({ collaborationId }: CollaborationPlan): ReadonlyMap<string, SchemaReadiness> => schemas.get(collaborationId) ?? new Map<string, SchemaReadiness>();
  const involved: Plan = { ...planned, collaborations: planned.collaborations.filter(({ changes, settled, membershipId }) => membershipId !== undefined || changes.length + settled.length > 0) };
  const held = planned.collaborations.filter((each) => !involved.collaborations.includes(each)).flatMap((each) => each.findings);

  return {
    plan: { ...involved, findings: worstFirst([...shared, ...held]) },
    files: [],
    preview: preview(context, involved, [...shared, ...held], request.invitations, schemasOf),
    async carryOut(write) {
      await request.before?.(write, involved.collaborations.some(({ changes }) => changes.some(({ kind }) => kind === 'acceptInvitation')));
      const collaborations: ReportedCollaboration[] = [];
      const found: Finding[] = [...shared, ...held];
      const accepted = new Set<string>();
      await apply(service, involved, {
        ...write,
        onAccepted: async (membership) => {
          accepted.add(membership.collaborationId);
          await keepGoing(found, context, membership, request.onAccepted?.(membership));
        },
      }, async (outcome) => {
        const readiness = await readinessAfter(write, outcome, schemasOf(outcome.plan), found);
        collaborations.push(reportedOutcome(service.connection, outcome, readiness));
        found.push(...outcome.plan.findings, ...notReadyFindings(context, outcome.plan, presentSchemas(outcome).filter((name) => write.signal?.aborted !== true || readiness.has(name)), readiness));
        const leftOut = outcome.items.filter((item) => item.kind === 'association' && item.outcome === 'left_out').map(({ name }) => name);
        if (leftOut.length > 0) found.push(leftOutByQuota(service.connection, outcome.plan, inventory.quotas.associationsPerMembership, leftOut));
        const failed = outcome.items.some((item) => item.outcome === 'failed') || outcome.plan.settled.some((item) => item.outcome === 'failed');
        if (!failed && outcome.membershipId !== undefined) {
          await keepGoing(found, context, { collaborationId: outcome.plan.collaborationId, collaborationName: outcome.plan.name }, request.onComplete?.(outcome.membershipId));
        }
      });
      const order = new Map(involved.collaborations.map(({ collaborationId }, index) => [collaborationId, index]));
      collaborations.sort((a, b) => (order.get(a.collaboration_id) ?? 0) - (order.get(b.collaboration_id) ?? 0));
      return result(collaborations, found, request.invitations.filter(({ collaborationId }) => !accepted.has(collaborationId)), write.signal?.aborted === true);
    },
  };
}

/** The result of a run that changes nothing: dry run and verify. */
function preview({ service: { connection }, ...context }: JobContext, involved: Plan, findings: readonly Finding[], invitations: readonly Invitation[], schemasOf: (plan: CollaborationPlan) => ReadonlyMap<string, SchemaReadiness>): JobResult {
  const collaborations = involved.collaborations.map((each) => {
    const existing = new Set(each.settled.filter(({ kind, outcome }) => kind === 'association' && outcome === 'existing').map(({ name }) => name));
    return reportedPlan(connection, { ...each, wishedSchemas: each.wishedSchemas.filter((name) => existing.has(name)) }, schemasOf(each));
  });
  const found = involved.collaborations.flatMap((each) => {
    const mended = new Set(each.changes.filter(({ kind }) => kind === 'createAnalysisRule' || kind === 'createAssociation').map((change) => ('associationName' in change ? change.associationName : 'name' in change ? change.name : '')));
    const existing = each.wishedSchemas.filter((name) => !mended.has(name));
    return [...each.findings, ...notReadyFindings({ ...context, service: { connection } }, each, existing, schemasOf(each))];
  });
  return result(collaborations, [...findings, ...found], invitations, false);
}

/** What a plan would make, as findings: for verify, which does not make it. */
export function missingFindings({ plan: { connection, collaborations } }: Intention): Finding[] {
  return collaborations.flatMap((each) => {
    const count = (kind: (typeof each.changes)[number]['kind']): number => each.changes.filter((change) => change.kind === kind).length;
    const missing = [
      { number: count('createAssociation'), sentence: t('{0} associations', count('createAssociation')) },
      { number: count('createAnalysisRule'), sentence: t('{0} collaboration analysis rules', count('createAnalysisRule')) },
      { number: count('createIdNamespaceAssociation'), sentence: t('the ID namespace association') },
    ].filter(({ number }) => number > 0).map(({ sentence }) => sentence);
    return missing.length === 0 ? [] : [incompleteCollaboration(connection, each, missing)];
  });
}

/** Puts a result together; ok means that nothing failed, was left out or waits for us. */
export function result(collaborations: ReportedCollaboration[], findings: readonly Finding[], invitations: readonly Invitation[], cancelled: boolean): JobResult {
  const distinct = [...new Map(findings.map((finding) => [JSON.stringify([finding.id, finding.connectionId, finding.subject]), finding])).values()];
  const short = collaborations.some(({ items }) => items.some(({ outcome }) => outcome === 'failed' || outcome === 'left_out'));
  return {
    ok: !cancelled && !short && !distinct.some(isOurs),
    dryRun: false,
    collaborations,
    findings: worstFirst(distinct).map(reportedFinding),
    invitations: invitations.map(reportedInvitation),
  };
}

/** The associations that exist after the run. */
function presentSchemas({ plan: { settled, wishedSchemas }, items }: CollaborationOutcome): string[] {
  const present = new Set([...settled, ...items].filter(({ kind, outcome }) => kind === 'association' && (outcome === 'existing' || outcome === 'created')).map(({ name }) => name));
  return wishedSchemas.filter((name) => present.has(name));
}

/** What was known before stays known for what was not touched, so that a run without changes asks nothing twice. */
async function readinessAfter(context: WriteContext, outcome: CollaborationOutcome, before: ReadonlyMap<string, SchemaReadiness>, findings: Finding[]): Promise<Map<string, SchemaReadiness>> {
  const { service, pause, readinessLimitMs: limitMs, signal } = context;
  const done = outcome.items.filter(({ outcome: what }) => what !== 'failed' && what !== 'left_out');
  const touched = new Set(done.filter(({ kind }) => kind === 'association' || kind === 'analysis_rule').map(({ name }) => name));
  // A rule that an interrupted run made a moment ago: the service says that there is none, the list that there is.
  for (const { kind, name, outcome: what } of outcome.plan.settled) {
    const known = before.get(name);
    const behind = known === undefined || (!known.ready && known.reasons.every(({ code }) => code === 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED'));
    if (kind === 'analysis_rule' && what === 'existing' && behind) touched.add(name);
  }
  const settledRules = outcome.plan.settled.filter(({ kind, outcome: what }) => kind === 'analysis_rule' && what === 'existing');
  const withRule = new Set([...done, ...settledRules].filter(({ kind }) => kind === 'analysis_rule').map(({ name }) => name));
  try {
    const after = await awaitReadiness(service, outcome.plan.collaborationId, [...touched], { limitMs, pause, signal, withRule });
    return new Map([...before, ...after]);
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    findings.push(unreadableCollaboration(service.connection, outcome.plan, error));
    return new Map(before);
  }
}

function notReadyFindings({ service: { connection } }: Pick<JobContext, never> & { service: { connection: JobContext['service']['connection'] } }, collaboration: CollaborationPlan, names: readonly string[], schemas: ReadonlyMap<string, SchemaReadiness>): Finding[] {
  // Without a possible receiver there is no rule: that finding says it once, rather than every table again.
  const waitsForReceiver = collaboration.findings.some(({ id }) => id === 'rule.no_receiver');
  return names.filter((name) => {
    const schema = schemas.get(name);
    const noRule = schema?.reasons.some(({ code }) => code === 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED') === true;
    return schema?.ready !== true && !(waitsForReceiver && noRule);
  }).map((name) => notReadyTable(connection, collaboration, name, schemas.get(name)));
}

/** Noting something in the configuration must not undo or stop what the service has done: its failure is a finding. */
async function keepGoing(findings: Finding[], { service: { connection }, configuration }: JobContext, membership: Pick<Membership, 'collaborationId' | 'collaborationName'>, noting: Promise<void> | undefined): Promise<void> {
  try {
    await noting;
  } catch (thrown) {
    const error: CleanRoomError = asCleanRoomError(thrown);
    findings.push({
      id: 'configuration.not_written', severity: 'error', waitsFor: 'you', connectionId: connection.id,
      subject: { kind: 'configuration', name: configuration?.file ?? '', collaborationId: membership.collaborationId },
      title: t('"{0}" could not be noted in the configuration: {1}', membership.collaborationName, error.message),
      evidence: [], remedies: error.remedy === undefined ? [] : [{ title: error.remedy }],
    });
  }
}
