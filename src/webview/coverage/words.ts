import type { CellState, CoverageColumn, CoverageTable, PanelAccount } from '../../protocol/coverageMessages.ts';
import { t } from '../ui/text.ts';
import { time } from '../ui/time.ts';
import type { MatrixCell, MatrixRow } from './matrix.ts';

/** A state in words, as in the legend. */
export function stateWord(state: CellState): string {
  switch (state) {
    case 'ready':
      return t('Ready');
    case 'not_ready':
      return t('Not ready');
    case 'missing':
      return t('Missing');
    case 'left_out':
      return t('Left out by quota');
    case 'failed':
      return t('Failed');
    case 'to_repair':
      return t('To be repaired');
  }
}

/** What a screen reader says of a cell: table, collaboration, account, state. */
export function cellName({ row, account }: MatrixRow, column: CoverageColumn, cell: MatrixCell | undefined): string {
  return t('{0} in {1}, account {2}: {3}', column.name, row.name, account.accountId || account.name, cellState(cell));
}

/** The state of a cell as part of a sentence. */
export function cellState(cell: MatrixCell | undefined): string {
  if (cell === undefined) return t('not asked for');
  const state = stateWord(cell.state).toLocaleLowerCase();
  return cell.working ? t('{0}, under way', state) : state;
}

/** What is to be said of a cell beside its state. */
export function cellReasons({ account }: MatrixRow, cell: MatrixCell | undefined): string[] {
  if (cell === undefined) return [t('The configuration does not ask for it here, and it is not there.')];
  const own = account.coverage?.tables.find(({ id }) => id === cell.resourceId)?.rule;
  return [
    cell.reason,
    cell.associationName === undefined ? '' : t('Associated as {0}.', cell.associationName),
    cell.rule === undefined
      ? ''
      : cell.rule.receivers.length === 0
        ? t('{0} collaboration analysis rule; nobody receives results.', cell.rule.type)
        : t('{0} collaboration analysis rule; results go to {1}.', cell.rule.type, cell.rule.receivers.join(', ')),
    own === undefined ? '' : ownRuleWords(own),
  ].filter((sentence) => sentence !== '');
}

/** What the table's own analysis rule allows. */
function ownRuleWords(rule: NonNullable<CoverageTable['rule']>): string {
  const listed = (names: readonly string[]): string => (names.length === 0 ? t('none') : names.join(', '));
  switch (rule.type) {
    case 'AGGREGATION':
      return t(
        "The table's own AGGREGATION rule: aggregates {0}, joins {1}, groups by {2}.",
        listed(rule.aggregateColumns),
        listed(rule.joinColumns),
        listed(rule.dimensionColumns),
      );
    case 'LIST':
      return t("The table's own LIST rule: joins {0}, lists {1}.", listed(rule.joinColumns), listed(rule.listColumns));
    case 'CUSTOM':
      return t("The table's own CUSTOM rule: allows {0}, by {1}.", listed(rule.allowedAnalyses), listed(rule.allowedAnalysisProviders));
  }
}

/** What is to be said of a whole row: its problem, and where it stands against the configuration. */
export function rowReasons({ row, account }: MatrixRow): string[] {
  return [
    row.problem ?? '',
    row.managed ? '' : t('The configuration does not list this collaboration.'),
    t('Created by {0} ({1}).', row.creatorDisplayName, row.creatorAccountId),
    account.state === 'failed'
      ? t('The account could not be read again: this is from {0}.', time(row.readAt))
      : t('Read {0}.', time(row.readAt)),
  ].filter((sentence) => sentence !== '');
}

/** Name, account, Region and, where it is one, sandbox. */
export function accountWords({ name, accountId, region, sandbox }: PanelAccount): string {
  return [name, accountId, region, sandbox ? t('sandbox') : ''].filter((part) => part !== '').join(' · ');
}
