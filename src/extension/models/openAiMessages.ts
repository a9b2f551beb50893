import type OpenAI from 'openai';

export interface TextPart {
  kind: 'text';
  text: string;
}

/** The model wants a tool to be called. */
export interface ToolCallPart {
  kind: 'toolCall';
  callId: string;
  name: string;
  input: object;
}

/** What the tool gave, for the call with the same id. */
export interface ToolResultPart {
  kind: 'toolResult';
  callId: string;
  text: string;
}

/** One message of a conversation. Tool calls stand in messages of the assistant, their results in the user's next one. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  parts: readonly (TextPart | ToolCallPart | ToolResultPart)[];
}

/** The messages as OpenAI's Chat Completions takes them. A message with nothing to say is left out: it would be refused. */
export function openAiMessages(messages: readonly ChatMessage[]): OpenAI.ChatCompletionMessageParam[] {
  return messages.flatMap(({ role, parts }): OpenAI.ChatCompletionMessageParam[] => {
    const content = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('');
    switch (role) {
      case 'system':
        return content === '' ? [] : [{ role, content }];
      case 'user':
        // Results first: they have to follow the message with the calls.
        return [...toolMessages(parts), ...(content === '' ? [] : [{ role, content }])];
      case 'assistant':
        return assistantMessage(content, parts);
    }
  });
}

function toolMessages(parts: ChatMessage['parts']): OpenAI.ChatCompletionToolMessageParam[] {
  return parts.flatMap((part) => (part.kind === 'toolResult' ? [{ role: 'tool', tool_call_id: part.callId, content: part.text }] : []));
}

function assistantMessage(content: string, parts: ChatMessage['parts']): OpenAI.ChatCompletionAssistantMessageParam[] {
  const calls: OpenAI.ChatCompletionMessageFunctionToolCall[] = parts.flatMap((part) =>
    part.kind === 'toolCall'
      ? [{ id: part.callId, type: 'function', function: { name: part.name, arguments: JSON.stringify(part.input) } }]
      : [],
  );
  if (calls.length > 0) return [{ role: 'assistant', content: content === '' ? null : content, tool_calls: calls }];
  return content === '' ? [] : [{ role: 'assistant', content }];
}
