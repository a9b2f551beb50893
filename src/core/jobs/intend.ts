import { asCleanRoomError, type CleanRoomError } from '../errors.ts';
import { leftOutByQuota } from '../diagnosis/tableFindings.ts';
import type { Invitation, Membership } from '../model/collaboration.ts';
import { worstFirst, type Finding } from '../model/finding.ts';
import type { Quotas } from '../model/quota.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import { apply } from '../sync/apply.ts';
import { presentSchemas, type CollaborationOutcome } from '../sync/outcome.ts';
import { countChanges, type CollaborationPlan, type Plan } from '../sync/change.ts';
import { counted, t } from '../text.ts';
import type { Intention, JobContext, WriteContext } from './job.ts';
import { notReadyFindings } from './notReadyFindings.ts';
import { previewOf } from './previewOf.ts';
import { readinessAfter } from './readinessAfter.ts';
import type { ReportedCollaboration, ReportedFile } from './report.ts';
import { appliedItem, reportedOutcome } from './reported.ts';
import { result } from './result.ts';

/** A plan, and all that carrying it out has to know beside it. */
export interface PlannedWork {
  plan: Plan;
  /** Findings beside those of the plan's collaborations. */
  found: readonly Finding[];
  /** Every invitation that is pending now, in scope or not. */
  invitations: readonly Invitation[];
  quotas: Quotas;
  /** What was ready before. */
  schemasOf: (collaboration: Pick<CollaborationPlan, 'collaborationId'>) => ReadonlyMap<string, SchemaReadiness>;
  /** The files that carrying this plan out writes. */
  files?: readonly ReportedFile[];
  /** Done once, before the first write; `accepts` where the plan accepts an invitation. */
  before?: ((accepts: boolean) => Promise<void>) | undefined;
  onAccepted?: ((membership: Membership) => Promise<void>) | undefined;
  /** Collaborations of which only a part is to be done, by id. */
  partial?: ReadonlySet<string>;
  /** Done when a collaboration has nothing left to do; not where something failed, or only a part was to be done. */
  onComplete?: ((membershipId: string) => Promise<void>) | undefined;
}

/** What a job intends with a plan: its preview, and how it is carried out. */
export function intend(context: JobContext, work: PlannedWork): Intention {
  const { service } = context;
  const { plan, found, invitations, schemasOf, files = [] } = work;
  const written = files.length > 0 ? { files: [...files] } : {};
  return {
    plan: { ...plan, findings: worstFirst([...plan.findings, ...found]) },
    files: [...files],
    preview: { ...previewOf(service.connection, plan, found, invitations, schemasOf), ...written },
    carryOut: async (write) => ({ ...(await carryOut(context, work, write)), ...written }),
  };
}

async function carryOut(context: JobContext, work: PlannedWork, write: WriteContext): Promise<ReturnType<typeof result>> {
  const { service } = context;
  const { plan, quotas, schemasOf } = work;
  await work.before?.(countChanges(plan).acceptInvitation > 0);
  const collaborations: ReportedCollaboration[] = [];
  const found: Finding[] = [...work.found];
  const accepted = new Set<string>();
  const waiting = new Map<string, number>();

  const finish = async (outcome: CollaborationOutcome): Promise<void> => {
    const { collaborationId, name } = outcome.plan;
    const readiness = await readinessAfter(write, outcome, schemasOf(outcome.plan), found, (open) => {
      waiting.set(collaborationId, open);
      reportWaiting(write, waiting);
    });
    waiting.delete(collaborationId);
    const reported = reportedOutcome(service.connection, outcome, readiness);
    collaborations.push(reported);
    write.onCollaboration?.(reported);
    const known = presentSchemas(outcome).filter((each) => write.signal?.aborted !== true || readiness.has(each));
    found.push(...outcome.plan.findings, ...notReadyFindings(service.connection, outcome.plan, known, readiness));
    const leftOut = outcome.items.filter((item) => item.kind === 'association' && item.outcome === 'left_out').map((item) => item.name);
    if (leftOut.length > 0) found.push(leftOutByQuota(service.connection, outcome.plan, quotas, leftOut));
    const failed = [...outcome.items, ...outcome.plan.settled].some((item) => item.outcome === 'failed');
    const partial = work.partial?.has(collaborationId) === true;
    if (!failed && !partial && outcome.membershipId !== undefined)
      await keepGoing(found, context, { collaborationId, collaborationName: name }, work.onComplete?.(outcome.membershipId));
  };
  const applied = await apply(
    service,
    plan,
    {
      ...write,
      onAccepted: async (membership) => {
        accepted.add(membership.collaborationId);
        await keepGoing(found, context, membership, work.onAccepted?.(membership));
      },
    },
    finish,
  );
  const order = new Map(plan.collaborations.map(({ collaborationId }, index) => [collaborationId, index]));
  collaborations.sort((a, b) => (order.get(a.collaboration_id) ?? 0) - (order.get(b.collaboration_id) ?? 0));
  const remaining = work.invitations.filter(({ collaborationId }) => !accepted.has(collaborationId));
  return result({
    collaborations,
    tables: applied.tables.map(appliedItem),
    findings: found,
    invitations: remaining,
    cancelled: write.signal?.aborted === true,
  });
}

function reportWaiting({ onProgress }: WriteContext, waiting: ReadonlyMap<string, number>): void {
  const open = [...waiting.values()].reduce((sum, each) => sum + each, 0);
  onProgress?.({
    phase: 'waiting',
    done: 0,
    total: 0,
    message: counted(open, t('Waiting for 1 table to become ready'), t('Waiting for {0} tables to become ready', open)),
  });
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
