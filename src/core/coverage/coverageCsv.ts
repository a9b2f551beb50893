import { csvCell } from '../csvCell.ts';
import type { Coverage, CoverageCell, CoverageRow } from './coverage.ts';

/** A collaboration of a connection. */
export interface CsvRow {
  connectionId: string;
  collaborationId: string;
}

const headings = [
  'account_id',
  'region',
  'collaboration',
  'collaboration_id',
  'membership_id',
  'name',
  'kind',
  'state',
  'association',
  'reason',
  'rule_type',
  'receivers',
  'sandbox',
  'read_at',
];

/**
 * The coverage as a table for other programs (RFC 4180): a line for each collaboration and column that has a cell, in
 * the order of `rows` and `columnIds`. What is not in a coverage is left out.
 */
export function coverageCsv(coverages: readonly Coverage[], rows: readonly CsvRow[], columnIds: readonly string[]): string {
  const byConnection = new Map(coverages.map((coverage) => [coverage.connection.id, coverage]));
  const lines = rows.flatMap(({ connectionId, collaborationId }) => {
    const coverage = byConnection.get(connectionId);
    const row = coverage?.rows.find((each) => each.collaborationId === collaborationId);
    return coverage === undefined || row === undefined ? [] : linesOf(coverage, row, columnIds);
  });
  return [headings, ...lines].map((fields) => `${fields.map(csvCell).join(',')}\r\n`).join('');
}

function linesOf({ connection, columns }: Coverage, row: CoverageRow, columnIds: readonly string[]): string[][] {
  const cells = new Map(row.cells.map((cell) => [cell.columnId, cell]));
  const named = new Map(columns.map((column) => [column.id, column]));
  return columnIds.flatMap((columnId) => {
    const [cell, column] = [cells.get(columnId), named.get(columnId)];
    if (cell === undefined || column === undefined) return [];
    const place = [connection.accountId, connection.region, row.name, row.collaborationId, row.membershipId];
    return [[...place, column.name, column.kind, ...wordsOf(cell), String(connection.sandbox), row.readAt]];
  });
}

function wordsOf({ state, associationName, reason, rule }: CoverageCell): string[] {
  return [state, associationName ?? '', reason, rule?.type ?? '', rule?.receivers.join(' ') ?? ''];
}
