import * as vscode from 'vscode';
import { CleanRoomError } from '../../core/errors.ts';
import { once } from '../../core/once.ts';
import { showError } from '../log.ts';
import type { ChatModel } from './chatModels.ts';
import { ModelKeys } from './modelKeys.ts';
import { OfflineEntry } from './offlineEntry.ts';
import { openAiVendor } from './vendors.ts';

/** As modelProviders.ts reads it, which is loaded when something stands there. */
const providersSetting = 'cleanRooms.models.providers';

/**
 * Registers the OpenAI-compatible models, their commands, and the entry without AI. What talks to servers is loaded when VS
 * Code first asks for models and a provider is configured, or when a command is called.
 */
export function registerModels(
  { secrets, globalState }: Pick<vscode.ExtensionContext, 'secrets' | 'globalState'>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  // Editors that are made of VS Code may lack it; the palette has the commands all the same.
  if (!('registerLanguageModelChatProvider' in vscode.lm)) return registerCommands(() => Promise.reject(noModelsHere()), log);
  const keys = new ModelKeys(secrets);
  const entry = new OfflineEntry(globalState, log);
  const registered = vscode.Disposable.from(registerChatModels(keys, log), registerCommands(commandsWith(keys, log), log), entry);
  // VS Code resolves models lazily, and a message to @cleanroom that is sent before that is refused.
  void entry.look();
  if (anyProvider())
    void vscode.lm.selectChatModels({ vendor: openAiVendor }).then(undefined, (thrown: unknown) => {
      log.warn(vscode.l10n.t('The models of the configured providers cannot be listed: {0}', String(thrown)));
    });
  return registered;
}

function registerChatModels(keys: ModelKeys, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const owned: { dispose: () => unknown }[] = [changed];
  const forgetting: (() => void)[] = [];
  const models = once(async () => {
    const made = new (await import('./chatModels.ts')).ChatModels(keys, log);
    owned.push(made);
    forgetting.push(() => {
      made.forget();
    });
    return made;
  });
  const change = (): void => {
    for (const forget of forgetting) forget();
    changed.fire();
  };
  const provider: vscode.LanguageModelChatProvider<ChatModel> = {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: async (options) =>
      options.silent && !anyProvider() ? [] : (await models()).provideLanguageModelChatInformation(options),
    provideLanguageModelChatResponse: async (...asked) => (await models()).provideLanguageModelChatResponse(...asked),
    provideTokenCount: async (model, text) => (await models()).provideTokenCount(model, text),
  };
  owned.push(
    vscode.lm.registerLanguageModelChatProvider(openAiVendor, provider),
    keys.onDidChange(change),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(providersSetting)) change();
    }),
  );
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...owned).dispose();
  });
}

const commandNames = ['addModelProvider', 'setModelProviderKey', 'removeModelProvider', 'manageModelProviders'] as const;
type CommandName = (typeof commandNames)[number];

function commandsWith(keys: ModelKeys, log: vscode.LogOutputChannel): (name: CommandName) => Promise<void> {
  return async (name) =>
    name === 'addModelProvider'
      ? (await import('./addModelProvider.ts')).addModelProvider(keys, log)
      : (await import('./modelCommands.ts'))[name](keys, log);
}

/** What goes wrong in a command is shown to the person and ends there. */
function registerCommands(run: (name: CommandName) => Promise<void>, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandNames.map((name) =>
      vscode.commands.registerCommand(`cleanRooms.${name}`, async () => {
        try {
          await run(name);
        } catch (thrown) {
          showError(thrown, log);
        }
      }),
    ),
  );
}

function noModelsHere(): CleanRoomError {
  return new CleanRoomError('invalid_state', vscode.l10n.t('This editor takes no chat models from extensions; Visual Studio Code does.'), {
    remedy: vscode.l10n.t('Use a model that the editor has. Without any, "{0}" answers as well.', vscode.l10n.t('Clean Rooms: Diagnose…')),
  });
}

function anyProvider(): boolean {
  const entries: unknown = vscode.workspace.getConfiguration().inspect(providersSetting)?.globalValue;
  return Array.isArray(entries) && entries.length > 0;
}
