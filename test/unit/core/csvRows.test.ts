import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvRows } from '../../../src/core/csvRows.ts';

describe('rows of comma-separated text', () => {
  const cases: [string, string, string[][]][] = [
    [
      'plain cells',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'quoted separators and line ends',
      '"a,b","c\nd"\ne,f',
      [
        ['a,b', 'c\nd'],
        ['e', 'f'],
      ],
    ],
    ['doubled quotes', '"say ""hi""",b', [['say "hi"', 'b']]],
    [
      'semicolons where the first line has more of them',
      'a;b;c,d\ne;f',
      [
        ['a', 'b', 'c,d'],
        ['e', 'f'],
      ],
    ],
    [
      'a byte order mark and Windows line ends',
      '\ufeffa,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty cells, not empty rows', 'a,,b\n\n,\nc', [['a', '', 'b'], ['c']]],
    ['a quote that is never closed', '"a,b', [['"a', 'b']]],
    ['nothing', '', []],
  ];
  for (const [name, text, rows] of cases)
    it(`reads ${name}`, () => {
      assert.deepEqual(
        csvRows(text).map(({ cells }) => cells),
        rows,
      );
    });

  it('gives back what was written by the rules', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ';', ' b'), minLength: 1, maxLength: 6 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const text = ['h,h', ...rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))].join('\n');
        assert.deepEqual(
          csvRows(text)
            .slice(1)
            .map(({ cells }) => cells),
          rows,
        );
      }),
    );
  });
});
