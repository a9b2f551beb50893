import type { ConfiguredTable, ConfiguredTableAssociation } from '../../model/table.ts';
import { associationNameFor } from '../../sync/desired.ts';

/**
 * The configured tables whose associations hold the name that one of this table should have, or, in their turn, the name
 * that one of those should have: a ring or a chain of names is mended as a whole. Empty where the name is held by nobody else.
 * @param associations of one membership
 * @param template `association_name` of that membership's settings
 */
export function tablesInTheWay(
  table: ConfiguredTable,
  tables: readonly ConfiguredTable[],
  associations: readonly ConfiguredTableAssociation[],
  template: string,
): ConfiguredTable[] {
  const chain = new Map([[table.id, table]]);
  // A Map is iterated over what is added meanwhile too, so a chain of names is followed to its end.
  for (const each of chain.values()) {
    const holder = associations.find(({ name }) => name === associationNameFor(template, each));
    const next = tables.find(({ id }) => id === holder?.configuredTableId);
    if (next !== undefined) chain.set(next.id, next);
  }
  chain.delete(table.id);
  return [...chain.values()];
}
