import assert from 'node:assert/strict';
import type { PromptLogEntry } from '../../../../src/core/assistant/promptLog.ts';
import { promptLogText } from '../../../../src/core/assistant/promptLogText.ts';

type Exchange = Extract<PromptLogEntry, { kind: 'exchange' }>;
const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  kind: 'exchange',
  id: 'e1',
  at: '12:00',
  command: 'diagnose',
  model: 'clean-rooms-openai/gpt',
  masked: true,
  prompt: ['Rules.\nTwo of them.', 'Material.'],
  answer: 'It waits [1].',
  shown: 'wording',
  dropped: 0,
  ...changes,
});
const feedback = (about: string, helpful: boolean, reason?: string): PromptLogEntry => ({
  kind: 'feedback',
  at: '12:01',
  about,
  helpful,
  ...(reason === undefined ? {} : { reason }),
});
const textOf = (entries: PromptLogEntry[], incomplete = false): string => promptLogText({ entries, incomplete }, (at) => `today ${at}`);

describe('the log of prompts, as a text to read', () => {
  it('says of an exchange when and which model, what it was asked, what it answered and what came of that', () => {
    assert.equal(
      textOf([exchange(), feedback('e1', false, 'incomplete')]),
      `today 12:00 · /diagnose · clean-rooms-openai/gpt

Asked (account ids, ARNs and addresses were masked):
    Rules.
    Two of them.

    Material.

Answered:
    It waits [1].

Shown in the words of the model.
Feedback today 12:01: not helpful (incomplete)
`,
    );
  });

  it('puts one exchange after the other, each with its own feedback', () => {
    const lines = textOf([exchange(), exchange({ id: 'e2', at: '12:05' }), feedback('e2', true), feedback('e1', false)]).split('\n');
    assert.deepEqual(
      lines.filter((line) => /^(today|Feedback)/.test(line)),
      [
        'today 12:00 · /diagnose · clean-rooms-openai/gpt',
        'Feedback today 12:01: not helpful',
        'today 12:05 · /diagnose · clean-rooms-openai/gpt',
        'Feedback today 12:01: helpful',
      ],
    );
  });

  for (const [what, changes, line] of [
    ['nothing was masked', { masked: false }, 'Asked (nothing was masked):'],
    ['our own words were shown', { shown: 'template' }, 'Shown in the words of our templates.'],
    ['sentences were left out', { dropped: 2 }, 'Shown in the words of the model. Sentences left out, because no finding proves them: 2.'],
    ['the model failed', { error: 'No answer from models.example.' }, 'Error: No answer from models.example.'],
    ['the model said nothing', { answer: '' }, '    (nothing)'],
  ] as const) {
    it(`says that ${what}`, () => {
      assert.ok(
        textOf([exchange(changes)])
          .split('\n')
          .includes(line),
      );
    });
  }

  it('keeps feedback about an answer that no model worded', () => {
    assert.equal(textOf([feedback('e9', true)]), 'About an answer that no model worded:\nFeedback today 12:01: helpful\n');
  });

  it('says that lines could not be read', () => {
    assert.match(textOf([], true), /^Lines of the log that cannot be read are left out here; an export has them\.\n$/);
  });

  it('lets no answer draw a heading of ours, move the cursor or hide', () => {
    const text = textOf([exchange({ answer: 'Yes.\ntoday 12:09 · /plan · other\u001b[2J\u202e\rFeedback' })]);
    assert.equal(text.split('\n').filter((line) => line.startsWith('today')).length, 1);
    assert.ok(text.includes('    today 12:09 · /plan · other\\u001b[2J\\u202e\\u000dFeedback'));
  });
});
