import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer } from '../../../../src/core/assistant/answer.ts';
import { answerMarkdown, sourcesMarkdown } from '../../../../src/core/assistant/answerMarkdown.ts';
import { answerText } from '../../../../src/core/assistant/answerText.ts';
import { diagnosisAnswer } from '../../../../src/core/assistant/diagnosisAnswer.ts';
import { escapeMarkdown } from '../../../../src/core/assistant/escapeMarkdown.ts';
import { localTime } from '../../../../src/core/assistant/localTime.ts';
import { anyDiagnosis, anyWords, readAt } from './diagnoses.ts';

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const answer: Answer = {
  headline: { text: 'part_ibe_07 is *not* ready.', references: [1] },
  paragraphs: [
    { heading: 'Why', words: [{ text: 'See <b>here</b>.', references: [1, 2] }], list: 'none' },
    {
      heading: '',
      words: [
        { text: 'First.', references: [1] },
        { text: 'Second.', references: [] },
      ],
      list: 'numbered',
    },
    { heading: 'What to do', words: [{ text: 'Sync.', references: [2] }], list: 'bulleted' },
  ],
  references: [
    { source: 'GetRole', says: 'no trust', at: readAt },
    { source: '[x](y)', says: '`z`', at: 'some day' },
  ],
  offers: [],
  followUps: [],
};

describe('an answer as Markdown', () => {
  it('has a bold headline, lists, citations and sources with the time of the person', () => {
    assert.equal(
      answerMarkdown(answer, style),
      [
        '**part\\_ibe\\_07 is \\*not\\* ready\\.** \\[1\\]',
        '**Why**\n\nSee \\<b\\>here\\<\\/b\\>\\. \\[1\\]\\[2\\]',
        '1. First\\. \\[1\\]\n2. Second\\.',
        '**What to do**\n\n- Sync\\. \\[2\\]',
        '**Sources**\n\n- \\[1\\] GetRole\\, 2 Oct 2026\\, 05\\:00\\:01\\: no trust\n- \\[2\\] \\[x\\]\\(y\\)\\, some day\\: \\`z\\`',
      ].join('\n\n'),
    );
  });

  it('has no list of sources where there is none', () => {
    assert.equal(sourcesMarkdown({ references: [] }), '');
  });

  it('holds no mark but our own, whatever others have written', () => {
    fc.assert(
      fc.property(anyDiagnosis, (diagnosis) => {
        const lines = answerMarkdown(diagnosisAnswer(diagnosis), style).split('\n');
        for (const line of lines) {
          const bare = line.replace(/^(?:- |\d+\. )/, '').replace(/^\*\*(.*)\*\*/, '$1');
          assert.match(bare, /^(?:[^!-/:-@[-`{-~]|\\[!-/:-@[-`{-~])*$/);
          assert.doesNotMatch(bare, /^\s/);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a text in Markdown', () => {
  it('is itself again without the backslashes', () => {
    fc.assert(
      fc.property(anyWords, (text) => {
        const words = text.replace(/\s+/gu, ' ').trim();
        assert.equal(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1'), words);
      }),
      { numRuns: 50 },
    );
  });

  it('is one line, and no punctuation in it stands alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        assert.match(escapeMarkdown(text), /^(?:[^!-/:-@[-`{-~\n\r]|\\[!-/:-@[-`{-~])*$/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an answer in a terminal', () => {
  it('has the same words, citations and sources', () => {
    assert.equal(
      answerText(answer, style),
      [
        'part_ibe_07 is *not* ready. [1]',
        '',
        'Why',
        '  See <b>here</b>. [1][2]',
        '',
        '1. First. [1]',
        '2. Second.',
        '',
        'What to do',
        '  • Sync. [2]',
        '',
        'Sources',
        '  [1] GetRole, 2 Oct 2026, 05:00:01: no trust',
        '  [2] [x](y), some day: `z`',
        '',
      ].join('\n'),
    );
  });

  it('moves no cursor, whatever others have written', () => {
    fc.assert(
      fc.property(anyDiagnosis, (diagnosis) => {
        assert.doesNotMatch(answerText(diagnosisAnswer(diagnosis)), /[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a moment', () => {
  it('stays as it is where it is none', () => {
    assert.equal(localTime('some day'), 'some day');
  });
});

describe('the sources of an answer', () => {
  const looks = (at: string, later: string): Answer['references'] => [
    { source: 'GetRole', says: 'it trusts nobody', at },
    { source: 'GetPolicy', says: 'no statement', at: later },
  ];

  it('have their time once where they were looked at together', () => {
    assert.equal(
      sourcesMarkdown({ references: looks('2026-10-02T03:00:01.000Z', '2026-10-02T03:00:09.000Z') }, [], style),
      '**Sources\\, looked at 2 Oct 2026\\, 05\\:00\\:09**\n\n- \\[1\\] GetRole\\: it trusts nobody\n- \\[2\\] GetPolicy\\: no statement',
    );
  });

  it('have each their own where one is older', () => {
    assert.match(
      sourcesMarkdown({ references: looks('2026-10-02T03:00:01.000Z', '2026-10-02T04:00:00.000Z') }, [], style),
      /^\*\*Sources\*\*\n\n- \\\[1\\\] GetRole\\, 2 Oct 2026\\, 05\\:00\\:01\\: it trusts nobody\n/,
    );
  });

  it('do not say again what stands above in our words', () => {
    const told: Answer['paragraphs'] = [{ heading: 'Why', words: [{ text: 'So: it trusts nobody.', references: [1] }], list: 'none' }];
    assert.match(
      sourcesMarkdown({ references: looks('2026-10-02T03:00:01.000Z', '2026-10-02T03:00:01.000Z') }, told, style),
      /\n- \\\[1\\\] GetRole\n- \\\[2\\\] GetPolicy\\: no statement$/,
    );
  });
});
