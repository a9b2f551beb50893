import { missingProviders } from '../diagnosis/repairFindings.ts';
import { anyQuery, type ConfiguredTable, type TableAnalysisRule } from '../model/table.ts';
import type { AllowProviders } from '../sync/change.ts';
import type { DesiredCollaboration } from '../sync/desired.ts';
import { identityOf, type Inventory } from '../sync/inventory.ts';
import type { Repair } from './planRepair.ts';

/**
 * Accounts that the configuration wants to query a table and that the table's one analysis rule does not name. Only a
 * CUSTOM rule that allows any query names providers; in the others the collaboration's abilities decide.
 */
export function planProviders(inventory: Inventory, desired: ReadonlyMap<string, DesiredCollaboration>): Repair<AllowProviders>[] {
  return inventory.configuredTables.flatMap((table) => {
    const uses = inventory.collaborations.flatMap((collaboration) => {
      const association = collaboration.associations.find(({ configuredTableId }) => configuredTableId === table.id);
      if (association === undefined) return [];
      const { collaborationId, name } = identityOf(collaboration);
      const wish = desired.get(collaborationId);
      // Without a role the collaboration's tables are left alone.
      const isWished = wish?.roleArn !== undefined && wish.tables.some((each) => each.table.id === table.id);
      const wished = isWished ? (wish.allowedQueryProviders ?? []) : [];
      return [{ name, wished, rule: collaboration.rules?.get(association.name)?.table }];
    });
    const rule = uses.find((use) => use.rule !== undefined)?.rule;
    return rule === undefined ? [] : missingIn(inventory, table, rule, uses);
  });
}

function missingIn(
  { connection, collaborations }: Inventory,
  table: ConfiguredTable,
  rule: TableAnalysisRule,
  uses: readonly { name: string; wished: readonly string[] }[],
): Repair<AllowProviders>[] {
  if (rule.type !== 'CUSTOM' || !rule.allowedAnalyses.includes(anyQuery)) return [];
  const is = rule.allowedAnalysisProviders;
  const missing = [...new Set(uses.flatMap(({ wished }) => wished))].filter((account) => !is.includes(account)).sort();
  if (missing.length === 0) return [];
  const serves = uses.map(({ name }) => name);
  const wishedBy = uses.filter(({ wished }) => missing.some((account) => wished.includes(account))).map(({ name }) => name);
  const unread = collaborations.filter(({ unreadable }) => unreadable !== undefined).map((each) => identityOf(each).name);
  const finding = missingProviders(connection, table, missing, is, wishedBy, { serves, unread });
  return [
    {
      finding,
      change: {
        kind: 'allowProviders',
        configuredTableId: table.id,
        tableArn: table.arn,
        tableName: table.name,
        type: rule.type,
        before: [...is],
        providers: [...is, ...missing],
        serves,
        reason: finding.evidence.join(' '),
      },
    },
  ];
}
