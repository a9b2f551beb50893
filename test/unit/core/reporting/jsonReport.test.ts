import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { makeAccountsReportJsonSchema } from '../../../../scripts/generate/productJsonSchemas.ts';
import { jsonReport } from '../../../../src/core/reporting/jsonReport.ts';
import { id, namespaceArn, northwind, ownAccount } from '../../builders.ts';
import { cell, readAt, reported, row, survey, takenAt } from './survey.ts';

describe('the JSON report', () => {
  it('fits its published schema, with every kind of rule', () => {
    const validate = new Ajv({ strict: false }).compile(makeAccountsReportJsonSchema());
    const report: unknown = JSON.parse(
      JSON.stringify(
        jsonReport(
          [survey([row(), row({ problem: 'No.', cells: [], members: [] })], [reported()])],
          [{ connection: 'x', sentence: 'No.' }],
        ),
      ),
    );
    assert.equal(validate(report), true, JSON.stringify(validate.errors));
  });

  it('shows both rules of each table, the receivers and the providers', () => {
    const [account] = jsonReport([survey()]).accounts;
    assert.deepEqual(
      account?.collaborations[0]?.tables.map(({ name, collaboration_rule, table_rule }) => [name, collaboration_rule, table_rule]),
      [
        [
          'part_1',
          { type: 'CUSTOM', receivers: [northwind] },
          { type: 'CUSTOM', allowed_analyses: ['ANY_QUERY'], providers: [northwind, '555566667777'] },
        ],
        [
          'part_2',
          { type: 'LIST', receivers: [northwind] },
          { type: 'LIST', join_columns: ['customer_id'], list_columns: ['code', 'value'] },
        ],
        [
          'part_3',
          { type: 'AGGREGATION', receivers: [] },
          { type: 'AGGREGATION', aggregate_columns: ['amount'], join_columns: ['customer_id'], dimension_columns: ['state'] },
        ],
      ],
    );
  });

  it('gives every figure its account and its time', () => {
    const [account] = jsonReport([survey()]).accounts;
    assert.deepEqual(
      [
        account?.account_id,
        account?.region,
        account?.taken_at,
        account?.collaborations[0]?.read_at,
        account?.collaborations[0]?.ready_tables,
      ],
      [ownAccount, 'us-east-1', takenAt, readAt, 2],
    );
  });

  it('puts a finding where it belongs, once', () => {
    const here = reported();
    const elsewhere = reported({ subject: { kind: 'invitation', name: 'Contoso overlap', collaboration_id: id('collaboration', 7) } });
    const [account] = jsonReport([survey([row()], [here, elsewhere])]).accounts;
    assert.deepEqual([account?.collaborations[0]?.findings, account?.findings], [[here], [elsewhere]]);
  });

  it('says of a table that is not associated what it knows and no more', () => {
    const missing = cell(1, { state: 'missing', reason: 'A sync makes it.' });
    delete missing.associationId;
    delete missing.associationName;
    delete missing.rule;
    const [account] = jsonReport([survey([row({ cells: [missing] })])]).accounts;
    assert.deepEqual(
      account?.collaborations[0]?.tables.map(({ state, association, collaboration_rule }) => [state, association, collaboration_rule]),
      [['missing', null, null]],
    );
  });

  it('shows the ID namespace with its ARN, also where the association has no name of its own', () => {
    const [account] = jsonReport([survey()]).accounts;
    assert.deepEqual(account?.collaborations[0]?.id_namespaces, [
      {
        name: 'ID namespace',
        arn: namespaceArn,
        state: 'ready',
        reason: '',
        wished: true,
        association: { id: id('association', 9), name: '' },
      },
    ]);
  });
});
