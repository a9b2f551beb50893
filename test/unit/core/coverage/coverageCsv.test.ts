import assert from 'node:assert/strict';
import type { Coverage } from '../../../../src/core/coverage/coverage.ts';
import { coverageCsv } from '../../../../src/core/coverage/coverageCsv.ts';

function coverageWith(name: string, reason = ''): Coverage {
  return {
    connection: { id: 'one', name: 'acme', accountId: '111122223333', region: 'eu-central-1', sandbox: false },
    takenAt: '2026-11-20T10:41:00.000Z',
    columns: [
      { id: 't1', name: 'part_01', kind: 'table' },
      { id: 't2', name: 'part_02', kind: 'table' },
    ],
    tables: [],
    rows: [
      {
        collaborationId: 'c1',
        membershipId: 'm1',
        name,
        creatorAccountId: '444455556666',
        creatorDisplayName: 'Northwind',
        managed: true,
        readAt: '2026-11-20T10:40:00.000Z',
        members: [],
        cells: [
          {
            columnId: 't1',
            state: 'ready',
            reason,
            wished: true,
            associationName: 'part_01',
            rule: { type: 'CUSTOM', receivers: ['444455556666', '555566667777'] },
          },
        ],
      },
    ],
  };
}

const row = { connectionId: 'one', collaborationId: 'c1' };
/** The fields of the one line below the headings. */
const lineOf = (name: string, reason?: string): string =>
  coverageCsv([coverageWith(name, reason)], [row], ['t1'])
    .split('\r\n')
    .slice(1, -1)
    .join('\r\n');

describe('Coverage as CSV', () => {
  it('has a line for each cell of the rows and columns asked for, and none for what is not there', () => {
    assert.equal(
      coverageCsv([coverageWith('Summer')], [{ connectionId: 'other', collaborationId: 'c1' }, row], ['t2', 't1', 'gone']),
      [
        'account_id,region,collaboration,collaboration_id,membership_id,name,kind,state,association,reason,rule_type,receivers,sandbox,read_at',
        '111122223333,eu-central-1,Summer,c1,m1,part_01,table,ready,part_01,,CUSTOM,444455556666 555566667777,false,2026-11-20T10:40:00.000Z',
        '',
      ].join('\r\n'),
    );
  });

  it('quotes fields with commas, quotes and line ends', () => {
    assert.match(lineOf('a, "b"', 'one\ntwo'), /,"a, ""b""",c1,m1,part_01,table,ready,part_01,"one\ntwo",/);
  });

  for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
    it(`is no formula to a spreadsheet: ${JSON.stringify(name)}`, () => {
      const field = lineOf(name).split('eu-central-1,')[1]!.replace(/^"/, '');
      assert.ok(field.startsWith(`'${name}`), field);
    });
  }
});
