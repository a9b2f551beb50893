import * as vscode from 'vscode';

/** What a person has set about the use of models. Only the person's own settings count: package.json gives them machine scope. */
export interface AssistantSettings {
  useModel: boolean;
  maskIdentifiers: boolean;
  promptLog: boolean;
  requestsPerMinute: number;
  requestsPerDay: number;
}

/** As it is at this moment. */
export function assistantSettings(): AssistantSettings {
  const settings = vscode.workspace.getConfiguration('cleanRooms.assistant');
  return {
    useModel: settings.get('useModel', true),
    maskIdentifiers: settings.get('maskIdentifiers', true),
    promptLog: settings.get('promptLog', true),
    requestsPerMinute: settings.get('requestsPerMinute', 10),
    requestsPerDay: settings.get('requestsPerDay', 200),
  };
}
