import { element } from '../ui/element.ts';
import { counted, t } from '../ui/text.ts';
import { time } from '../ui/time.ts';
import type { Shown } from './filter.ts';
import type { Matrix } from './matrix.ts';

/** How much is there, how much of it is shown, when it was read, and how much is selected. */
export class TotalsLine {
  readonly element = element('p', { class: 'totals' });

  show(matrix: Matrix, shown: Shown, selected: number): void {
    const chosen = selected > 0 ? counted(selected, t('1 cell selected'), t('{0} cells selected', selected)) : '';
    const words = [chosen, totalsWords(matrix, shown)].filter((part) => part !== '').join(' · ');
    if (this.element.textContent !== words) this.element.textContent = words;
  }
}

/** Collaborations, tables and accounts on the screen, and when they were read. */
export function totalsWords(matrix: Matrix, { rows, columns }: Shown): string {
  const tables = columns.filter(({ kind }) => kind === 'table').length;
  const accounts = new Set(rows.map(({ account }) => account.connectionId)).size;
  const times = rows.map(({ row }) => row.readAt).sort();
  return [
    rows.length < matrix.rows.length
      ? t('{0} of {1} collaborations', rows.length, matrix.rows.length)
      : counted(rows.length, t('1 collaboration'), t('{0} collaborations', rows.length)),
    counted(tables, t('1 table'), t('{0} tables', tables)),
    counted(accounts, t('1 account'), t('{0} accounts', accounts)),
    readWords(times.at(0), times.at(-1)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** From the oldest reading to the newest, where these differ. */
function readWords(oldest: string | undefined, newest: string | undefined): string {
  if (oldest === undefined || newest === undefined) return '';
  const [from, to] = [time(oldest), time(newest)];
  return from === to ? t('read {0}', to) : t('read {0} to {1}', from, to);
}
