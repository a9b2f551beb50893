import type OpenAI from 'openai';
import * as z from 'zod/mini';
import { modelAddress } from './modelAddress.ts';
import { openAiClient, type ModelServer } from './openAiClient.ts';
import { brokenOff, cutShort, modelError, notTheProtocol } from './openAiErrors.ts';
import { openAiMessages, type ChatMessage, type TextPart, type ToolCallPart } from './openAiMessages.ts';
import { heldBack, type ModelCallSite } from './openAiRefusals.ts';
import { OpenAiToolCalls } from './openAiToolCalls.ts';

export interface ChatTool {
  name: string;
  description: string;
  /** JSON schema of what it takes. */
  inputSchema?: object | undefined;
}

/** One question to a model. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  tools: readonly ChatTool[];
  /** True: the model must call one of the tools. */
  mustCallTool: boolean;
  options: ChatOptions;
}

/** What a caller may ask of the way in which the model answers; nothing is sent that is not given. */
export const chatOptions = z.object({
  temperature: z.optional(z.number()),
  top_p: z.optional(z.number()),
  max_tokens: z.optional(z.number()),
  stop: z.optional(z.union([z.string(), z.array(z.string())])),
});
export type ChatOptions = z.infer<typeof chatOptions>;

/** What we rely on in a chunk of the stream. */
const chunkSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      delta: z.optional(
        z.looseObject({
          content: z.nullish(z.string()),
          refusal: z.nullish(z.string()),
          tool_calls: z.nullish(
            z.array(
              z.looseObject({
                index: z.optional(z.number()),
                id: z.nullish(z.string()),
                function: z.optional(z.looseObject({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
              }),
            ),
          ),
        }),
      ),
      finish_reason: z.nullish(z.string()),
    }),
  ),
});

/**
 * Asks a model and yields its answer as it comes: text in pieces, then the tool calls whole. Sends one request, and ends it
 * when `signal` says so. Raises `connection_unusable` (the key), `not_permitted`, `not_found`, `throttled`, `quota_reached`,
 * `invalid_input` (among them: too long), `refused` (content filter), `service_fault`, `no_answer`, `unexpected_answer`,
 * `cancelled`; what was yielded before stays true.
 */
export async function* chat(server: ModelServer, request: ChatRequest, signal: AbortSignal): AsyncGenerator<TextPart | ToolCallPart> {
  const site: ModelCallSite = {
    subject: `${request.model} (${server.name})`,
    host: modelAddress(server.baseUrl).host,
    key: server.key,
    begun: false,
  };
  const toolCalls = new OpenAiToolCalls();
  let anyChunk = false;
  let finish: string | undefined;
  try {
    for await (const chunk of await openAiClient(server).chat.completions.create(parametersOf(request), { signal })) {
      const parsed = chunkSchema.safeParse(chunk);
      if (!parsed.success) throw notTheProtocol(site);
      anyChunk = true;
      const [choice] = parsed.data.choices;
      finish = choice?.finish_reason ?? finish;
      const text = `${choice?.delta?.content ?? ''}${choice?.delta?.refusal ?? ''}`;
      if (text !== '') {
        site.begun = true;
        yield { kind: 'text', text };
      }
      for (const piece of choice?.delta?.tool_calls ?? []) toolCalls.add(piece);
    }
    // The package ends the stream quietly when it was cancelled.
    signal.throwIfAborted();
    if (!anyChunk) throw notTheProtocol(site);
    throwIfIncomplete(finish, request, site);
    yield* toolCalls.whole(site.subject);
  } catch (thrown) {
    throw modelError(thrown, site, signal);
  }
}

function throwIfIncomplete(finish: string | undefined, { options }: ChatRequest, site: ModelCallSite): void {
  if (finish === undefined) throw brokenOff(site);
  if (finish === 'content_filter') throw heldBack(site);
  // Somebody who names a length wants no more than that.
  if (finish === 'length' && options.max_tokens === undefined) throw cutShort(site);
}

function parametersOf({ model, messages, tools, mustCallTool, options }: ChatRequest): OpenAI.ChatCompletionCreateParamsStreaming {
  return {
    model,
    messages: openAiMessages(messages),
    stream: true,
    ...options,
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            type: 'function',
            function: { name, description, ...(inputSchema === undefined ? {} : { parameters: { ...inputSchema } }) },
          })),
          tool_choice: mustCallTool ? 'required' : 'auto',
        }),
  };
}
