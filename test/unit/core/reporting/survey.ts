import { idNamespaceColumnId, type CoverageCell, type CoverageRow } from '../../../../src/core/coverage/coverage.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import type { Survey } from '../../../../src/core/jobs/surveyAccount.ts';
import { connection, id, namespaceArn, northwind, ownAccount } from '../../builders.ts';

export const readAt = '2026-10-02T03:00:00.000Z';
export const takenAt = '2026-10-02T03:00:05.000Z';

/** A cell of a table that is ready, with changes. */
export function cell(number: number, changes: Partial<CoverageCell> = {}): CoverageCell {
  return {
    columnId: `table-${number}`,
    state: 'ready',
    reason: '',
    wished: true,
    resourceId: id('table', number),
    associationId: id('association', number),
    associationName: `acx_part_${number}`,
    rule: { type: 'CUSTOM', receivers: [northwind] },
    ...changes,
  };
}

/** One collaboration with tables of each kind of rule and an ID namespace, with changes. */
export function row(changes: Partial<CoverageRow> = {}): CoverageRow {
  return {
    collaborationId: id('collaboration', 1),
    membershipId: id('membership', 1),
    name: 'Northwind spring campaign',
    creatorAccountId: northwind,
    creatorDisplayName: 'Northwind Media',
    managed: true,
    readAt,
    members: [
      {
        accountId: northwind,
        displayName: 'Northwind Media',
        status: 'ACTIVE',
        abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
        pays: ['queryCompute'],
      },
      { accountId: ownAccount, displayName: 'Data provider', status: 'ACTIVE', abilities: [], pays: [] },
    ],
    cells: [
      {
        columnId: idNamespaceColumnId,
        state: 'ready',
        reason: '',
        wished: true,
        resourceId: namespaceArn,
        associationId: id('association', 9),
      },
      cell(1),
      cell(2, { rule: { type: 'LIST', receivers: [northwind] } }),
      cell(3, { state: 'not_ready', reason: 'Nobody may receive results.', rule: { type: 'AGGREGATION', receivers: [] } }),
    ],
    ...changes,
  };
}

/** One account; its findings are about its collaborations where their subject says so. */
export function survey(rows: CoverageRow[] = [row()], findings: ReportedFinding[] = [], name = 'prod'): Survey {
  return {
    coverage: {
      connection: { id: connection.id, name, accountId: ownAccount, region: 'us-east-1', sandbox: false },
      takenAt,
      columns: [
        { id: idNamespaceColumnId, name: 'ID namespace', kind: 'id_namespace' },
        ...[1, 2, 3].map((number) => ({ id: `table-${number}`, name: `part_${number}`, kind: 'table' as const })),
      ],
      tables: [
        {
          id: id('table', 1),
          name: 'part_1',
          columnId: 'table-1',
          analysisRuleType: 'CUSTOM',
          rule: { type: 'CUSTOM', allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [northwind, '555566667777'] },
        },
        {
          id: id('table', 2),
          name: 'part_2',
          columnId: 'table-2',
          analysisRuleType: 'LIST',
          rule: { type: 'LIST', joinColumns: ['customer_id'], listColumns: ['code', 'value'] },
        },
        {
          id: id('table', 3),
          name: 'part_3',
          columnId: 'table-3',
          analysisRuleType: 'AGGREGATION',
          rule: { type: 'AGGREGATION', aggregateColumns: ['amount'], joinColumns: ['customer_id'], dimensionColumns: ['state'] },
        },
      ],
      rows,
    },
    result: {
      ok: true,
      dryRun: false,
      collaborations: [],
      findings,
      invitations: [
        {
          collaboration_id: id('collaboration', 7),
          name: 'Contoso overlap',
          creator_account_id: '555566667777',
          create_time: '2026-09-01T00:00:00.000Z',
        },
      ],
    },
  };
}

/** A finding as a report holds it. */
export function reported(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    id: 'rule.wrong_receivers',
    severity: 'error',
    waits_for: 'you',
    connection: connection.id,
    subject: { kind: 'association', name: 'acx_part_3', collaboration_id: id('collaboration', 1), id: id('association', 3) },
    title: 'A title.',
    evidence: [],
    remedies: [],
    ...changes,
  };
}
