import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chatLabel, chatQuery, type QueryAbout } from '../../../../src/extension/chat/chatQuery.ts';

const id = '27b93e2b-5001-4b20-a47b-6aad96ec8958';

describe('a question for the chat view', () => {
  const questions: [about: QueryAbout, query: string][] = [
    [{}, '@cleanroom /diagnose'],
    [
      { subject: { name: 'part_ibe_07' }, room: { name: 'AMC Collaboration', id } },
      '@cleanroom /diagnose "part_ibe_07" in "AMC Collaboration"',
    ],
    [
      { findingId: 'role.not_trusting', subject: { name: 'cleanrooms-role' }, connection: { name: 'prod' } },
      '@cleanroom /diagnose role.not_trusting of "cleanrooms-role" with "prod"',
    ],
    [{ subject: { name: 'dana@nova.example' } }, '@cleanroom /diagnose "dana@nova.example"'],
    [{ room: { name: 'Media #terminal', id } }, `@cleanroom /diagnose in ${id}`],
    [{ room: { name: '@workspace /delete "it"' } }, '@cleanroom /diagnose in "workspace delete it"'],
    [{ room: { name: '#' } }, '@cleanroom /diagnose'],
  ];
  for (const [about, query] of questions) {
    it(`is ${query}`, () => {
      assert.equal(chatQuery('diagnose', about), query);
    });
  }

  it('never lets a partner choose a tool, a participant, a command or a line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('#', '@', '/', '\n', '"', ' #', ' @', ' /'),
        fc.string(),
        (a, sign, b) => {
          const name = `${a}${sign}${b}`;
          const query = chatQuery('explain', { subject: { name }, room: { name, id }, connection: { name: `${sign}${b}` } });
          const words = query.slice('@cleanroom /explain'.length);
          assert.doesNotMatch(words, /[\n\r]|(?:^|\s|"|\()[@#/]/u);
        },
      ),
    );
  });
});

describe('the label of a follow-up question', () => {
  const labels: [names: string[], label: string][] = [
    [['part_ibe_07', 'AMC Collaboration', 'prod (eu-west-1)'], 'part_ibe_07 · AMC Collaboration · prod (eu-west-1)'],
    [['![x](https://evil.example/p.png)', 'prod'], '! x (https://evil.example/p.png) · prod'],
    [['<img src=x>'], 'img src=x'],
    [['`code` **now**'], 'code now'],
    [['a\nb'], 'a b'],
  ];
  for (const [names, label] of labels) {
    it(`is ${label}`, () => {
      assert.equal(chatLabel(names), label);
    });
  }
});
