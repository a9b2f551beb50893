import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import { leftOutByQuota } from '../diagnosis/tableFindings.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { worstFirst, type Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import { apply } from '../sync/apply.ts';
import { presentSchemas } from '../sync/outcome.ts';
import { countChanges, type CollaborationPlan, type Plan } from '../sync/change.ts';
import { identityOf } from '../sync/inventory.ts';
import { plan } from '../sync/plan.ts';
import { readInventory, type Scope } from '../sync/readInventory.ts';
import type { Wish } from '../sync/wishes.ts';
import { t } from '../text.ts';
import type { Intention, JobContext, WriteContext } from './job.ts';
import { notReadyFindings } from './notReadyFindings.ts';
import { previewOf } from './previewOf.ts';
import { readinessAfter } from './readinessAfter.ts';
import type { ReportedCollaboration, ReportedFile } from './report.ts';
import { reportedOutcome } from './reported.ts';
import { result } from './result.ts';

/** What a job that synchronises is about. */
export interface SynchronisationRequest {
  scope: Scope;
  wishes: readonly Wish[];
  /** Findings that the job has made already. */
  findings: readonly Finding[];
  /** Every invitation that is pending now, in scope or not. */
  invitations: readonly Invitation[];
  /** The files that carrying this plan out writes. */
  files?: (plan: Plan) => ReportedFile[];
  /** Done once, before the first write; `accepts` where the plan accepts an invitation. */
  before?: (accepts: boolean) => Promise<void>;
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
  const schemas = new Map(
    inventory.collaborations.map((collaboration) => [identityOf(collaboration).collaborationId, collaboration.schemas]),
  );
  const schemasOf = ({ collaborationId }: CollaborationPlan): ReadonlyMap<string, SchemaReadiness> =>
    schemas.get(collaborationId) ?? new Map<string, SchemaReadiness>();
  const involved: Plan = {
    ...planned,
    collaborations: planned.collaborations.filter(
      ({ changes, settled, membershipId }) => membershipId !== undefined || changes.length + settled.length > 0,
    ),
  };
  const held = planned.collaborations.filter((each) => !involved.collaborations.includes(each)).flatMap((each) => each.findings);

  const files = request.files?.(involved) ?? [];

  return {
    plan: { ...involved, findings: worstFirst([...shared, ...held]) },
    files,
    preview: {
      ...previewOf(service.connection, involved, [...shared, ...held], request.invitations, schemasOf),
      ...(files.length > 0 ? { files } : {}),
    },
    async carryOut(write) {
      await request.before?.(countChanges(involved).acceptInvitation > 0);
      const collaborations: ReportedCollaboration[] = [];
      const found: Finding[] = [...shared, ...held];
      const accepted = new Set<string>();
      const waiting = new Map<string, number>();
      await apply(
        service,
        involved,
        {
          ...write,
          onAccepted: async (membership) => {
            accepted.add(membership.collaborationId);
            await keepGoing(found, context, membership, request.onAccepted?.(membership));
          },
        },
        async (outcome) => {
          const readiness = await readinessAfter(write, outcome, schemasOf(outcome.plan), found, (open) => {
            waiting.set(outcome.plan.collaborationId, open);
            reportWaiting(write, waiting);
          });
          waiting.delete(outcome.plan.collaborationId);
          collaborations.push(reportedOutcome(service.connection, outcome, readiness));
          found.push(
            ...outcome.plan.findings,
            ...notReadyFindings(
              service.connection,
              outcome.plan,
              presentSchemas(outcome).filter((name) => write.signal?.aborted !== true || readiness.has(name)),
              readiness,
            ),
          );
          const leftOut = outcome.items
            .filter((item) => item.kind === 'association' && item.outcome === 'left_out')
            .map(({ name }) => name);
          if (leftOut.length > 0) found.push(leftOutByQuota(service.connection, outcome.plan, inventory.quotas, leftOut));
          const failed =
            outcome.items.some((item) => item.outcome === 'failed') || outcome.plan.settled.some((item) => item.outcome === 'failed');
          if (!failed && outcome.membershipId !== undefined) {
            await keepGoing(
              found,
              context,
              { collaborationId: outcome.plan.collaborationId, collaborationName: outcome.plan.name },
              request.onComplete?.(outcome.membershipId),
            );
          }
        },
      );
      const order = new Map(involved.collaborations.map(({ collaborationId }, index) => [collaborationId, index]));
      collaborations.sort((a, b) => (order.get(a.collaboration_id) ?? 0) - (order.get(b.collaboration_id) ?? 0));
      const remaining = request.invitations.filter(({ collaborationId }) => !accepted.has(collaborationId));
      return { ...result(collaborations, found, remaining, write.signal?.aborted === true), ...(files.length > 0 ? { files } : {}) };
    },
  };
}

function reportWaiting({ onProgress }: WriteContext, waiting: ReadonlyMap<string, number>): void {
  const open = [...waiting.values()].reduce((sum, each) => sum + each, 0);
  onProgress?.({ phase: 'waiting', done: 0, total: 0, message: t('Waiting for {0} tables to become ready', open) });
}

/** Noting something in the configuration must not undo or stop what the service has done: its failure is a finding. */
async function keepGoing(
  findings: Finding[],
  { service: { connection }, configuration }: JobContext,
  membership: Pick<Membership, 'collaborationId' | 'collaborationName'>,
  noting: Promise<void> | undefined,
): Promise<void> {
  try {
    await noting;
  } catch (thrown) {
    const error: CleanRoomError = asCleanRoomError(thrown);
    findings.push({
      id: 'configuration.not_written',
      severity: 'error',
      waitsFor: 'you',
      connectionId: connection.id,
      subject: { kind: 'configuration', name: configuration?.file ?? '', collaborationId: membership.collaborationId },
      title: t('"{0}" could not be noted in the configuration: {1}', membership.collaborationName, error.message),
      evidence: [],
      remedies: error.remedy === undefined ? [] : [{ title: error.remedy }],
    });
  }
}
