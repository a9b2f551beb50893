import type { CleanRoomErrorCode } from '../errors.ts';
import type { WriteRecorder } from '../jobs/audit.ts';
import type { Membership } from '../model/collaboration.ts';
import type { RunOptions } from '../progress.ts';
import type { Change, CollaborationPlan, ItemKind } from './change.ts';

/** What became of one change. */
export interface ItemOutcome {
  kind: ItemKind;
  name: string;
  outcome: 'created' | 'existing' | 'failed' | 'left_out';
  reason: string;
  id?: string;
  requestId?: string;
  /** Why it failed or was left out, for programs. */
  code?: CleanRoomErrorCode;
}

/** What became of a collaboration's changes. */
export interface CollaborationOutcome {
  plan: CollaborationPlan;
  /** Undefined where it has not been joined. */
  membershipId: string | undefined;
  items: ItemOutcome[];
}

export interface ApplyOptions extends RunOptions {
  recorder: WriteRecorder;
  /** Told as soon as an invitation has been accepted, before anything is associated. */
  onAccepted?: ((membership: Membership) => Promise<void>) | undefined;
  onItem?: ((collaborationId: string, item: ItemOutcome) => void) | undefined;
}

const itemKinds: Record<Change['kind'], ItemKind> = {
  acceptInvitation: 'membership',
  createAssociation: 'association',
  createAnalysisRule: 'analysis_rule',
  createIdNamespaceAssociation: 'id_namespace',
};

/** The name by which a change is listed. */
export function itemOf(change: Change): { kind: ItemKind; name: string } {
  switch (change.kind) {
    case 'acceptInvitation':
      return { kind: itemKinds[change.kind], name: change.invitation.name };
    case 'createAnalysisRule':
      return { kind: itemKinds[change.kind], name: change.associationName };
    case 'createAssociation':
    case 'createIdNamespaceAssociation':
      return { kind: itemKinds[change.kind], name: change.name };
  }
}

/** The wished schemas whose associations exist after the run. */
export function presentSchemas({ plan: { settled, wishedSchemas }, items }: CollaborationOutcome): string[] {
  const present = new Set(
    [...settled, ...items]
      .filter(({ kind, outcome }) => kind === 'association' && (outcome === 'existing' || outcome === 'created'))
      .map(({ name }) => name),
  );
  return wishedSchemas.filter((name) => present.has(name));
}
