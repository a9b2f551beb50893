import type { Remedy } from '../model/finding.ts';
import type { ConfiguredTable, ConfiguredTableAssociation } from '../model/table.ts';
import type { WishedRule } from '../sync/change.ts';
import type { CollaborationInventory, Inventory } from '../sync/inventory.ts';
import { t } from '../text.ts';

/** Why something, once deleted, could not be made again as it is; so it is not deleted. */
export interface Irreplaceable {
  sentence: string;
  remedies: Remedy[];
}

/** More than the quota has places for, as after it was lowered: what is deleted finds its own place taken. */
export function beyondQuota(number: number, quota: number | undefined): Irreplaceable | undefined {
  if (quota === undefined || number <= quota) return undefined;
  return {
    sentence: t('There are {0} and the quota is {1}: deleted, it could not be made again.', number, quota),
    remedies: [{ title: t('Ask for a higher quota in Service Quotas.') }],
  };
}

/** An association of a table, and the rule that the new one gets instead of its own, if that is wrong. */
interface Replaced {
  table: ConfiguredTable;
  association: ConfiguredTableAssociation;
  correction: WishedRule | undefined;
}

/**
 * Why an association could not be made again. The service refuses a rule of another type than the table's own, and one
 * that names an account which is no member; a rule that could not be read may be such a one.
 */
export function whyIrreplaceable(
  { connection, quotas }: Inventory,
  { associations, members = [], rules }: CollaborationInventory,
  { table, association, correction }: Replaced,
): Irreplaceable | undefined {
  if (rules === undefined && association.analysisRuleType !== 'none')
    return {
      sentence: t('Its rule could not be read: deleted, it could not be made again as it is.'),
      remedies: [{ title: t('Allow cleanrooms:BatchGetSchemaAnalysisRule to the caller; then repair again.') }],
    };
  const rule = correction ?? rules?.get(association.name)?.collaboration;
  if (rule === undefined) return beyondQuota(associations.length, quotas.associationsPerMembership);
  const present = new Set(members.filter(({ status }) => status === 'INVITED' || status === 'ACTIVE').map(({ accountId }) => accountId));
  const strangers = rule.allowedResultReceivers.filter((account) => account === connection.accountId || !present.has(account));
  const remedies = [{ title: t('Put its collaboration analysis rule right first; then repair again.') }];
  if (rule.type !== table.analysisRuleType)
    return {
      sentence: t('Its rule is of type {0}, the table has none of that type: deleted, it could not be made again.', rule.type),
      remedies,
    };
  if (strangers.length > 0)
    return { sentence: t('Its rule names {0}: deleted, it could not be made again.', strangers.join(', ')), remedies };
  return beyondQuota(associations.length, quotas.associationsPerMembership);
}
