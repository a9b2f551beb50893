import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import { modelAddress } from './modelAddress.ts';
import type { ModelProvider } from './modelProviders.ts';

/** Undefined where the person gave up, here and below. */
export async function askForModelKey({ name, baseUrl }: Pick<ModelProvider, 'name' | 'baseUrl'>): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key of the model provider {0}', name),
    prompt: vscode.l10n.t('Kept in the secret storage of VS Code, and sent nowhere else than to {0}.', modelAddress(baseUrl).origin),
    password: true,
    ignoreFocusOut: true,
    // A header can carry nothing else, and a key that was copied with its line would be refused later.
    validateInput: (text) =>
      /^[\x21-\x7e]+$/.test(text.trim()) ? undefined : vscode.l10n.t('A key is one word of letters, digits and signs.'),
  });
  return key?.trim();
}

export async function askForBaseUrl(proposed: string): Promise<string | undefined> {
  const baseUrl = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add model provider: base URL'),
    prompt: vscode.l10n.t('Where the API of OpenAI is answered; it often ends in /v1.'),
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        modelAddress(text.trim());
        return undefined;
      } catch (thrown) {
        return asCleanRoomError(thrown).sentence;
      }
    },
  });
  return baseUrl?.trim();
}

/** The name of the resource, from which its address follows. */
export async function askForAzureResource(proposed: string): Promise<string | undefined> {
  const resource = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Azure OpenAI: name of the resource'),
    prompt: vscode.l10n.t('NAME of https://NAME.openai.azure.com'),
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[a-z0-9][a-z0-9-]*$/i.test(text.trim()) ? undefined : vscode.l10n.t('The name has letters, digits and hyphens only.'),
  });
  return resource?.trim().toLowerCase();
}

/** Names of models or deployments, for servers that do not list them. */
export async function askForModelIds(title: string, proposed: ModelProvider['models'] = []): Promise<string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('One or more, with commas between them.'),
    value: proposed.map(({ id }) => id).join(', '),
    ignoreFocusOut: true,
    validateInput: (entered) => (idsIn(entered).length === 0 ? vscode.l10n.t('Something has to stand here.') : undefined),
  });
  return text === undefined ? undefined : idsIn(text);
}

function idsIn(text: string): string[] {
  return [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== '');
}
