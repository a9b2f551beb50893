import type { Invitation, ResultConfiguration, PaymentResponsibility } from '../model/collaboration.ts';
import type { AnalysisRuleType } from '../model/table.ts';
import type { Finding } from '../model/finding.ts';
import type { Connection } from '../model/connection.ts';
import type { CollaborationIdentity } from './inventory.ts';

/** One write of a sync, with the reason for it. A sync creates; it never deletes and never changes what is there. */
export type SyncChange = AcceptInvitation | CreateAssociation | CreateAnalysisRule | CreateIdNamespaceAssociation;

/** One thing put right, with the reason for it. Some are delete and create: what was there is put back where that fails. */
export type RepairChange =
  ReplaceAssociation | DeleteDoubleAssociation | AllowReceivers | ReplaceAnalysisRule | ReplaceIdNamespaceAssociation;

export type Change = SyncChange | RepairChange;

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

/** Something that may belong to another tool. */
interface Ownable {
  /** The tool that its tags name, where a person has decided to change it all the same. */
  owner?: string;
}

/** An association that is there, as far as a change has to know it. */
interface ExistingAssociation extends Ownable {
  associationId: string;
  associationArn: string;
  associationName: string;
  configuredTableId: string;
}

/** A rule as it should be. */
export interface WishedRule {
  type: AnalysisRuleType;
  allowedResultReceivers: string[];
}

/** A name cannot be updated: delete and create under the right one, with the same role, description, tags and rule. */
export interface ReplaceAssociation extends ExistingAssociation {
  kind: 'replaceAssociation';
  name: string;
  /** The rule that the new one gets; undefined: as it was. */
  rule: WishedRule | undefined;
  reason: string;
}

/** One configured table, associated twice: the one that is not needed goes. */
export interface DeleteDoubleAssociation extends ExistingAssociation {
  kind: 'deleteDoubleAssociation';
  /** The one that stays, under the name that it has afterwards. */
  staying: string;
  stayingId: string;
  reason: string;
}

export interface AllowReceivers extends ExistingAssociation {
  kind: 'allowReceivers';
  type: AnalysisRuleType;
  before: string[];
  allowedResultReceivers: string[];
  /** True where accounts are added that the owner may have left out on purpose. */
  widens: boolean;
  reason: string;
}

/** A rule's type cannot be updated: delete and create. */
export interface ReplaceAnalysisRule extends ExistingAssociation {
  kind: 'replaceAnalysisRule';
  before: AnalysisRuleType;
  rule: WishedRule;
  reason: string;
}

/** The namespace of an association cannot be updated: delete and create. */
export interface ReplaceIdNamespaceAssociation extends Ownable {
  kind: 'replaceIdNamespaceAssociation';
  associationId: string;
  associationArn: string;
  name: string;
  before: string;
  idNamespaceArn: string;
  reason: string;
}

/** More accounts may query a configured table; its one analysis rule serves every collaboration that it is in. */
export interface AllowProviders {
  kind: 'allowProviders';
  configuredTableId: string;
  tableArn: string;
  tableName: string;
  type: AnalysisRuleType;
  before: string[];
  providers: string[];
  /** The collaborations in which the table is, wished or not. */
  serves: string[];
  reason: string;
}

/** True where something that is there is deleted, if only to be made anew. */
export function deletes(change: Change | AllowProviders): boolean {
  return deletion(change) !== undefined;
}

/** Whether something is deleted for good, or deleted and made anew. */
export function deletion({ kind }: Change | AllowProviders): 'forGood' | 'madeAnew' | undefined {
  switch (kind) {
    case 'deleteDoubleAssociation':
      return 'forGood';
    case 'replaceAssociation':
    case 'replaceAnalysisRule':
    case 'replaceIdNamespaceAssociation':
      return 'madeAnew';
    case 'acceptInvitation':
    case 'createAssociation':
    case 'createAnalysisRule':
    case 'createIdNamespaceAssociation':
    case 'allowReceivers':
    case 'allowProviders':
      return undefined;
  }
}

/** True for what a sync makes. */
export function isSyncChange(change: Change): change is SyncChange {
  switch (change.kind) {
    case 'acceptInvitation':
    case 'createAssociation':
    case 'createAnalysisRule':
    case 'createIdNamespaceAssociation':
      return true;
    case 'replaceAssociation':
    case 'deleteDoubleAssociation':
    case 'allowReceivers':
    case 'replaceAnalysisRule':
    case 'replaceIdNamespaceAssociation':
      return false;
  }
}

export function isRepairChange(change: Change): change is RepairChange {
  return !isSyncChange(change);
}

export type ItemKind = 'membership' | 'association' | 'analysis_rule' | 'id_namespace' | 'table' | 'table_rule';

/** Something that needs no change, gets no place, or cannot be done. */
export interface SettledItem {
  kind: ItemKind;
  name: string;
  outcome: 'existing' | 'failed' | 'left_out';
  reason: string;
  id?: string;
}

/** What will be done in one collaboration. */
export interface CollaborationPlan<C extends Change = Change> extends CollaborationIdentity {
  changes: C[];
  settled: SettledItem[];
  /** The names of the schemas that should end READY. */
  wishedSchemas: string[];
  findings: Finding[];
}

/** What will be done, in which account. */
export interface Plan<C extends Change = Change> {
  connection: Connection;
  /** Changes of the account's own configured tables, made before those in collaborations. */
  tables: AllowProviders[];
  collaborations: CollaborationPlan<C>[];
  findings: Finding[];
}

export type ChangeCounts = Record<Change['kind'] | AllowProviders['kind'], number> & { total: number };

/** How many writes of each kind a plan holds. */
export function countChanges({ tables, collaborations }: Plan): ChangeCounts {
  const count: ChangeCounts = {
    acceptInvitation: 0,
    createAssociation: 0,
    createAnalysisRule: 0,
    createIdNamespaceAssociation: 0,
    replaceAssociation: 0,
    deleteDoubleAssociation: 0,
    allowReceivers: 0,
    replaceAnalysisRule: 0,
    replaceIdNamespaceAssociation: 0,
    allowProviders: 0,
    total: 0,
  };
  for (const { kind } of [...tables, ...collaborations.flatMap(({ changes }) => changes)]) {
    count[kind] += 1;
    count.total += 1;
  }
  return count;
}

/** Names a change by all that it would do: a person who agreed to it agreed to exactly this. */
export function changeKey(collaborationId: string | undefined, change: Change | AllowProviders): string {
  return JSON.stringify([collaborationId, { ...change, reason: undefined }]);
}
