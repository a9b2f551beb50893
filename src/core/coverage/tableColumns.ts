import type { ConfiguredTable } from '../model/table.ts';
import type { CoverageColumn } from './coverage.ts';

/**
 * The column of each configured table, by the table's id. Tables of one name in several accounts share a column, so that
 * they stand below each other; of several in one account all but the first get a column of their own.
 */
export function tableColumns(tables: readonly ConfiguredTable[]): Map<string, CoverageColumn> {
  const sorted = [...tables].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  const seen = new Set<string>();
  return new Map(
    sorted.map((table): [string, CoverageColumn] => {
      const isFirst = !seen.has(table.name);
      seen.add(table.name);
      const name = isFirst ? table.name : `${table.name} (${table.id.slice(0, 8)})`;
      return [table.id, { id: `table:${isFirst ? table.name : `${table.name}#${table.id}`}`, name, kind: 'table' }];
    }),
  );
}
