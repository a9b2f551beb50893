import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import type { ToolCallPart } from './openAiMessages.ts';

/** A piece of a tool call as it comes over the wire. */
export interface ToolCallPiece {
  index?: number | undefined;
  id?: string | null | undefined;
  function?: { name?: string | null | undefined; arguments?: string | null | undefined } | undefined;
}

interface GrowingCall {
  index: number | undefined;
  id: string | undefined;
  name: string;
  arguments: string;
}

const argumentsObject = z.record(z.string(), z.unknown());

/** Puts the tool calls of one answer together: their arguments come as pieces of JSON, over many chunks. */
export class OpenAiToolCalls {
  readonly #calls: GrowingCall[] = [];

  add({ index, id, function: called }: ToolCallPiece): void {
    const call = this.#callOf(index, id ?? undefined);
    // Whole in one piece; some servers repeat it with every one.
    call.name ||= called?.name ?? '';
    call.arguments += called?.arguments ?? '';
  }

  /** The calls, once the answer is whole. Raises `unexpected_answer` where one names no tool or its arguments are no JSON object. */
  whole(model: string): ToolCallPart[] {
    return this.#calls.map(({ id, name, arguments: text }, position) => ({
      kind: 'toolCall',
      callId: id ?? `call_${position + 1}`,
      name: name === '' ? namelessCall(model) : name,
      input: argumentsOf(text, name, model),
    }));
  }

  /** Some servers leave the index out, or count every call as the first: another id is another call. */
  #callOf(index: number | undefined, id: string | undefined): GrowingCall {
    const known = this.#calls.findLast((call) => index === undefined || call.index === index);
    if (known !== undefined && (id === undefined || known.id === undefined || known.id === id)) {
      known.id ??= id;
      return known;
    }
    const call = { index, id, name: '', arguments: '' };
    this.#calls.push(call);
    return call;
  }
}

function argumentsOf(text: string, name: string, model: string): object {
  // A tool without parameters.
  if (text.trim() === '') return {};
  const parsed = argumentsObject.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw unusable(t('{0} called the tool {1} with arguments that are no JSON object.', model, foreignText(name)));
}

function namelessCall(model: string): never {
  throw unusable(t('{0} called a tool without naming it.', model));
}

function unusable(sentence: string): CleanRoomError {
  return new CleanRoomError('unexpected_answer', sentence, {
    remedy: t('Ask again, or choose a model that is better at calling tools.'),
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
