import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import { modelAddress } from './modelAddress.ts';
import { openAiClient, type ModelServer } from './openAiClient.ts';
import { modelError, notTheProtocol } from './openAiErrors.ts';

/** One model that can be chatted with. */
export interface ListedModel {
  /** As requests name it. */
  id: string;
  /** For people. */
  name: string;
  maxInputTokens: number;
  maxOutputTokens: number;
  toolCalling: boolean;
}

/** A model as a person or a server describes it: what is left out is assumed. */
export interface DescribedModel {
  id: string;
  name?: string | undefined;
  maxInputTokens?: number | undefined;
  maxOutputTokens?: number | undefined;
  toolCalling?: boolean | undefined;
}

/** OpenAI says the id alone; the others' own fields say more. */
const listAnswer = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string().check(z.minLength(1)),
      /** OpenRouter, Together. */
      context_length: z.nullish(z.number()),
      /** vLLM. */
      max_model_len: z.nullish(z.number()),
      /** Mistral, LM Studio. */
      max_context_length: z.nullish(z.number()),
      /** Mistral says whether it chats and calls tools. */
      capabilities: z.nullish(z.looseObject({ completion_chat: z.optional(z.boolean()), function_calling: z.optional(z.boolean()) })),
    }),
  ),
});
type ListedEntry = z.infer<typeof listAnswer>['data'][number];

/** VS Code waits for the list whenever somebody asks for models. */
const patienceMs = 5000;

/** Ids that name no chat model, whoever serves them. */
const neverChats = /embed|rerank|whisper|moderation/i;

/** Models of OpenAI that make or hear sounds and pictures, only complete text, or answer its Responses API alone. */
const notForOpenAiChat =
  /^(dall-e|gpt-image|chatgpt-image|sora|tts|davinci|babbage|computer-use)|realtime|audio|transcribe|-tts|-instruct|codex|-pro(-|$)|deep-research|search/;

/**
 * The chat models that a server lists. Raises `connection_unusable`, `not_permitted`, `not_found` (some servers list none),
 * `throttled`, `service_fault`, `no_answer`, `unexpected_answer`, `cancelled`.
 */
export async function listModels(server: ModelServer, signal: AbortSignal): Promise<ListedModel[]> {
  const { host } = modelAddress(server.baseUrl);
  // A server that has no other name is called as its host, which the sentence names already.
  const subject = server.name === host ? t('the list of models') : t('the list of models of {0}', server.name);
  const site = { subject, host, key: server.key, begun: false };
  try {
    const answer: unknown = await openAiClient(server).get('/models', { signal, timeout: patienceMs });
    const parsed = listAnswer.safeParse(answer);
    if (!parsed.success) throw notTheProtocol(site);
    return parsed.data.data.filter((entry) => isChatModel(entry, host)).map((entry) => listedModel(describedBy(entry), server));
  } catch (thrown) {
    throw modelError(thrown, site, signal);
  }
}

/**
 * A model with what is assumed where nobody says it. OpenAI's chat models of today take 128,000 tokens and more; a server on
 * this machine or in a private network often takes few, and some cut what is too long without a word.
 */
export function listedModel(
  { id, name, maxInputTokens, maxOutputTokens, toolCalling }: DescribedModel,
  { baseUrl }: ModelServer,
): ListedModel {
  const assumed = modelAddress(baseUrl).isPrivate ? { input: 6_000, output: 2_000 } : { input: 112_000, output: 16_000 };
  return {
    id,
    name: foreignText(name ?? id, 80),
    maxInputTokens: maxInputTokens ?? assumed.input,
    maxOutputTokens: maxOutputTokens ?? assumed.output,
    // @cleanroom and agent mode offer only models with it, and a model without it answers that it has none.
    toolCalling: toolCalling ?? true,
  };
}

/** Azure lists what could be deployed, not what is: only the person knows the names of the deployments. */
export function deploymentsMissing({ name }: ModelServer): CleanRoomError {
  return new CleanRoomError('invalid_input', t('The model provider {0} names no deployments.', name), {
    remedy: t('Name them under "models" in the setting {0}.', 'cleanRooms.models.providers'),
  });
}

/** False where the server or the id itself says that it is none. */
export function isChatModel({ id, capabilities }: ListedEntry, host: string): boolean {
  if (capabilities?.completion_chat === false || neverChats.test(id)) return false;
  return host !== 'api.openai.com' || !notForOpenAiChat.test(id);
}

function describedBy({ id, context_length, max_model_len, max_context_length, capabilities }: ListedEntry): DescribedModel {
  const context = context_length ?? max_model_len ?? max_context_length ?? undefined;
  const output = context === undefined ? undefined : Math.min(16_000, Math.floor(context / 4));
  return {
    id,
    ...(context === undefined || output === undefined ? {} : { maxInputTokens: context - output, maxOutputTokens: output }),
    toolCalling: capabilities?.function_calling,
  };
}
