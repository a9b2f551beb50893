import * as vscode from 'vscode';
import { asCleanRoomError, type CleanRoomError } from '../../core/errors.ts';
import { showError } from '../log.ts';
import { plainMessage } from '../plainMessage.ts';
import { modelAddress } from './modelAddress.ts';
import { type ModelKeys, wantsKey } from './modelKeys.ts';
import { readModelProviders, saveModelProvider, type ModelProvider } from './modelProviders.ts';
import { askForAzureResource, askForBaseUrl, askForModelIds, askForModelKey } from './modelQuestions.ts';
import { tryOut } from './modelServerTrial.ts';

/** A kind of server, and what has to be known of each; what was entered `before` is proposed. */
interface Place extends vscode.QuickPickItem {
  ask: (before: ModelProvider | undefined) => Promise<ModelProvider | undefined>;
}

/**
 * Asks for a provider and its key, tries them, and remembers both. What opens nothing is not kept: the person is told why,
 * and can try again.
 */
export async function addModelProvider(keys: ModelKeys, log: vscode.LogOutputChannel): Promise<void> {
  const place = await vscode.window.showQuickPick(places(), { title: vscode.l10n.t('Add a model provider') });
  if (place !== undefined) await addOne(place, undefined, keys, log);
}

async function addOne(place: Place, before: ModelProvider | undefined, keys: ModelKeys, log: vscode.LogOutputChannel): Promise<void> {
  const asked = await place.ask(before);
  if (asked === undefined) return;
  const provider = { ...asked, name: unusedName(asked.name) };
  let opened: Opened | undefined;
  try {
    opened = await open(provider);
  } catch (thrown) {
    const error = asCleanRoomError(thrown);
    if (error.code === 'cancelled') throw error;
    offerToTryAgain(error, log, () => addOne(place, asked, keys, log));
  }
  if (opened === undefined) return;
  const models = provider.models ?? (opened.listed > 0 ? undefined : await describedModels(provider));
  if (models === undefined && opened.listed === 0) return;
  if (opened.key !== undefined) await keys.store(provider, opened.key);
  await saveModelProvider({ ...provider, ...(models === undefined ? {} : { models }) });
  void vscode.window.showInformationMessage(
    plainMessage(vscode.l10n.t('Added the model provider {0}. Its models stand in the model picker of the chat.', provider.name)),
  );
}

/** It does not wait for an answer, so that a command ends when its work has. */
function offerToTryAgain(error: CleanRoomError, log: vscode.LogOutputChannel, again: () => Promise<void>): void {
  const words = [error.message, whatToCheck(error), vscode.l10n.t('Nothing was kept.')].filter((each) => each !== '').join(' ');
  log.error(words);
  const tryAgain = vscode.l10n.t('Try again');
  void vscode.window
    .showErrorMessage(plainMessage(words), tryAgain)
    .then((answer) => (answer === tryAgain ? again() : undefined))
    .then(undefined, (thrown: unknown) => {
      showError(thrown, log);
    });
}

/** The next step while nothing stands in the settings yet: there the remedies of a provider that was kept lead nowhere. */
function whatToCheck({ code, remedy }: CleanRoomError): string {
  switch (code) {
    case 'connection_unusable':
      return vscode.l10n.t('Check the key.');
    case 'not_permitted':
      return vscode.l10n.t('Check what the key may do.');
    case 'no_answer':
      return vscode.l10n.t('Check the address, that the server runs, the network and the proxy.');
    case 'invalid_input':
    case 'unexpected_answer':
      return vscode.l10n.t('Check the address; it often ends in /v1.');
    default:
      return remedy ?? '';
  }
}

function places(): Place[] {
  const openAi = { name: 'OpenAI', kind: 'openai' as const, baseUrl: 'https://api.openai.com/v1' };
  return [
    { label: 'OpenAI', description: modelAddress(openAi.baseUrl).host, ask: () => Promise.resolve(openAi) },
    { label: 'Azure OpenAI', description: vscode.l10n.t('with the key of the resource'), ask: askForAzure },
    {
      label: vscode.l10n.t('Local server'),
      description: vscode.l10n.t('Ollama, LM Studio, llama.cpp, vLLM and others; a key only where it wants one'),
      ask: (before) => askForServer(before?.baseUrl ?? 'http://127.0.0.1:11434/v1'),
    },
    {
      label: vscode.l10n.t('Another service'),
      description: vscode.l10n.t('that answers as OpenAI does, with a key'),
      ask: (before) => askForServer(before?.baseUrl ?? 'https://'),
    },
  ];
}

async function askForServer(proposed: string): Promise<ModelProvider | undefined> {
  const baseUrl = await askForBaseUrl(proposed);
  return baseUrl === undefined ? undefined : { name: modelAddress(baseUrl).host, kind: 'openai', baseUrl };
}

async function askForAzure(before: ModelProvider | undefined): Promise<ModelProvider | undefined> {
  const resource = await askForAzureResource(before === undefined ? '' : modelAddress(before.baseUrl).host.replace(/\..*$/, ''));
  if (resource === undefined) return undefined;
  const deployments = await askForModelIds(vscode.l10n.t('Add Azure OpenAI: names of the deployments'), before?.models);
  if (deployments === undefined) return undefined;
  return {
    name: `Azure ${resource}`,
    kind: 'azure',
    baseUrl: `https://${resource}.openai.azure.com/openai/v1/`,
    models: deployments.map((id) => ({ id })),
  };
}

interface Opened {
  /** Undefined where none is wanted. */
  key: string | undefined;
  /** How many chat models the server lists with it. */
  listed: number;
}

/** Undefined where the person gave up. */
async function open(provider: ModelProvider): Promise<Opened | undefined> {
  if (!wantsKey(provider)) {
    try {
      return { key: undefined, listed: await tryOut({ ...provider, key: undefined }) };
    } catch (thrown) {
      // A server nearby that wants one all the same.
      if (asCleanRoomError(thrown).code !== 'connection_unusable') throw thrown;
    }
  }
  const key = await askForModelKey(provider);
  return key === undefined ? undefined : { key, listed: await tryOut({ ...provider, key }) };
}

async function describedModels({ name }: ModelProvider): Promise<ModelProvider['models']> {
  const ids = await askForModelIds(vscode.l10n.t('{0} lists no chat models: which does it have?', name));
  return ids?.map((id) => ({ id }));
}

function unusedName(wished: string, count = 1): string {
  const name = count === 1 ? wished : `${wished} ${count}`;
  return readModelProviders().providers.some((each) => each.name === name) ? unusedName(wished, count + 1) : name;
}
