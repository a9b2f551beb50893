import assert from 'node:assert/strict';
import { openAiMessages, type ChatMessage } from '../../../../src/extension/models/openAiMessages.ts';

const text = (said: string): ChatMessage['parts'][number] => ({ kind: 'text', text: said });
const call: ChatMessage['parts'][number] = { kind: 'toolCall', callId: 'a', name: 'look', input: { at: 1 } };
const wireCall = { id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":1}' } };

const cases: { story: string; given: ChatMessage; wire: unknown[] }[] = [
  {
    story: 'instructions stay instructions',
    given: { role: 'system', parts: [text('Be brief.')] },
    wire: [{ role: 'system', content: 'Be brief.' }],
  },
  {
    story: 'the texts of one message become one',
    given: { role: 'user', parts: [text('Why '), text('not?')] },
    wire: [{ role: 'user', content: 'Why not?' }],
  },
  {
    story: 'what the assistant said stands with its calls',
    given: { role: 'assistant', parts: [text('I look.'), call] },
    wire: [{ role: 'assistant', content: 'I look.', tool_calls: [wireCall] }],
  },
  {
    story: 'results of several calls are a message each, before what the person says',
    given: {
      role: 'user',
      parts: [text('Go on.'), { kind: 'toolResult', callId: 'a', text: 'one' }, { kind: 'toolResult', callId: 'b', text: '' }],
    },
    wire: [
      { role: 'tool', tool_call_id: 'a', content: 'one' },
      { role: 'tool', tool_call_id: 'b', content: '' },
      { role: 'user', content: 'Go on.' },
    ],
  },
  ...(['system', 'user', 'assistant'] as const).map((role) => ({
    story: `a message of the ${role} without words is left out`,
    given: { role, parts: [text('')] },
    wire: [],
  })),
];

describe('messages for OpenAI', () => {
  for (const { story, given, wire } of cases) {
    it(story, () => {
      assert.deepEqual(openAiMessages([given]), wire);
    });
  }
});
