import * as vscode from 'vscode';
import { offlineVendor } from '../models/vendors.ts';
import type { AssistantSettings } from './assistantSettings.ts';

/**
 * Why an answer is written from templates without any model being asked, in a sentence; undefined: a model words it.
 * @param unhelpful whether the person found an answer of this conversation unhelpful
 */
export function whyTemplate(
  { vendor }: Pick<vscode.LanguageModelChat, 'vendor'>,
  { useModel }: Pick<AssistantSettings, 'useModel'>,
  unhelpful: boolean,
): string | undefined {
  if (vendor === offlineVendor || !useModel) return vscode.l10n.t('Written from templates; no model was asked.');
  if (unhelpful) return vscode.l10n.t('Written from templates, because you found a worded answer of this conversation unhelpful.');
  return undefined;
}
