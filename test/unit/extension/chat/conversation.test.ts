import assert from 'node:assert/strict';
import { Conversation, type Remembered } from '../../../../src/extension/chat/conversation.ts';

const answer = (answerId: string, about?: Remembered['about']): Remembered => ({
  answerId,
  at: '2026-11-20T12:00:00.000Z',
  ...(about === undefined ? {} : { about }),
  worded: false,
  followUps: [],
});

describe('a conversation', () => {
  it('remembers what its newest answer was about', () => {
    const conversation = new Conversation([
      answer('1', { connectionId: 'aws', room: 'AMC Collaboration', subject: 'part_ibe_07' }),
      answer('2', { connectionId: 'aws', room: 'Retail Media' }),
    ]);
    assert.deepEqual(conversation.last, { connectionId: 'aws', room: 'Retail Media', since: Date.parse('2026-11-20T12:00:00.000Z') });
  });

  it('goes on with what was talked about where the newest answer only asked back', () => {
    assert.equal(new Conversation([answer('1', { connectionId: 'aws' }), answer('2')]).last?.connectionId, 'aws');
  });

  it('takes what it does not know for no answer of ours', () => {
    for (const metadata of [undefined, {}, { about: { connectionId: 7 } }, 'x']) assert.equal(new Conversation([metadata]).last, undefined);
  });

  it('knows its own answers', () => {
    const conversation = new Conversation([answer('1'), answer('2')]);
    assert.deepEqual([conversation.has(new Set(['2'])), conversation.has(new Set(['3']))], [true, false]);
  });
});
