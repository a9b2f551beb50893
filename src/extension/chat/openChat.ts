import * as vscode from 'vscode';

const openCommand = 'workbench.action.chat.open';

/**
 * Whether the chat view answers here: it can be switched off, editors that are made of VS Code may lack it, and without
 * any model it accepts no question.
 */
export async function chatAnswers(): Promise<boolean> {
  if (vscode.workspace.getConfiguration('chat').get<boolean>('disableAIFeatures') === true) return false;
  const commands = await vscode.commands.getCommands(true);
  return commands.includes(openCommand) && (await vscode.lm.selectChatModels()).length > 0;
}

/** Asks a question in the chat view, in front of the person's eyes. */
export async function askInChat(query: string): Promise<void> {
  await vscode.commands.executeCommand(openCommand, { query });
}
