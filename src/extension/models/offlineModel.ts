import * as vscode from 'vscode';
import { estimatedTokens } from './tokenEstimate.ts';

/**
 * The entry "Clean Rooms diagnostics (no AI)": VS Code sends nothing to a participant while no model is chosen, and
 * @cleanroom needs none. It says that it can call tools, or VS Code would not offer it there; it never calls any.
 *
 * Its provider stays registered, and lists nothing while it is not offered. What VS Code does with a vendor that package.json
 * contributes and nobody has registered, as the sources of about 1.104 and of 1.139.1 have it: it activates the extension and
 * writes a warning into the window's log whenever somebody asks for all models; taking a registration back empties the list,
 * but tells neither the picker nor `onDidChangeChatModels`. A change of the list reaches both. A `when` on the contribution
 * would make a new window forget the entry that was chosen in the one before: the condition is not known there until this
 * extension runs.
 */
export class OfflineModel implements vscode.LanguageModelChatProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeLanguageModelChatInformation = this.#changed.event;
  #offered: boolean;

  constructor(offered: boolean) {
    this.#offered = offered;
  }

  offer(offered: boolean): void {
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.#changed.fire();
  }

  provideLanguageModelChatInformation(): vscode.LanguageModelChatInformation[] {
    if (!this.#offered) return [];
    const entry = {
      id: 'diagnostics',
      name: vscode.l10n.t('Clean Rooms diagnostics (no AI)'),
      family: 'clean-rooms-diagnostics',
      version: '1',
      tooltip: vscode.l10n.t('No AI: lets @cleanroom answer with what its checks find. Nothing leaves this machine for it.'),
      maxInputTokens: 100_000,
      maxOutputTokens: 10_000,
      capabilities: { toolCalling: true, imageInput: false },
      // See ChatModel.
      isUserSelectable: true,
    };
    return [entry];
  }

  /** Whatever it is asked outside @cleanroom, it says what it is. */
  provideLanguageModelChatResponse(
    _model: vscode.LanguageModelChatInformation,
    _messages: readonly vscode.LanguageModelChatRequestMessage[],
    _options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
  ): Promise<void> {
    progress.report(new vscode.LanguageModelTextPart(whatItIs()));
    return Promise.resolve();
  }

  provideTokenCount(_model: vscode.LanguageModelChatInformation, text: string | vscode.LanguageModelChatRequestMessage): Promise<number> {
    return Promise.resolve(typeof text === 'string' ? estimatedTokens(text) : 0);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function whatItIs(): string {
  return [
    vscode.l10n.t(
      'This is **Clean Rooms diagnostics**, an entry without AI. It answers no questions by itself; it is there so that `@cleanroom` can be asked where no AI model is installed.',
    ),
    vscode.l10n.t('Begin with `@cleanroom`:'),
    [
      vscode.l10n.t('- `@cleanroom /diagnose` checks why something does not work, and offers to mend it.'),
      vscode.l10n.t('- `@cleanroom /next` says what is left to do.'),
    ].join('\n'),
    vscode.l10n.t(
      'For answers in the words of an AI, run *Clean Rooms: Add a model provider…* (OpenAI, Azure OpenAI or a server of yours), or install an assistant. This entry then disappears; the setting `cleanRooms.models.offlineEntry` switches it off.',
    ),
  ].join('\n\n');
}
