import type { AllowReceivers, RepairChange, ReplaceAnalysisRule, ReplaceAssociation, WishedRule } from '../sync/change.ts';

/**
 * One change for each association. One that is renamed is made anew, with the right rule at once; receivers that are to
 * be added are added by the change that corrects the others.
 */
export function inOneGo(changes: readonly RepairChange[]): RepairChange[] {
  const byAssociation = Map.groupBy(changes, ({ associationId }) => associationId);
  return changes.flatMap((change) => {
    const all = byAssociation.get(change.associationId) ?? [];
    const main = all.find(({ kind }) => kind === 'replaceAssociation') ?? all[0];
    if (change !== main) return [];
    return [all.filter((each) => each !== main).reduce(withRuleOf, main)];
  });
}

/** The rule that a change of an association's rule gives it. */
export function ruleAfter(change: RepairChange): WishedRule | undefined {
  switch (change.kind) {
    case 'replaceAnalysisRule':
      return change.rule;
    case 'allowReceivers':
      return { type: change.type, allowedResultReceivers: change.allowedResultReceivers };
    case 'replaceAssociation':
    case 'deleteDoubleAssociation':
    case 'replaceIdNamespaceAssociation':
      return undefined;
  }
}

/** Whether it adds accounts that the owner may have left out on purpose. */
export function isWidening(change: RepairChange): boolean {
  return change.kind === 'allowReceivers' && change.widens;
}

function withRuleOf(main: RepairChange, other: RepairChange): RepairChange {
  const rule = ruleAfter(other);
  if (rule === undefined) return main;
  const { allowedResultReceivers } = rule;
  const reason = `${main.reason} ${other.reason}`;
  switch (main.kind) {
    case 'replaceAssociation':
      return { ...main, rule: { type: main.rule?.type ?? rule.type, allowedResultReceivers }, reason } satisfies ReplaceAssociation;
    case 'replaceAnalysisRule':
      return { ...main, rule: { ...main.rule, allowedResultReceivers }, reason } satisfies ReplaceAnalysisRule;
    case 'allowReceivers':
      return { ...main, allowedResultReceivers, widens: main.widens || isWidening(other), reason } satisfies AllowReceivers;
    case 'deleteDoubleAssociation':
    case 'replaceIdNamespaceAssociation':
      return main;
  }
}
