import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { cancellation } from '../cancellation.ts';
import { addModelProvider } from './addModelProvider.ts';
import { plainMessages, responsePart, wordsOf } from './chatParts.ts';
import { languageModelError } from './languageModelError.ts';
import { type ModelKeys, wantsKey } from './modelKeys.ts';
import { ModelLists } from './modelLists.ts';
import { modelProvidersSetting, readModelProviders, type ModelProvider } from './modelProviders.ts';
import { askForModelKey } from './modelQuestions.ts';
import { chat, chatOptions, type ChatOptions } from './openAiChat.ts';
import type { ModelServer } from './openAiClient.ts';
import { deploymentsMissing, listedModel, type ListedModel } from './openAiModelList.ts';
import { estimatedTokens } from './tokenEstimate.ts';

/** VS Code hands parts on every 30 ms, and forgets those that it still holds when an error comes: but what came has to stay. */
const handedOnMs = 150;

/** A model as VS Code lists it, and where it is. */
export interface ChatModel extends vscode.LanguageModelChatInformation {
  readonly provider: ModelProvider;
  /** As requests name it. */
  readonly modelId: string;
  /** Not in the API, but VS Code 1.120 keeps every model out of the picker that does not say so; the others do not mind. */
  readonly isUserSelectable: true;
}

/** The models of all OpenAI-compatible servers of the person's settings. */
export class ChatModels implements vscode.LanguageModelChatProvider<ChatModel>, vscode.Disposable {
  readonly #keys: ModelKeys;
  readonly #log: vscode.LogOutputChannel;
  readonly #lists = new ModelLists();
  /** What was said in the log since something changed: VS Code asks often. */
  readonly #said = new Set<string>();

  constructor(keys: ModelKeys, log: vscode.LogOutputChannel) {
    this.#keys = keys;
    this.#log = log;
  }

  /**
   * Silently: asks the person for nothing and lists what can be listed so. Otherwise asks the servers anew, and the person
   * for a first provider and for keys that are missing. A server that cannot be read costs only its own models; where
   * nothing is left and somebody waits for it, the reason is raised.
   */
  async provideLanguageModelChatInformation({ silent }: vscode.PrepareLanguageModelChatModelOptions): Promise<ChatModel[]> {
    if (!silent) {
      this.forget();
      await this.#askForWhatIsMissing();
    }
    const { providers, problems } = readModelProviders();
    const models: ChatModel[] = [];
    const listed = await Promise.allSettled(providers.map((provider) => this.#modelsOf(provider)));
    for (const outcome of listed) {
      if (outcome.status === 'fulfilled') models.push(...outcome.value);
      else problems.push(asCleanRoomError(outcome.reason).sentence);
    }
    for (const problem of problems) this.#warnOnce(problem);
    const [first] = problems;
    if (!silent && models.length === 0 && first !== undefined) throw new vscode.LanguageModelError(first);
    return models;
  }

  async provideLanguageModelChatResponse(
    { provider, modelId }: ChatModel,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    { tools = [], toolMode, modelOptions = {} }: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const cancelling = cancellation(token);
    let begun = false;
    try {
      requireSameAddress(provider);
      const server = await this.#serverOf(provider);
      const request = {
        model: modelId,
        messages: plainMessages(messages),
        tools,
        mustCallTool: toolMode === vscode.LanguageModelChatToolMode.Required,
        options: checkedOptions(modelOptions),
      };
      for await (const part of chat(server, request, cancelling.signal)) {
        progress.report(responsePart(part));
        begun = true;
      }
    } catch (thrown) {
      if (begun && !cancelling.signal.aborted) await sleep(handedOnMs);
      throw languageModelError(thrown);
    } finally {
      cancelling.end();
    }
  }

  /** An estimate: see `estimatedTokens`. */
  provideTokenCount(_model: ChatModel, text: string | vscode.LanguageModelChatRequestMessage): Promise<number> {
    return Promise.resolve(estimatedTokens(typeof text === 'string' ? text : wordsOf(text)));
  }

  /** The servers are asked anew when VS Code next asks. */
  forget(): void {
    this.#lists.forget();
    this.#said.clear();
  }

  dispose(): void {
    this.#lists.dispose();
  }

  /** One after the other: a second question would take the place of the first. */
  async #askForWhatIsMissing(): Promise<void> {
    // "Add models" of VS Code's list of models.
    if (readModelProviders().providers.length === 0) await addModelProvider(this.#keys, this.#log);
    for (const provider of readModelProviders().providers) {
      if (!wantsKey(provider) || (await this.#keys.get(provider)) !== undefined) continue;
      const key = await askForModelKey(provider);
      if (key !== undefined) await this.#keys.store(provider, key);
    }
  }

  async #modelsOf(provider: ModelProvider): Promise<ChatModel[]> {
    const server = await this.#serverOf(provider);
    if (provider.models === undefined && provider.kind === 'azure') throw deploymentsMissing(server);
    const models = provider.models?.map((model) => listedModel(model, server)) ?? (await this.#lists.of(server));
    return models.map((model) => chatModel(provider, model));
  }

  /** The way in. Raises `connection_unusable` where a key is wanted and there is none. */
  async #serverOf(provider: ModelProvider): Promise<ModelServer> {
    const server = await this.#keys.serverOf(provider);
    if (server.key === undefined && wantsKey(provider)) throw keyMissing(provider);
    return server;
  }

  #warnOnce(sentence: string): void {
    if (!this.#said.has(sentence)) this.#log.warn(sentence);
    this.#said.add(sentence);
  }
}

function chatModel(provider: ModelProvider, { id, name, maxInputTokens, maxOutputTokens, toolCalling }: ListedModel): ChatModel {
  return {
    id: `${provider.name}/${id}`,
    name,
    // The ids of OpenAI name family and version in one.
    family: id,
    version: id,
    detail: provider.name,
    tooltip: vscode.l10n.t('{0} of the model provider {1} in the setting {2}', name, provider.name, modelProvidersSetting),
    maxInputTokens,
    maxOutputTokens,
    capabilities: { toolCalling, imageInput: false },
    isUserSelectable: true,
    provider,
    modelId: id,
  };
}

function keyMissing({ name }: ModelProvider): CleanRoomError {
  return new CleanRoomError('connection_unusable', vscode.l10n.t('There is no key for the model provider {0} at this address.', name), {
    remedy: vscode.l10n.t('Enter it with "{0}".', vscode.l10n.t('Clean Rooms: Set the key of a model provider…')),
  });
}

/**
 * VS Code asks a model as it was listed last, but whether it is on this machine, and so what is masked, is decided by the
 * settings of now. Raises `not_found` where the two differ.
 */
function requireSameAddress({ name, baseUrl }: ModelProvider): void {
  if (readModelProviders().providers.some((each) => each.name === name && each.baseUrl === baseUrl)) return;
  throw new CleanRoomError(
    'not_found',
    vscode.l10n.t('The model provider {0} was removed or has another base URL since its models were listed; nothing was sent.', name),
    { remedy: vscode.l10n.t('Choose the model anew in the model picker of the chat, and ask again.') },
  );
}

function checkedOptions(given: object): ChatOptions {
  const parsed = chatOptions.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CleanRoomError(
    'invalid_input',
    vscode.l10n.t('The option {0} is not of the kind that models take.', parsed.error.issues[0]?.path.join('.') ?? ''),
  );
}
