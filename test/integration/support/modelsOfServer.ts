import * as vscode from 'vscode';
import { modelProvidersSetting, type ModelProvider } from '../../../src/extension/models/modelProviders.ts';
import { openAiVendor } from '../../../src/extension/models/vendors.ts';
import { standIn } from './standIn.ts';

/** The settings as a person would write them; undefined: as if nothing had been written. */
export async function writeProviders(...providers: ModelProvider[]): Promise<void> {
  const value = providers.length === 0 ? undefined : providers;
  await vscode.workspace.getConfiguration().update(modelProvidersSetting, value, vscode.ConfigurationTarget.Global);
}

/** The one model of the provider, as VS Code gives it to those who want to ask it. */
export async function modelOf({ name }: ModelProvider, id = 'scripted-1'): Promise<vscode.LanguageModelChat> {
  const [model] = await vscode.lm.selectChatModels({ vendor: openAiVendor, id: `${name}/${id}` });
  if (model === undefined) throw new Error(`${name} has no model ${id}.`);
  return model;
}

/** What a person picks and enters, by the words that are asked with: the first that match. Nothing fits: the person gives up. */
export interface GivenAnswers {
  picks?: Record<string, string>;
  inputs?: Record<string, string>;
}

/** Answers questions instead of a person; `asked` are the titles of all, `proposed` is what stood in the boxes before. */
export function answerQuestions({ picks = {}, inputs = {} }: GivenAnswers): { asked: string[]; proposed: string[]; end: () => void } {
  const asked: string[] = [];
  const proposed: string[] = [];
  const answerTo = (title: string, answers: Record<string, string>): string | undefined => {
    asked.push(title);
    return Object.entries(answers).find(([words]) => title.includes(words))?.[1];
  };
  const putBack = [
    standIn(vscode.window, 'showQuickPick', (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) => {
      const label = answerTo(options?.title ?? '', picks);
      return Promise.resolve(items.find((item) => item.label === label));
    }),
    standIn(vscode.window, 'showInputBox', (options?: vscode.InputBoxOptions) => {
      proposed.push(options?.value ?? '');
      const text = answerTo(options?.title ?? '', inputs);
      const complaint = text === undefined ? undefined : options?.validateInput?.(text);
      return Promise.resolve(complaint === undefined ? text : undefined);
    }),
  ];
  return {
    asked,
    proposed,
    end: () => {
      for (const back of putBack) back();
    },
  };
}
