import * as z from 'zod/mini';
import { changeKey, type Change, type CollaborationPlan, type Plan } from '../sync/change.ts';

/** The keys of the changes that a person ticked (changeKey): the only ones that are made, exactly as they were shown. */
export const agreedInput = z.array(z.string());

/** A plan with only the agreed changes, and what became of the others. */
export interface AgreedPlan<C extends Change> {
  plan: Plan<C>;
  /** Collaborations of which a change was not agreed to, by id. */
  partial: ReadonlySet<string>;
  /** How many agreed changes the plan does not hold (any more). */
  outdated: number;
}

/** Keeps the agreed changes of a plan that was made just now, and says what has changed since they were agreed to. */
export function agreedPart<C extends Change>(plan: Plan<C>, agreed: ReadonlySet<string> | undefined): AgreedPlan<C> {
  if (agreed === undefined) return { plan, partial: new Set(), outdated: 0 };
  const keys = keysIn(plan);
  const kept = onlyAgreed(plan, agreed);
  const partial = plan.collaborations.filter((each, index) => each.changes.length !== kept.collaborations[index]?.changes.length);
  return {
    plan: kept,
    partial: new Set(partial.map(({ collaborationId }) => collaborationId)),
    outdated: [...agreed].filter((key) => !keys.has(key)).length,
  };
}

function keysIn({ tables, collaborations }: Plan): ReadonlySet<string> {
  return new Set([
    ...tables.map((change) => changeKey(undefined, change)),
    ...collaborations.flatMap(({ collaborationId, changes }) => changes.map((change) => changeKey(collaborationId, change))),
  ]);
}

/**
 * A plan with only the agreed changes. A rule on an association that this plan was to create, and may not, goes too.
 * What else has come up since the plan was shown was not agreed to, and is left for the next plan.
 */
export function onlyAgreed<C extends Change>(plan: Plan<C>, agreed: ReadonlySet<string> | undefined): Plan<C> {
  if (agreed === undefined) return plan;
  return {
    ...plan,
    tables: plan.tables.filter((change) => agreed.has(changeKey(undefined, change))),
    collaborations: plan.collaborations.map((collaboration) => onlyAgreedIn(collaboration, agreed)),
  };
}

function onlyAgreedIn<C extends Change>(collaboration: CollaborationPlan<C>, agreed: ReadonlySet<string>): CollaborationPlan<C> {
  const kept = collaboration.changes.filter((change) => agreed.has(changeKey(collaboration.collaborationId, change)));
  const associated = new Set(kept.flatMap((change) => (change.kind === 'createAssociation' ? [change.configuredTableId] : [])));
  const changes = kept.filter(
    (change) => change.kind !== 'createAnalysisRule' || change.associationId !== undefined || associated.has(change.configuredTableId),
  );
  // What is not made now is not to be waited for, nor missed.
  const notMade = new Set(collaboration.changes.filter((change) => !changes.includes(change)).flatMap(schemaMade));
  return { ...collaboration, changes, wishedSchemas: collaboration.wishedSchemas.filter((name) => !notMade.has(name)) };
}

function schemaMade(change: Change): string[] {
  return change.kind === 'createAssociation' || change.kind === 'replaceAssociation' ? [change.name] : [];
}
