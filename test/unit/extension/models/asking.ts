/** What the tests of chats have in common: a plain question, and the answer to its end. */
import type { ChatRequest } from '../../../../src/extension/models/openAiChat.ts';
import type { TextPart, ToolCallPart } from '../../../../src/extension/models/openAiMessages.ts';

/** Opens nothing anywhere. */
export const key = 'sk-test-0123456789abcdef';

export function askedFor(text: string): ChatRequest {
  return {
    model: 'scripted-1',
    messages: [{ role: 'user', parts: [{ kind: 'text', text }] }],
    tools: [],
    mustCallTool: false,
    options: {},
  };
}

type Part = TextPart | ToolCallPart;

export async function whole(answer: AsyncIterable<Part>): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of answer) parts.push(part);
  return parts;
}

export function said(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

export function toolsOf(parts: readonly Part[]): Part[] {
  return parts.filter(({ kind }) => kind === 'toolCall');
}

/** What came before the answer failed, and how it failed. */
export async function failure(answer: AsyncIterable<Part>): Promise<{ before: string; thrown: unknown }> {
  const parts: Part[] = [];
  try {
    for await (const part of answer) parts.push(part);
  } catch (thrown) {
    return { before: said(parts), thrown };
  }
  throw new Error('The answer came to a good end.');
}
