/** Accounts for the coverage panel's tests, made so that every state occurs; the same arguments give the same accounts. */
import {
  cellStates,
  idNamespaceColumnId,
  type CellState,
  type Coverage,
  type CoverageCell,
  type CoverageColumn,
  type CoverageRow,
  type PanelAccount,
  type PanelPlan,
} from '../../src/protocol/coverageMessages.ts';

export const readAt = '2026-11-20T10:41:00.000Z';

const names = [
  'Summer campaign reach',
  'Retail media insights',
  'Loyalty overlap Q4',
  'Streaming audience lift',
  'Travel intent',
  'Grocery basket study',
  'Automotive in-market',
  'Holiday attribution',
  'Telecom churn pilot',
  'Beauty brand affinity',
  'Home improvement match',
  'Sports sponsorship value',
];

const creators = [
  ['Northwind Media', '444455556666'],
  ['Contoso Retail', '555566667777'],
  ['Fabrikam Brands', '666677778888'],
] as const;

/** Sentences as the product says them. */
const reasons: Readonly<Record<CellState, string>> = {
  ready: '',
  not_ready: 'The collaboration analysis rule is missing: nobody may query the table.',
  missing: 'The table is not associated.',
  left_out: 'The quota of 25 associations per membership has been reached.',
  failed: 'The configured table has no analysis rule, so it can never be queried.',
  to_repair: 'The association is called part_ibe_05; the configuration wants acx_part_ibe_05.',
};

export interface AccountOptions {
  connectionId?: string;
  name?: string;
  accountId?: string;
  region?: string;
  sandbox?: boolean;
  /** The collaborations' names, in this order. */
  collaborations: readonly string[];
  tables: number;
  /** The state of a cell by row and column; undefined where there is none. */
  state?: (row: number, column: number) => CellState | undefined;
}

/** An account that has been read. */
export function accountOf({
  connectionId = 'aws:acme-eu',
  name = 'acme-eu',
  accountId = '111122223333',
  region = 'eu-central-1',
  sandbox = false,
  collaborations,
  tables,
  state = () => 'ready',
}: AccountOptions): PanelAccount {
  const connection = { id: connectionId, name, accountId, region, sandbox };
  const columns = columnsOf(tables);
  const rows = collaborations.map((collaboration, row): CoverageRow => {
    const [creatorDisplayName, creatorAccountId] = creators[row % creators.length] ?? creators[0];
    return {
      collaborationId: `collaboration-${connectionId}-${row}`,
      membershipId: `membership-${connectionId}-${row}`,
      name: collaboration,
      creatorAccountId,
      creatorDisplayName,
      managed: true,
      readAt,
      members: [],
      cells: columns.flatMap((column, index) => {
        const cellState = state(row, index);
        return cellState === undefined ? [] : [cellOf(column, cellState)];
      }),
    };
  });
  const coverage: Coverage = { connection, takenAt: readAt, columns, tables: [], rows };
  return { connectionId, name, accountId, region, sandbox, state: 'read', coverage };
}

/** An account that could not be read and never has been. */
export function failedAccount(): PanelAccount {
  return {
    connectionId: 'aws:partner-us',
    name: 'partner-us',
    accountId: '',
    region: 'us-east-1',
    sandbox: false,
    state: 'failed',
    error: 'The sign-in of profile partner-us has expired. Run aws sso login --profile partner-us, then refresh.',
  };
}

/** Two accounts as a picture shows them: ten collaborations, an ID namespace and 25 tables. */
export function pictureAccounts(): PanelAccount[] {
  const special = new Map<string, CellState>([
    ['0:3', 'to_repair'],
    ['0:17', 'not_ready'],
    ['1:9', 'failed'],
    ['2:9', 'failed'],
    ['3:9', 'failed'],
    ['4:9', 'failed'],
    ['4:21', 'not_ready'],
    ['5:0', 'missing'],
    ['5:9', 'failed'],
  ]);
  return [
    accountOf({
      collaborations: names.slice(0, 6),
      tables: 25,
      state: (row, column) => {
        const known = special.get(`${row}:${column}`);
        if (known !== undefined) return known;
        if (row === 2 && column >= 22) return 'left_out';
        if (row === 3 && column > 12) return 'missing';
        return row === 5 && column >= 19 ? undefined : 'ready';
      },
    }),
    accountOf({
      connectionId: 'sandbox:2',
      name: 'Sandbox',
      accountId: '222233334444',
      region: 'us-east-1',
      sandbox: true,
      collaborations: names.slice(6, 10),
      tables: 25,
      state: (row, column) => {
        if (row === 1) return 'missing';
        if (row === 2 && column >= 24) return 'left_out';
        if (row === 3 && (column === 6 || column === 7)) return 'to_repair';
        return row === 0 && column % 11 === 5 ? 'not_ready' : 'ready';
      },
    }),
  ];
}

/** An account of any size with all states. */
export function largeAccount(rows: number, tables: number): PanelAccount {
  return accountOf({
    collaborations: Array.from({ length: rows }, (_, row) => `Collaboration ${String(row + 1).padStart(3, '0')}`),
    tables,
    state: (row, column) => ((row + column) % 3 === 0 ? cellStates[(row * 5 + Math.floor(column / 3)) % cellStates.length] : 'ready'),
  });
}

/** A sync plan for the missing cells of `accounts`: an association and the rule that needs it. */
export function planFor(accounts: readonly PanelAccount[], kind: PanelPlan['kind'] = 'sync'): PanelPlan {
  const rows = accounts.flatMap(({ connectionId, coverage }) =>
    (coverage?.rows ?? []).map((row) => ({ connectionId, row, columns: coverage?.columns ?? [] })),
  );
  const wanted: CellState = kind === 'sync' ? 'missing' : 'to_repair';
  const place = (
    connectionId: string,
    row: CoverageRow,
    columnId: string,
  ): { connectionId: string; collaborationId: string; columnId: string } => ({
    connectionId,
    collaborationId: row.collaborationId,
    columnId,
  });
  return {
    planId: `plan-${kind}`,
    kind,
    changes: rows.flatMap(({ connectionId, row, columns }) =>
      row.cells
        .filter(({ state }) => state === wanted)
        .flatMap(({ columnId }) => {
          const name = columns.find(({ id }) => id === columnId)?.name ?? columnId;
          const id = `${row.collaborationId}/${columnId}`;
          const first = {
            ...place(connectionId, row, columnId),
            id,
            sentence: kind === 'sync' ? `Associate ${name}` : `Rename the association to ${name}`,
            reason: kind === 'sync' ? 'The configuration lists it and it is not associated.' : 'The configuration wants this name.',
            deletes: kind === 'repair',
          };
          const rule = {
            ...place(connectionId, row, columnId),
            id: `${id}/rule`,
            sentence: `CUSTOM rule on ${name}, results to 555566667777`,
            reason: 'Without a rule nobody may query the table.',
            deletes: false,
            needs: id,
          };
          return columnId === idNamespaceColumnId ? [first] : [first, rule];
        }),
    ),
    leftOut: rows.flatMap(({ connectionId, row }) =>
      row.cells
        .filter(({ state }) => state === 'left_out')
        .map(({ columnId, reason }) => ({ ...place(connectionId, row, columnId), sentence: `${columnId}: ${reason}` })),
    ),
    errors: accounts.flatMap(({ connectionId, error }) => (error === undefined ? [] : [{ connectionId, sentence: error }])),
  };
}

function columnsOf(tables: number): CoverageColumn[] {
  return [
    { id: idNamespaceColumnId, name: 'acx_real_ids', kind: 'id_namespace' },
    ...Array.from({ length: tables }, (_, index): CoverageColumn => {
      const name = `acx_part_ibe_${String(index + 1).padStart(2, '0')}`;
      return { id: name, name, kind: 'table' };
    }),
  ];
}

function cellOf({ id, name, kind }: CoverageColumn, state: CellState): CoverageCell {
  const cell = { columnId: id, state, reason: reasons[state], wished: true };
  if (state === 'missing' || state === 'left_out' || kind === 'id_namespace') return cell;
  return {
    ...cell,
    associationName: name,
    ...(state === 'ready' ? { rule: { type: 'CUSTOM' as const, receivers: ['555566667777'] } } : {}),
  };
}
