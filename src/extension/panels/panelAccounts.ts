import type { Coverage, CoverageRow } from '../../core/coverage/coverage.ts';
import { foreignText } from '../../core/foreignText.ts';
import type { PanelAccount } from '../../protocol/coverageMessages.ts';
import type { Account } from '../connections/account.ts';
import { keyOf } from '../connections/connectionSettings.ts';

/** By which id an account stands in the panel: that of what was read, so that a re-pointed profile never shows two as one. */
export function connectionIdOf({ survey, settings }: Account): string {
  return survey?.coverage.connection.id ?? keyOf(settings);
}

/** An account as the panel shows it. Names and reasons are cleaned here, once: they come from partners and services. */
export function panelAccount(account: Account): PanelAccount {
  const { settings, state, survey, place } = account;
  return {
    connectionId: connectionIdOf(account),
    name: foreignText(settings.name),
    accountId: place.accountId ?? '',
    region: place.region ?? '',
    sandbox: place.sandbox,
    state: state.kind === 'failed' || state.kind === 'read' ? state.kind : 'reading',
    ...(state.kind === 'failed' ? { error: foreignText(state.error.sentence, 1000) } : {}),
    ...(survey === undefined ? {} : { coverage: clean(survey.coverage) }),
  };
}

function clean(coverage: Coverage): Coverage {
  return {
    ...coverage,
    columns: coverage.columns.map((column) => ({ ...column, name: foreignText(column.name) })),
    tables: coverage.tables.map((table) => ({ ...table, name: foreignText(table.name) })),
    rows: coverage.rows.map(cleanRow),
  };
}

function cleanRow(row: CoverageRow): CoverageRow {
  return {
    ...row,
    name: foreignText(row.name),
    creatorDisplayName: foreignText(row.creatorDisplayName),
    ...(row.problem === undefined ? {} : { problem: foreignText(row.problem, 1000) }),
    members: row.members.map((member) => ({ ...member, displayName: foreignText(member.displayName) })),
    cells: row.cells.map((cell) => ({
      ...cell,
      reason: foreignText(cell.reason, 1000),
      ...(cell.associationName === undefined ? {} : { associationName: foreignText(cell.associationName) }),
    })),
  };
}
