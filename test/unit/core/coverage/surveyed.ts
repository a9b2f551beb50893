import assert from 'node:assert/strict';
import { coverageSchema, type CoverageCell, type CoverageRow } from '../../../../src/core/coverage/coverage.ts';
import { surveyAccount, type Survey } from '../../../../src/core/jobs/surveyAccount.ts';
import { contextOf, runnerOf, type Bench } from '../../support/jobs.ts';

/** Looks at an account as the panel does, and checks that the picture fits its schema. */
export async function surveyed(bench: Bench, input: object = {}): Promise<Survey> {
  const survey = await runnerOf(bench).read(surveyAccount, contextOf(bench), input);
  assert.deepEqual(coverageSchema.parse(JSON.parse(JSON.stringify(survey.coverage))), survey.coverage);
  return survey;
}

export function rowOf({ coverage }: Survey, index = 0): CoverageRow {
  return coverage.rows[index] ?? assert.fail(`there is no row ${index}`);
}

/** The cell of a table, by its name. */
export function cellOf(survey: Survey, table: string, row = 0): CoverageCell {
  const cell = rowOf(survey, row).cells.find(({ columnId }) => columnId === `table:${table}`);
  return cell ?? assert.fail(`there is no cell of ${table}`);
}

/** What the cells of a row say, by column. */
export function statesIn(survey: Survey, row = 0): Record<string, string> {
  return Object.fromEntries(
    rowOf(survey, row).cells.map(({ columnId, state, wished }) => [columnId, wished ? state : `${state}, not wished`]),
  );
}
