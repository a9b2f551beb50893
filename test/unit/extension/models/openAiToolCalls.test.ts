import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { OpenAiToolCalls, type ToolCallPiece } from '../../../../src/extension/models/openAiToolCalls.ts';

const model = 'scripted-1 (Scripted)';

/** Without the one that zod leaves out: see below. */
const argumentName = fc.string().filter((name) => name !== '__proto__');

function whole(...pieces: ToolCallPiece[]): unknown[] {
  const calls = new OpenAiToolCalls();
  for (const piece of pieces) calls.add(piece);
  return calls.whole(model).map(({ callId, name, input }) => [callId, name, input]);
}

describe('tool calls that come in pieces', () => {
  it('are the same wherever their arguments are cut', () => {
    fc.assert(
      fc.property(fc.dictionary(argumentName, fc.jsonValue()), fc.array(fc.nat()), (input, cuts) => {
        const text = JSON.stringify(input);
        const places = [...new Set([0, ...cuts.map((cut) => cut % text.length), text.length])].sort((a, b) => a - b);
        const pieces = places.slice(1).map((end, at) => text.slice(places[at], end));
        const [first, ...rest] = pieces.map((piece) => ({ index: 0, function: { arguments: piece } }));
        const called = whole({ ...first, index: 0, id: 'a', function: { name: 'look', ...first?.function } }, ...rest);
        assert.deepEqual(called, [['a', 'look', JSON.parse(text)]]);
      }),
    );
  });

  it('are told apart by their index', () => {
    assert.deepEqual(
      whole(
        { index: 0, id: 'a', function: { name: 'look', arguments: '{"at"' } },
        { index: 1, id: 'b', function: { name: 'listen', arguments: '{"to"' } },
        { index: 0, function: { arguments: ':1}' } },
        { index: 1, function: { arguments: ':2}' } },
      ),
      [
        ['a', 'look', { at: 1 }],
        ['b', 'listen', { to: 2 }],
      ],
    );
  });

  it('are told apart by their id where a server counts every call as the first', () => {
    assert.deepEqual(
      whole(
        { index: 0, id: 'a', function: { name: 'look', arguments: '{}' } },
        { index: 0, id: 'b', function: { name: 'listen', arguments: '{}' } },
      ),
      [
        ['a', 'look', {}],
        ['b', 'listen', {}],
      ],
    );
  });

  it('get an id where a server gives none', () => {
    assert.deepEqual(
      whole({ index: 0, function: { name: 'look', arguments: '{}' } }, { index: 1, function: { name: 'listen', arguments: '{}' } }),
      [
        ['call_1', 'look', {}],
        ['call_2', 'listen', {}],
      ],
    );
  });

  it('keep their name where a server repeats it with every piece', () => {
    assert.deepEqual(
      whole(
        { index: 0, id: 'a', function: { name: 'look', arguments: '{' } },
        { index: 0, id: 'a', function: { name: 'look', arguments: '}' } },
      ),
      [['a', 'look', {}]],
    );
  });

  it('lose an argument whose name would change what objects are', () => {
    assert.deepEqual(whole({ index: 0, id: 'a', function: { name: 'look', arguments: '{"__proto__":{"admin":true},"at":1}' } }), [
      ['a', 'look', { at: 1 }],
    ]);
  });

  it('may have no arguments', () => {
    assert.deepEqual(whole({ index: 0, id: 'a', function: { name: 'look', arguments: '' } }), [['a', 'look', {}]]);
  });

  for (const text of ['{"at":', 'at=1', '[1]', '"at"', 'null', '1']) {
    it(`are refused with arguments that are no JSON object: ${text}`, () => {
      assert.throws(() => whole({ index: 0, id: 'a', function: { name: 'look', arguments: text } }), {
        code: 'unexpected_answer',
        message: 'scripted-1 (Scripted) called the tool look with arguments that are no JSON object.',
      });
    });
  }

  it('are refused without a name', () => {
    assert.throws(() => whole({ index: 0, id: 'a', function: { arguments: '{}' } }), {
      code: 'unexpected_answer',
      message: /without naming it/,
    });
  });
});
