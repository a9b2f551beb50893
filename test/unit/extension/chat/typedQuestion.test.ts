import assert from 'node:assert/strict';
import { typedQuestion, type TypedQuestion } from '../../../../src/extension/chat/typedQuestion.ts';

describe('a question as a person has typed it', () => {
  const cases: [story: string, typed: TypedQuestion, meant: TypedQuestion][] = [
    ['stays as it is', { prompt: 'why?', command: 'diagnose' }, { prompt: 'why?', command: 'diagnose' }],
    ['names the participant that the chat had kept', { prompt: '@cleanroom why?' }, { prompt: 'why?', command: undefined }],
    ['has its command after that name', { prompt: '@cleanroom /next' }, { prompt: '', command: 'next' }],
    ['has its command among the words', { prompt: ' /plan AMC Collaboration' }, { prompt: 'AMC Collaboration', command: 'plan' }],
    ['has a command already, and a path', { prompt: '/tmp/x', command: 'next' }, { prompt: '/tmp/x', command: 'next' }],
    ['begins with a path', { prompt: '/plan/x is wrong' }, { prompt: '/plan/x is wrong', command: undefined }],
    ['is about somebody of a like name', { prompt: '@cleanrooms why?' }, { prompt: '@cleanrooms why?', command: undefined }],
  ];
  for (const [story, typed, meant] of cases)
    it(story, () => {
      assert.deepEqual(typedQuestion(typed), meant);
    });
});
