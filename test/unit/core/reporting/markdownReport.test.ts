import assert from 'node:assert/strict';
import { inlineCode, markdownTable } from '../../../../src/core/reporting/markdown.ts';
import { markdownReport } from '../../../../src/core/reporting/markdownReport.ts';
import { northwind, ownAccount } from '../../builders.ts';
import { readAt, reported, row, survey, takenAt } from './survey.ts';

const hostile =
  '`` [click](https://evil.example) ![x](y) <script>alert(1)</script> | --- | @everyone #1 https://evil.example\n# Heading\n- item \u202e \u001b[2J';

/** The text without its code spans: what counts as Markdown. */
function withoutCode(text: string): string {
  return text.replaceAll(/`[^`\n]*`/g, '');
}

describe('the Markdown report', () => {
  it('lets no text of a partner be Markdown', () => {
    const text = markdownReport(
      [
        survey(
          [
            row({
              name: hostile,
              creatorDisplayName: hostile,
              problem: hostile,
              members: [{ accountId: northwind, displayName: hostile, status: 'ACTIVE', abilities: [hostile], pays: [hostile] }],
              cells: [
                {
                  columnId: 'table-1',
                  state: 'failed',
                  reason: hostile,
                  wished: true,
                  resourceId: hostile,
                  associationId: 'x',
                  associationName: hostile,
                },
              ],
            }),
          ],
          [reported({ title: hostile }), reported({ title: hostile, subject: { kind: 'invitation', name: hostile } })],
          hostile,
        ),
      ],
      [{ connection: hostile, sentence: hostile }],
    );
    const markup = withoutCode(text);
    for (const danger of ['evil', '<', '>', '[', ']', '@', '#1', '`', '\u202e', '\u001b'])
      assert.ok(!markup.includes(danger), `${danger}: ${markup}`);
    assert.deepEqual(
      markup.split('\n').filter((line) => line.startsWith('# ')),
      ['# Clean rooms report'],
    );
    // A bar in a name would have made another cell.
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(new Set(rows.map((line) => line.split('|').length)).size, 1);
  });

  it('shows tables with both rules, receivers, providers, members with abilities and payer, times and accounts', () => {
    const text = markdownReport([survey([row()], [reported({ title: 'Wrong receivers.' })])]);
    for (const shown of [
      `Account ${ownAccount}`,
      takenAt,
      readAt,
      '2 of 3 tables ready',
      '1 invitations waiting',
      'Contoso overlap',
      'Northwind Media',
      'CAN_RECEIVE_RESULTS',
      'pays `queryCompute`',
      `${northwind} 555566667777`,
      '`part_2`: LIST; joined `customer_id`; listed `code`, `value`',
      '`part_3`: AGGREGATION; aggregated `amount`; joined `customer_id`; dimensions `state`',
      '`part_3`, not ready: `Nobody may receive results.`',
      'error: `Wrong receivers.`',
    ])
      assert.ok(text.includes(shown), shown);
  });

  it('names what could not be read before anything else', () => {
    const text = markdownReport([survey()], [{ connection: 'lab', sentence: 'No answer from AWS.' }]);
    assert.ok(text.indexOf('`lab`: `No answer from AWS.`') < text.indexOf('## Account'));
  });

  it('stands in columns in a terminal', () => {
    const lines = markdownTable(['A', 'Heading'], [['long cell', 'x']]);
    assert.deepEqual([lines.length, new Set(lines.map(({ length }) => length)).size], [3, 1]);
  });

  it('has a sign for what is empty, because an empty code span is none', () => {
    assert.equal(inlineCode(' \n'), '–');
  });
});
