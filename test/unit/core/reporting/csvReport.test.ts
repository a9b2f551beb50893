import assert from 'node:assert/strict';
import { csvCell } from '../../../../src/core/csvCell.ts';
import { csvReport } from '../../../../src/core/reporting/csvReport.ts';
import { northwind } from '../../builders.ts';
import { reported, row, survey } from './survey.ts';

/** What a reader of RFC 4180 makes of a text. */
function parsed(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
  }
  const [columns = [], ...rest] = lines;
  return rest
    .filter((line) => line.length === columns.length)
    .map((line) => Object.fromEntries(columns.map((name, index) => [name, line[index] ?? ''])));
}

describe('the CSV report', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) {
    it(`escapes a cell that begins with ${JSON.stringify(start)}`, () => {
      assert.match(csvCell(`${start}1+1`), /^"?'/);
    });
  }

  it('quotes what would end a cell, and nothing else', () => {
    assert.deepEqual(['a,b', 'say "hi"', 'two\nlines', 'plain = text', ''].map(csvCell), [
      '"a,b"',
      '"say ""hi"""',
      '"two\nlines"',
      'plain = text',
      '',
    ]);
  });

  it('has a line for each table, and as many cells in each line as columns', () => {
    const lines = parsed(csvReport([survey()]));
    assert.deepEqual(
      lines
        .filter(({ kind }) => kind === 'table')
        .map((line) => [line['table'], line['state'], line['collaboration_rule'], line['receivers'], line['table_rule']]),
      [
        ['part_1', 'ready', 'CUSTOM', northwind, 'CUSTOM'],
        ['part_2', 'ready', 'LIST', northwind, 'LIST'],
        ['part_3', 'not_ready', 'AGGREGATION', '', 'AGGREGATION'],
      ],
    );
    assert.equal(lines[0]?.['providers'], `${northwind}; 555566667777`);
    assert.equal(lines[1]?.['list_columns'], 'code; value');
    assert.equal(lines[2]?.['dimension_columns'], 'state');
  });

  it('loses nothing: collaborations without tables, invitations and connections that failed have lines of their own', () => {
    const lines = parsed(
      csvReport([survey([row({ cells: [], problem: 'It could not be read.' })])], [{ connection: 'lab', sentence: 'No answer.' }]),
    );
    assert.deepEqual(
      lines.map((line) => [line['kind'], line['connection'], line['collaboration'], line['problem']]),
      [
        ['collaboration', 'prod', 'Northwind spring campaign', 'It could not be read.'],
        ['invitation', 'prod', 'Contoso overlap', ''],
        ['failure', 'lab', '', 'No answer.'],
      ],
    );
  });

  it('keeps a hostile name in its cell, without formula, line end or control character', () => {
    const name = '\u202e=HYPERLINK("http://evil","x"),\r\n\u001b[2J';
    const text = csvReport([survey([row({ name })])]);
    const [first] = parsed(text);
    assert.equal(first?.['collaboration'], `'=HYPERLINK("http://evil","x"), [2J`);
    assert.ok(!/[\u001b\u202e]/.test(text));
    assert.equal(text.split('\r\n').length, 1 + 3 + 1 + 1);
  });

  it('puts a finding beside the table that it is about', () => {
    const lines = parsed(csvReport([survey([row()], [reported({ title: 'Wrong receivers.' })])]));
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'table').map((line) => line['findings']),
      ['', '', 'Wrong receivers.'],
    );
  });
});
