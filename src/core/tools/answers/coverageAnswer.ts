import type { CoverageRow } from '../../coverage/coverage.ts';
import type { Survey } from '../../jobs/surveyAccount.ts';
import { t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { findingsData } from './findingData.ts';

/** Which tables stand how in which collaboration, with the reason of each that is not ready. */
export function coverageAnswer({ coverage, result }: Survey): ToolAnswer {
  const { rows, columns, takenAt, connection } = coverage;
  const names = new Map(columns.map(({ id, name }) => [id, name]));
  const { entries, more } = firstOf(rows, (row) => rowData(row, names));
  const cells = rows.flatMap((row) => row.cells);
  return {
    summary: t(
      'Collaborations: {0}. Ready: {1} of {2} tables and ID namespaces. Findings: {3}.',
      rows.length,
      cells.filter(({ state }) => state === 'ready').length,
      cells.length,
      result.findings.length,
    ),
    data: {
      ok: result.ok,
      account: idOrWords(connection.accountId),
      region: idOrWords(connection.region),
      taken_at: takenAt,
      collaborations: entries,
      more_collaborations: more,
      ...findingsData(result.findings),
    },
  };
}

function rowData(
  { collaborationId, membershipId, name, managed, problem, cells }: CoverageRow,
  names: ReadonlyMap<string, string>,
): AnswerValue {
  const states = new Map<string, number>();
  for (const { state } of cells) states.set(state, (states.get(state) ?? 0) + 1);
  const { entries, more } = firstOf(
    cells.filter(({ state }) => state !== 'ready'),
    ({ columnId, state, reason, wished }) => ({
      name: new ForeignWords(names.get(columnId) ?? columnId),
      state,
      wished,
      reason: reason === '' ? undefined : new ForeignWords(reason),
    }),
    30,
  );
  return {
    collaboration_id: idOrWords(collaborationId),
    membership_id: idOrWords(membershipId),
    name: new ForeignWords(name),
    listed_in_configuration: managed,
    states: Object.fromEntries(states),
    not_ready: entries.length === 0 ? undefined : entries,
    more_not_ready: more,
    problem: problem === undefined ? undefined : new ForeignWords(problem, 500),
  };
}
