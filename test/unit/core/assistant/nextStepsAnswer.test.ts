import assert from 'node:assert/strict';
import { nextStepsAnswer } from '../../../../src/core/assistant/nextStepsAnswer.ts';
import type { NextStep, NextSteps } from '../../../../src/core/jobs/diagnosis/nextSteps.ts';
import { id } from '../../builders.ts';
import { cause, diagnosis, finding, lacking, ready, room, sentencesOf } from './diagnoses.ts';

const about = { kind: 'collaboration', name: room, room };
const step = (changes: Partial<NextStep> = {}): NextStep => ({
  sentence: 'Sync the collaboration',
  who: 'you',
  gain: '3 tables become ready',
  cause: 0,
  ...changes,
});
const next = (steps: NextStep[], changes: Partial<NextSteps> = {}): NextSteps => ({
  diagnosis: diagnosis({ about, causes: [cause({ finding: lacking(1) }), cause({ finding: finding({ waits_for: 'partner' }) })] }),
  steps,
  standing: '22 of 25 tables are ready',
  ...changes,
});

describe('what is left to do, in words', () => {
  const headlines: readonly [string, NextSteps, string][] = [
    ['that all is ready', next([], { diagnosis: ready({ about }) }), `All is ready in "${room}": nothing is left to do.`],
    ['the one thing, which follows', next([step()]), `1 thing is left for you to do in "${room}".`],
    [
      'how many things, and how many others have',
      next([step(), step({ sentence: 'Write' }), step({ who: 'partner' })]),
      `2 things are left for you to do in "${room}". 1 more waits for somebody else.`,
    ],
    [
      'that others have to act',
      next([step({ who: 'partner', cause: 1 })]),
      `Nothing is left for you to do in "${room}"; somebody else has 1 thing to do.`,
    ],
    [
      'that an answer is awaited',
      next([], { diagnosis: ready({ about, state: 'waiting' }) }),
      `Nothing is left for you to do in "${room}"; somebody else has yet to answer.`,
    ],
    [
      'that nothing is known',
      next([], { diagnosis: ready({ about, state: 'unknown' }) }),
      `No step is known for "${room}", and it is not known to be ready.`,
    ],
  ];
  for (const [story, given, headline] of headlines) {
    it(`begins with ${story}`, () => {
      assert.equal(nextStepsAnswer(given).headline.text, headline);
    });
  }

  it('lists ours before what others have to do, with what each gains', () => {
    const { paragraphs } = nextStepsAnswer(next([step({ who: 'partner', sentence: 'Accept', gain: '', cause: 1 }), step()]));
    assert.deepEqual(
      paragraphs.map(({ heading, list, words }) => [heading, list, words.map(({ text }) => text)]),
      [
        ['For you', 'numbered', ['Sync the collaboration. 3 tables become ready.']],
        ['For partners', 'numbered', ['Accept.']],
      ],
    );
  });

  it('proves each step by its cause', () => {
    const { paragraphs, references } = nextStepsAnswer(next([step()]));
    const [number] = paragraphs[0]?.words[0]?.references ?? [];
    assert.equal(references[(number ?? 0) - 1]?.source, 'ListConfiguredTableAssociations');
  });

  it('offers the remedies in the order of the steps', () => {
    const causes = [cause({ finding: lacking(1) }), cause({ finding: lacking(2) })];
    const { offers } = nextStepsAnswer(next([step({ cause: 1 }), step({ cause: 0 })], { diagnosis: diagnosis({ about, causes }) }));
    assert.deepEqual(
      offers.map(({ title }) => title),
      ['Sync the collaboration (Collaboration 2)', 'Sync the collaboration (Collaboration 1)'],
    );
  });

  it('offers one remedy for several alike, which mends them all', () => {
    const causes = [1, 2, 3].map((number) => cause({ finding: lacking(number) }));
    const { offers } = nextStepsAnswer(next([step()], { diagnosis: diagnosis({ about, causes }) }));
    const ids = [1, 2, 3].map((number) => id('collaboration', number));
    assert.deepEqual(
      offers.map(({ title, action }) => [title, action]),
      [['Sync them all', { kind: 'job', job: 'sync', input: { collaboration_ids: ids } }]],
    );
  });

  it('lists what is under way and needs no step', () => {
    const young = finding({
      id: 'sent_invitation.waiting',
      severity: 'information',
      waits_for: 'partner',
      title: 'Not answered yet: kim.',
    });
    const { paragraphs } = nextStepsAnswer(next([], { diagnosis: ready({ about, state: 'waiting', notes: [young, finding()] }) }));
    assert.deepEqual(
      paragraphs.map(({ heading, words }) => [heading, words.map(({ text }) => text)]),
      [['Under way', ['Not answered yet: kim.']]],
    );
  });

  it('tells ten steps of one kind and the number of the others', () => {
    const sentences = sentencesOf(nextStepsAnswer(next(Array.from({ length: 13 }, () => step()))));
    assert.deepEqual([sentences.length, sentences.at(-1)], [12, 'And 3 more.']);
  });
});
