import type { Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { Plan } from '../sync/change.ts';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { identityOf, type Inventory } from '../sync/inventory.ts';
import { plan } from '../sync/plan.ts';
import { readInventory, type Scope } from '../sync/readInventory.ts';
import type { Wish } from '../sync/wishes.ts';
import { outdatedPlan } from '../diagnosis/planFindings.ts';
import { agreedPart } from './agreedChanges.ts';
import { intend, type PlannedWork } from './intend.ts';
import type { Intention, JobContext } from './job.ts';
import type { ReportedFile } from './report.ts';
import { onlySelected, type Selection } from './selection.ts';

/** What a job that synchronises is about. */
export interface SynchronisationRequest extends Pick<PlannedWork, 'invitations' | 'before' | 'onAccepted' | 'onComplete'> {
  scope: Scope;
  wishes: readonly Wish[];
  /** Findings that the job has made already. */
  findings: readonly Finding[];
  /** The files that carrying this plan out writes. */
  files?: (plan: Plan) => ReportedFile[];
  /** Undefined: everything that is wished. */
  selection?: Selection | undefined;
  /** Undefined: every change of the plan. Otherwise only those, by their keys. */
  agreed?: ReadonlySet<string> | undefined;
}

/** What is, what should be, and the plan from the one to the other. */
export interface Synchronisation {
  inventory: Inventory;
  desired: ReadonlyMap<string, DesiredCollaboration>;
  work: PlannedWork;
}

/** Reads a scope and plans what brings it into the wished state. */
export async function prepareSynchronisation(context: JobContext, request: SynchronisationRequest): Promise<Synchronisation> {
  const read = await readInventory(context.service, request.scope, request.wishes, context);
  const { inventory } = read;
  const desired = onlySelected(read.desired, request.selection);
  const { plan: planned, partial, outdated } = agreedPart(plan(inventory, desired), request.agreed);
  const involved: Plan = {
    ...planned,
    collaborations: planned.collaborations.filter(
      ({ changes, settled, membershipId }) => membershipId !== undefined || changes.length + settled.length > 0,
    ),
  };
  const held = planned.collaborations.filter((each) => !involved.collaborations.includes(each)).flatMap((each) => each.findings);
  const { invitations, before, onAccepted, onComplete } = request;
  const work: PlannedWork = {
    plan: involved,
    found: [...request.findings, ...read.findings, ...held, ...outdatedPlan(inventory.connection, outdated)],
    invitations,
    quotas: inventory.quotas,
    schemasOf: schemasBefore(inventory),
    files: request.files?.(involved) ?? [],
    before,
    onAccepted,
    onComplete: async (membershipId) => {
      // What was joined by this very run has no membership in its plan.
      const isPart = involved.collaborations.some((each) => each.membershipId === membershipId && partial.has(each.collaborationId));
      if (!isPart) await onComplete?.(membershipId);
    },
  };
  return { inventory, desired, work };
}

/** The plan that brings a scope into the wished state, and how to carry it out. */
export async function intendSynchronisation(context: JobContext, request: SynchronisationRequest): Promise<Intention> {
  return intend(context, (await prepareSynchronisation(context, request)).work);
}

/** What was ready, by collaboration, when an inventory was taken. */
export function schemasBefore({ collaborations }: Inventory): PlannedWork['schemasOf'] {
  const schemas = new Map(collaborations.map((each) => [identityOf(each).collaborationId, each.schemas]));
  return ({ collaborationId }) => schemas.get(collaborationId) ?? new Map<string, SchemaReadiness>();
}
