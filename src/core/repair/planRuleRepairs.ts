import { afterTheTablesRule, fewerReceivers, withoutReceiver, wrongReceivers, wrongRuleType } from '../diagnosis/repairFindings.ts';
import { noPossibleReceiver } from '../diagnosis/tableFindings.ts';
import type { Finding } from '../model/finding.ts';
import type { CollaborationAnalysisRule, ConfiguredTable, ConfiguredTableAssociation } from '../model/table.ts';
import type { RepairChange, WishedRule } from '../sync/change.ts';
import { identityOf, type CollaborationInventory, type Inventory } from '../sync/inventory.ts';
import { possibleReceivers } from '../sync/receivers.ts';
import { t } from '../text.ts';
import { existing } from './existing.ts';
import type { Repair } from './planRepair.ts';

/**
 * What is wrong with an association's rule. Its type is the table's own; its receivers are members who can receive
 * results, which also shows where the table has no rule yet. What is not there is a sync's to make.
 */
export function planRuleRepairs(
  { connection }: Inventory,
  collaboration: CollaborationInventory,
  association: ConfiguredTableAssociation,
  table: ConfiguredTable,
): Repair[] {
  const rule = collaboration.rules?.get(association.name)?.collaboration;
  if (rule === undefined || collaboration.members === undefined) return [];
  const identity = identityOf(collaboration);
  const possible = possibleReceivers(collaboration.members, connection.accountId);
  const allowed = rule.allowedResultReceivers.filter((account) => possible.includes(account));
  // Whom the owner left out on purpose stays out, unless nobody would be left.
  const should = allowed.length > 0 ? allowed : possible;
  const isWrong = allowed.length < rule.allowedResultReceivers.length || allowed.length === 0;
  const receiversFinding = (): Finding => {
    const why = rule.allowedResultReceivers
      .filter((account) => !possible.includes(account))
      .map((account) => whyNot(account, collaboration));
    const finding = wrongReceivers(connection, identity, association, rule.allowedResultReceivers, should, why);
    return should.length === 0 ? withoutReceiver(finding, noPossibleReceiver(connection, identity)) : finding;
  };
  if (table.analysisRuleType === undefined) {
    if (!isWrong) return [];
    const finding = receiversFinding();
    return [{ finding: should.length === 0 ? finding : afterTheTablesRule(finding, table) }];
  }
  const repairs: Repair[] = [];
  if (rule.type !== table.analysisRuleType) {
    const finding = wrongRuleType(connection, identity, association, rule, table);
    if (should.length === 0) return [{ finding: withoutReceiver(finding, noPossibleReceiver(connection, identity)) }];
    const wished: WishedRule = { type: table.analysisRuleType, allowedResultReceivers: should };
    const change: RepairChange = {
      kind: 'replaceAnalysisRule',
      ...existing(association),
      before: rule.type,
      rule: wished,
      reason: finding.title,
    };
    repairs.push({ finding, change });
  } else if (isWrong) {
    const finding = receiversFinding();
    if (should.length === 0) return [{ finding }];
    repairs.push({ finding, change: allowReceivers(association, rule, should, false, finding) });
  }
  const missing = possible.filter((account) => !should.includes(account));
  if (missing.length > 0) {
    const finding = fewerReceivers(connection, identity, association, rule.allowedResultReceivers, missing);
    repairs.push({ finding, change: allowReceivers(association, rule, possible, true, finding) });
  }
  return repairs;
}

function allowReceivers(
  association: ConfiguredTableAssociation,
  { type, allowedResultReceivers: before }: CollaborationAnalysisRule,
  allowedResultReceivers: string[],
  widens: boolean,
  { title, evidence }: Finding,
): RepairChange {
  return {
    kind: 'allowReceivers',
    ...existing(association),
    type,
    before,
    allowedResultReceivers,
    widens,
    reason: [title, ...(widens ? [] : evidence)].join(' '),
  };
}

function whyNot(account: string, { members = [] }: CollaborationInventory): string {
  const member = members.find(({ accountId }) => accountId === account);
  if (member === undefined) return t('ListMembers: {0} is no member of it.', account);
  if (member.status === 'LEFT' || member.status === 'REMOVED') return t('ListMembers: {0} has the status {1}.', account, member.status);
  return member.abilities.includes('CAN_RECEIVE_RESULTS')
    ? t('{0} is the owner of the table himself.', account)
    : t('ListMembers: {0} cannot receive results (no CAN_RECEIVE_RESULTS).', account);
}
