import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StatementReader, type Statement } from '../../../../src/core/assistant/statements.ts';

function read(...pieces: string[]): Statement[] {
  const reader = new StatementReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}
const short = (statements: Statement[]): string[] => statements.map(({ begins, text }) => `${begins}: ${text.trim()}`);

describe('what a model writes', () => {
  const stories: readonly [string, string, string[]][] = [
    ['sentences', 'One [1]. Two! Three', ['line: One [1].', 'nothing: Two!', 'nothing: Three']],
    ['citations after the full stop', 'One. [1] [2] Two.', ['line: One. [1] [2]', 'nothing: Two.']],
    ['names with full stops', 'It trusts cleanrooms.amazonaws.com. Good.', ['line: It trusts cleanrooms.amazonaws.com.', 'nothing: Good.']],
    ['full stops in quotes', 'The room "A. B. C" is. "D. E" too.', ['line: The room "A. B. C" is.', 'nothing: "D. E" too.']],
    ['abbreviations', 'Some, e.g. The role. More.', ['line: Some, e.g. The role.', 'nothing: More.']],
    [
      'lists',
      '- One. Two\n* Three\n1. Four\n2) Five',
      ['bulleted: One.', 'nothing: Two', 'bulleted: Three', 'numbered: Four', 'numbered: Five'],
    ],
    ['paragraphs', 'One\n\nTwo\nThree', ['line: One', 'paragraph: Two', 'line: Three']],
    ['headings and quotations', '## One\n> Two', ['line: One', 'line: Two']],
    ['marks of Chinese', '一。二！三', ['line: 一。', 'nothing: 二！', 'nothing: 三']],
    ['code', 'One\n```js\nevil(). More\n```\nTwo', ['line: One', 'line: ```js', 'line: Two']],
    ['code without an end', '~~~\nevil. More', ['line: ~~~']],
    ['line ends of Windows', 'One\r\nTwo', ['line: One', 'line: Two']],
    ['nothing', ' \n \n', []],
  ];
  for (const [story, text, statements] of stories) {
    it(`is taken apart: ${story}`, () => {
      assert.deepEqual(short(read(text)), statements);
    });
  }

  it('is taken apart as soon as a sentence is complete', () => {
    const reader = new StatementReader();
    assert.deepEqual(
      ['One', ' [1]', '. ', 'T', 'wo\n'].map((piece) => short(reader.push(piece))),
      [[], [], [], ['line: One [1].'], ['nothing: Two']],
    );
  });

  it('is taken apart alike, however it comes in pieces', () => {
    const alphabet = fc.constantFrom('a', 'B', '.', ' ', '\n', '-', '1', '"', '`', '```\n', '[1]', '\r\n', '。', '~~~', '# ');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), fc.array(fc.nat(8), { minLength: 1, maxLength: 20 }), (parts, lengths) => {
        const text = parts.join('');
        const pieces: string[] = [];
        for (let at = 0, index = 0; at < text.length; index += 1) {
          const length = (lengths[index % lengths.length] ?? 0) + 1;
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        assert.deepEqual(short(read(...pieces)), short(read(text)));
      }),
      { numRuns: 500 },
    );
  });
});
