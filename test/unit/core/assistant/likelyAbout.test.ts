import assert from 'node:assert/strict';
import { likelyAbout, namingWords } from '../../../../src/core/assistant/likelyAbout.ts';
import type { KnownName } from '../../../../src/core/assistant/knownName.ts';

const room = (text: string, connectionId = 'prod'): KnownName => ({ connectionId, text, kind: 'room', room: text });
const names: KnownName[] = [
  room('Fabrikam attribution'),
  room('Fabrikam store visits'),
  room('Holiday Campaign 2026'),
  room('AMC Collaboration'),
  { connectionId: 'prod', text: 'fabrikam_sales', kind: 'subject', room: 'Fabrikam attribution' },
];

describe('what a question may be about that names nothing as it is called', () => {
  for (const [story, question, rooms] of [
    ['is the room of which it has a word', 'why is attribution broken?', ['Fabrikam attribution']],
    ['is the room of which it has a misspelt word', 'what about Holliday', ['Holiday Campaign 2026']],
    ['is each of the rooms that share the word', 'what about fabrikam?', ['Fabrikam attribution', 'Fabrikam store visits']],
    ['is the room of whose name it has the letters', 'what about amc?', ['AMC Collaboration']],
    ['is nothing for words of every question', 'why does nothing work, and what should we do next?', []],
    ['is nothing for a word that no room has', 'what about Tailspin?', []],
  ] as const)
    it(story, () => {
      const about = likelyAbout(question, names);
      const found = about.kind === 'one' ? [about.target] : about.kind === 'several' ? about.candidates : [];
      assert.deepEqual(
        found.map((target) => target.room),
        rooms,
      );
    });

  it('can be told from words that name nothing', () => {
    assert.deepEqual(namingWords('Why is Tailspin not ready in the clean room? Thanks'), ['tailspin']);
    assert.deepEqual(namingWords('what is left to do?'), []);
  });
});
