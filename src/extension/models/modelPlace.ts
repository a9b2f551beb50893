import type * as vscode from 'vscode';
import { modelAddress } from './modelAddress.ts';
import { readModelProviders } from './modelProviders.ts';
import { offlineVendor, openAiVendor } from './vendors.ts';

/** True: what this model is asked does not leave the machine on which the extension runs. False where nobody can know. */
export function staysOnThisMachine({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): boolean {
  if (vendor === offlineVendor) return true;
  if (vendor !== openAiVendor) return false;
  const provider = readModelProviders().providers.find(({ name }) => id.startsWith(`${name}/`));
  return provider !== undefined && modelAddress(provider.baseUrl).onThisMachine;
}
