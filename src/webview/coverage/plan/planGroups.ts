import type { PanelAccount, PanelPlan, PlannedChange } from '../../../protocol/coverageMessages.ts';

export interface PlanGroup {
  /** Empty for changes of the account's own. */
  collaborationId: string;
  /** Its name, as far as it is known. */
  name: string;
  changes: PlannedChange[];
  leftOut: string[];
}

export interface PlanAccount {
  /** Undefined where the account is not connected any more. */
  account: PanelAccount | undefined;
  connectionId: string;
  groups: PlanGroup[];
  errors: string[];
}

/** A plan by account and collaboration, in the order of the plan; what is not done stands where it would have been. */
export function groupPlan({ changes, leftOut, errors }: PanelPlan, accounts: readonly PanelAccount[]): PlanAccount[] {
  const grouped = new Map<string, PlanAccount>();
  const accountOf = (connectionId: string): PlanAccount => {
    const known = grouped.get(connectionId);
    if (known !== undefined) return known;
    const account = accounts.find((each) => each.connectionId === connectionId);
    const made = { account, connectionId, groups: [], errors: [] };
    grouped.set(connectionId, made);
    return made;
  };
  const groupOf = (connectionId: string, collaborationId: string): PlanGroup => {
    const { account, groups } = accountOf(connectionId);
    const known = groups.find((group) => group.collaborationId === collaborationId);
    if (known !== undefined) return known;
    const name = account?.coverage?.rows.find((row) => row.collaborationId === collaborationId)?.name ?? collaborationId;
    const made = { collaborationId, name, changes: [], leftOut: [] };
    groups.push(made);
    return made;
  };
  for (const { connectionId, sentence } of errors) accountOf(connectionId).errors.push(sentence);
  for (const change of changes) groupOf(change.connectionId, change.collaborationId).changes.push(change);
  for (const { connectionId, collaborationId, sentence } of leftOut) groupOf(connectionId, collaborationId).leftOut.push(sentence);
  return [...grouped.values()];
}
