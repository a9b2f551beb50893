import type { Invitation, ResultConfiguration, PaymentResponsibility } from '../model/collaboration.ts';
import type { AnalysisRuleType } from '../model/table.ts';
import type { Finding } from '../model/finding.ts';
import type { Connection } from '../model/connection.ts';
import type { CollaborationIdentity } from './inventory.ts';

/** One write, with the reason for it. A plan never deletes. */
export type Change = AcceptInvitation | CreateAssociation | CreateAnalysisRule | CreateIdNamespaceAssociation;

export interface AcceptInvitation {
  kind: 'acceptInvitation';
  invitation: Invitation;
  payment: PaymentResponsibility | undefined;
  /** The costs that this account agrees to pay; empty for none. */
  pays: string[];
  resultConfiguration: ResultConfiguration | undefined;
  reason: string;
}

export interface CreateAssociation {
  kind: 'createAssociation';
  configuredTableId: string;
  tableName: string;
  name: string;
  roleArn: string;
  reason: string;
}

export interface CreateAnalysisRule {
  kind: 'createAnalysisRule';
  /** Undefined where the same plan creates the association first. */
  associationId: string | undefined;
  configuredTableId: string;
  associationName: string;
  type: AnalysisRuleType;
  allowedResultReceivers: string[];
  reason: string;
}

export interface CreateIdNamespaceAssociation {
  kind: 'createIdNamespaceAssociation';
  name: string;
  idNamespaceArn: string;
  reason: string;
}

export type ItemKind = 'membership' | 'association' | 'analysis_rule' | 'id_namespace' | 'table';

/** Something that needs no change, gets no place, or cannot be done. */
export interface SettledItem {
  kind: ItemKind;
  name: string;
  outcome: 'existing' | 'failed' | 'left_out';
  reason: string;
  id?: string;
}

/** What will be done in one collaboration. */
export interface CollaborationPlan extends CollaborationIdentity {
  changes: Change[];
  settled: SettledItem[];
  /** The names of the schemas that should end READY. */
  wishedSchemas: string[];
  findings: Finding[];
}

/** What will be done, in which account. */
export interface Plan {
  connection: Connection;
  collaborations: CollaborationPlan[];
  findings: Finding[];
}

/** How many writes of each kind a plan holds. */
export function countChanges(plan: Plan): Record<Change['kind'], number> & { total: number } {
  const count = { acceptInvitation: 0, createAssociation: 0, createAnalysisRule: 0, createIdNamespaceAssociation: 0, total: 0 };
  for (const { changes } of plan.collaborations) {
    for (const { kind } of changes) {
      count[kind] += 1;
      count.total += 1;
    }
  }
  return count;
}
