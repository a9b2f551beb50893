import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { ChatMessage, TextPart, ToolCallPart, ToolResultPart } from './openAiMessages.ts';

/** A part of VS Code after the API that we are built for; tools of MCP servers answer words in it, too. */
const dataPart = z.object({ mimeType: z.string(), data: z.instanceof(Uint8Array) });

/** Words among all that data can be. */
const wordsMimeType = /^(text\/|application\/(.+\+)?(json|xml)\b)/;

/**
 * VS Code's messages as plain ones. Parts that are no words (cache marks of other providers, pictures, which no model here
 * says that it takes) are left out.
 */
export function plainMessages(messages: readonly vscode.LanguageModelChatRequestMessage[]): ChatMessage[] {
  return messages.map((message) => ({ role: roleOf(message.role), parts: message.content.flatMap(plainPart) }));
}

/** All words of a message, for counting. */
export function wordsOf({ content }: vscode.LanguageModelChatRequestMessage): string {
  return content
    .flatMap(plainPart)
    .map((part) => (part.kind === 'toolCall' ? `${part.name}${JSON.stringify(part.input)}` : part.text))
    .join('');
}

/** A part of an answer as VS Code has it. */
export function responsePart(part: TextPart | ToolCallPart): vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart {
  switch (part.kind) {
    case 'text':
      return new vscode.LanguageModelTextPart(part.text);
    case 'toolCall':
      return new vscode.LanguageModelToolCallPart(part.callId, part.name, part.input);
  }
}

/** The API knows user and assistant; VS Code itself also sends instructions, under a number that the API does not name. */
function roleOf(role: vscode.LanguageModelChatMessageRole): ChatMessage['role'] {
  switch (role) {
    case vscode.LanguageModelChatMessageRole.User:
      return 'user';
    case vscode.LanguageModelChatMessageRole.Assistant:
      return 'assistant';
    default:
      return 'system';
  }
}

function plainPart(part: unknown): (TextPart | ToolCallPart | ToolResultPart)[] {
  if (part instanceof vscode.LanguageModelTextPart) return [{ kind: 'text', text: part.value }];
  if (part instanceof vscode.LanguageModelToolCallPart) {
    return [{ kind: 'toolCall', callId: part.callId, name: part.name, input: part.input }];
  }
  if (part instanceof vscode.LanguageModelToolResultPart) {
    return [{ kind: 'toolResult', callId: part.callId, text: part.content.map(resultText).join('\n') }];
  }
  return [];
}

function resultText(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelPromptTsxPart) return JSON.stringify(part.value);
  const parsed = dataPart.safeParse(part);
  // Said, or the model takes a picture for an empty answer.
  if (!parsed.success) return vscode.l10n.t('(Something that this model cannot read.)');
  const { mimeType, data } = parsed.data;
  return wordsMimeType.test(mimeType) ? Buffer.from(data).toString() : vscode.l10n.t('(Something that this model cannot read.)');
}
