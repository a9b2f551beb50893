import * as vscode from 'vscode';
import type { CleanRoomParticipant } from './participant.ts';

/** As package.json contributes it. */
const participantId = 'clean-rooms-workbench.cleanroom';

/** Registers @cleanroom. @param loaded gives what answers; it is loaded with the first question */
export function registerChat(extensionUri: vscode.Uri, loaded: () => Promise<CleanRoomParticipant>): vscode.Disposable {
  // Editors that are made of VS Code may lack it; the commands answer without it.
  if (!('createChatParticipant' in vscode.chat)) return new vscode.Disposable(() => undefined);
  const participant = vscode.chat.createChatParticipant(participantId, async (...question) => (await loaded()).answer(...question));
  participant.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  participant.followupProvider = { provideFollowups: async (result) => (await loaded()).followUps(result) };
  const judging = participant.onDidReceiveFeedback(async (feedback) => (await loaded()).judge(feedback));
  return vscode.Disposable.from(judging, participant);
}
