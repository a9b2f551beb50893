import * as vscode from 'vscode';
import { OfflineModel } from './offlineModel.ts';
import { offlineVendor } from './vendors.ts';

export const offlineEntrySetting = 'cleanRooms.models.offlineEntry';
/** VS Code's own switch; with it there is no chat. */
const noAiSetting = 'chat.disableAIFeatures';
/** An editor that tells of a change whenever somebody asks would keep us asking. */
const mostLooks = 5;
const offeredBefore = 'cleanRooms.models.offlineEntryOffered';

/**
 * Offers the entry without AI while there is no other chat model and the person has not switched it off. What was offered
 * last counts until VS Code has said what there is: the first message of a new window may come before that.
 */
export class OfflineEntry implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  readonly #model: OfflineModel;
  readonly #owned: vscode.Disposable;
  #looking = false;
  #lookAgain = false;

  constructor(memory: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#memory = memory;
    this.#log = log;
    this.#model = new OfflineModel(isWished() && memory.get(offeredBefore, false));
    this.#owned = vscode.Disposable.from(
      this.#model,
      vscode.lm.registerLanguageModelChatProvider(offlineVendor, this.#model),
      // Versions about 1.104 tell nobody; there the entry stays until the next window.
      vscode.lm.onDidChangeChatModels(() => void this.look()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if ([offlineEntrySetting, noAiSetting].some((setting) => event.affectsConfiguration(setting))) void this.look();
      }),
    );
  }

  /**
   * Asks VS Code for all models, which also makes it ask their providers, and offers the entry or takes it back; again where
   * a change was told meanwhile.
   */
  async look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#looking) return;
    this.#looking = true;
    try {
      let looks = 0;
      do {
        this.#lookAgain = false;
        const offered = isWished() && !(await anyOtherModel());
        this.#model.offer(offered);
        await this.#memory.update(offeredBefore, offered);
        looks += 1;
      } while (this.#hasToLookAgain() && looks < mostLooks);
    } catch (thrown) {
      this.#log.warn(vscode.l10n.t('VS Code does not say which chat models there are: {0}', String(thrown)));
    } finally {
      this.#looking = false;
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** A change that was told meanwhile, which the compiler cannot know. */
  #hasToLookAgain(): boolean {
    return this.#lookAgain;
  }
}

async function anyOtherModel(): Promise<boolean> {
  return (await vscode.lm.selectChatModels()).some(({ vendor }) => vendor !== offlineVendor);
}

function isWished(): boolean {
  const settings = vscode.workspace.getConfiguration();
  return settings.get(offlineEntrySetting) !== false && settings.get(noAiSetting) !== true;
}
