import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { plainMessage } from '../plainMessage.ts';
import { addModelProvider } from './addModelProvider.ts';
import type { ModelKeys } from './modelKeys.ts';
import { forgetModelProvider, modelProvidersSetting, readModelProviders, type ModelProvider } from './modelProviders.ts';
import { askForModelKey } from './modelQuestions.ts';
import { tryOut } from './modelServerTrial.ts';

/** A first key, or another one after it was changed at the provider. */
export async function setModelProviderKey(keys: ModelKeys): Promise<void> {
  const provider = await chooseProvider(vscode.l10n.t('Set the key of which model provider?'));
  if (provider === undefined) return;
  const key = await askForModelKey(provider);
  if (key === undefined) return;
  await tryOut({ ...provider, key });
  await keys.store(provider, key);
  void vscode.window.showInformationMessage(plainMessage(vscode.l10n.t('The key of the model provider {0} is kept.', provider.name)));
}

/** Takes a provider out of the settings, and its key out of the secret storage. */
export async function removeModelProvider(keys: ModelKeys): Promise<void> {
  const provider = await chooseProvider(vscode.l10n.t('Remove which model provider?'));
  if (provider === undefined) return;
  await keys.forget(provider);
  await forgetModelProvider(provider);
  void vscode.window.showInformationMessage(plainMessage(vscode.l10n.t('Removed the model provider {0}, and its key.', provider.name)));
}

/** What VS Code's list of models opens for this vendor (`managementCommand`; 1.139 calls it deprecated and obeys it). */
export async function manageModelProviders(keys: ModelKeys, log: vscode.LogOutputChannel): Promise<void> {
  const settings = (): Thenable<void> => vscode.commands.executeCommand('workbench.action.openSettings', modelProvidersSetting);
  const picked = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Add a model provider…'), act: addModelProvider },
      { label: vscode.l10n.t('Set the key of a model provider…'), act: setModelProviderKey },
      { label: vscode.l10n.t('Remove a model provider…'), act: removeModelProvider },
      { label: vscode.l10n.t('Open the setting'), description: modelProvidersSetting, act: settings },
    ],
    { title: vscode.l10n.t('OpenAI-compatible models') },
  );
  await picked?.act(keys, log);
}

async function chooseProvider(title: string): Promise<ModelProvider | undefined> {
  const { providers } = readModelProviders();
  if (providers.length === 0)
    throw new CleanRoomError('not_found', vscode.l10n.t('There is no model provider.'), {
      remedy: vscode.l10n.t('Add one with "{0}".', vscode.l10n.t('Clean Rooms: Add a model provider…')),
    });
  const picked = await vscode.window.showQuickPick(
    providers.map((provider) => ({ label: provider.name, description: provider.baseUrl, provider })),
    { title },
  );
  return picked?.provider;
}
