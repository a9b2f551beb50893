import * as vscode from 'vscode';
import { localTime } from '../../core/assistant/localTime.ts';
import { promptLogText } from '../../core/assistant/promptLogText.ts';
import { saveExport } from '../panels/saveExport.ts';
import { plainMessage } from '../plainMessage.ts';
import type { Workbench } from '../workbench.ts';

/** Opens what models were given and what they answered in the last seven days, as a text to read. */
export async function openAssistantLog({ assistant, documents }: Workbench): Promise<void> {
  const log = await (await assistant()).promptLog.entries();
  if (log.entries.length === 0 && !log.incomplete) sayEmpty();
  else
    await documents.show(
      vscode.l10n.t('Assistant log'),
      promptLogText(log, (at) => localTime(at, { locale: vscode.env.language })),
    );
}

/** Saves it where the person says, as JSON lines. */
export async function exportAssistantLog({ assistant }: Workbench): Promise<void> {
  const text = await (await assistant()).promptLog.text();
  if (text === '') sayEmpty();
  else await saveExport('clean-rooms-assistant-log.jsonl', { [vscode.l10n.t('JSON lines')]: ['jsonl'] }, Buffer.from(text, 'utf8'));
}

/** Deletes all of it, after a question. */
export async function deleteAssistantLog({ assistant }: Workbench): Promise<void> {
  const { promptLog } = await assistant();
  const { length: days } = await promptLog.files();
  if (days === 0) {
    sayEmpty();
    return;
  }
  const remove = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the assistant’s log?'),
    { modal: true, detail: vscode.l10n.t('What models were given and what they answered is then gone. Nothing else is deleted.') },
    remove,
  );
  if (answer !== remove) return;
  await promptLog.deleteAll();
  vscode.window.setStatusBarMessage(vscode.l10n.t('The assistant’s log is deleted'), 3000);
}

function sayEmpty(): void {
  void vscode.window.showInformationMessage(
    plainMessage(
      vscode.l10n.t(
        'The assistant’s log is empty: no model was asked in the last seven days, or the log is off (cleanRooms.assistant.promptLog).',
      ),
    ),
  );
}
