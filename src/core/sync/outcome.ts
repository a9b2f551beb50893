import type { CleanRoomErrorCode } from '../errors.ts';
import type { WriteRecorder } from '../jobs/audit.ts';
import type { Membership } from '../model/collaboration.ts';
import type { RunOptions } from '../progress.ts';
import type { Change, CollaborationPlan, ItemKind } from './change.ts';

/** What became of one change. */
export interface ItemOutcome {
  kind: ItemKind;
  name: string;
  outcome: 'created' | 'existing' | 'repaired' | 'failed' | 'left_out';
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

/** The name by which a change is listed: the one that the thing has afterwards. */
export function itemOf(change: Change): { kind: ItemKind; name: string } {
  switch (change.kind) {
    case 'acceptInvitation':
      return { kind: 'membership', name: change.invitation.name };
    case 'createAssociation':
    case 'replaceAssociation':
      return { kind: 'association', name: change.name };
    case 'deleteDoubleAssociation':
      return { kind: 'association', name: change.associationName };
    case 'createAnalysisRule':
    case 'allowReceivers':
    case 'replaceAnalysisRule':
      return { kind: 'analysis_rule', name: change.associationName };
    case 'createIdNamespaceAssociation':
    case 'replaceIdNamespaceAssociation':
      return { kind: 'id_namespace', name: change.name };
  }
}

/** The items without those of doubles: what was deleted for good has no state, and another may have its name. */
export function itemsThere({ plan: { changes }, items }: CollaborationOutcome): ItemOutcome[] {
  const deleted = new Set(changes.flatMap((change) => (change.kind === 'deleteDoubleAssociation' ? [change.associationId] : [])));
  return items.filter(({ id }) => id === undefined || !deleted.has(id));
}

/** The wished schemas whose associations exist after the run. */
export function presentSchemas(outcome: CollaborationOutcome): string[] {
  const { settled, wishedSchemas } = outcome.plan;
  const present = new Set(
    [...settled, ...itemsThere(outcome)]
      .filter(({ kind, outcome }) =>
        // A rule is put right only on an association that is there.
        kind === 'analysis_rule' ? outcome === 'repaired' : kind === 'association' && outcome !== 'failed' && outcome !== 'left_out',
      )
      .map(({ name }) => name),
  );
  return wishedSchemas.filter((name) => present.has(name));
}
