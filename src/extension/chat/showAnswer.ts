import * as vscode from 'vscode';
import { answerMarkdown } from '../../core/assistant/answerMarkdown.ts';
import { escapeMarkdown } from '../../core/assistant/escapeMarkdown.ts';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import { cancellation } from '../cancellation.ts';
import { showError } from '../log.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';
import { whyNotOffered, type Assistant, type Deed } from './assistant.ts';
import { findAnswer, type Asked } from './findAnswer.ts';

/** The answer of the chat where there is no chat: as a page, and what it offers as buttons beside. No model is asked. */
export async function showAnswer(
  workbench: Workbench,
  assistant: Assistant,
  asked: Asked,
  again: (about: Diagnosis['about']) => Promise<void>,
): Promise<void> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Looking'), cancellable: true },
    async (shown, token) => {
      const cancelling = cancellation(token);
      try {
        return await findAnswer(workbench, asked, {
          signal: cancelling.signal,
          onProgress: ({ message }) => {
            shown.report({ message: plainMessage(message) });
          },
        });
      } finally {
        cancelling.end();
      }
    },
  );
  const { answer } = found;
  const page = [answerMarkdown(answer, { locale: vscode.env.language }), escapeMarkdown(whyNotOffered(answer) ?? '')];
  await workbench.documents.showPage(vscode.l10n.t('Answer'), page.filter((part) => part !== '').join('\n\n'));
  const about = found.diagnosis?.about;
  const deeds = assistant.deedsOf(answer, asked, () => again(about));
  const readingsId = assistant.keepReadings(found);
  if (readingsId !== undefined)
    deeds.push({ title: vscode.l10n.t('Show what was looked at'), run: () => assistant.showReadings(readingsId) });
  // Not waited for: the answer is there, whether or not anything is done with it.
  void offer(answer.headline.text, deeds).catch((thrown: unknown) => {
    showError(thrown, workbench.log);
  });
}

/** A notification has room for two buttons; more are picked from a list. */
async function offer(headline: string, deeds: readonly Deed[]): Promise<void> {
  const choose = vscode.l10n.t('What can be done…');
  const buttons = deeds.length > 2 ? [choose] : deeds.map(({ title }) => title);
  const answer = await vscode.window.showInformationMessage(plainMessage(headline), ...buttons);
  const title =
    answer === choose
      ? await vscode.window.showQuickPick(
          deeds.map((deed) => deed.title),
          { title: choose },
        )
      : answer;
  await deeds.find((deed) => deed.title === title)?.run();
}
