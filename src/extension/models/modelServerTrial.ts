import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import { cancellation } from '../cancellation.ts';
import type { ModelServer } from './openAiClient.ts';
import { listModels } from './openAiModelList.ts';

/** How many chat models the server lists; none where it has no list. Raises what is wrong with address or key. */
export async function tryOut(server: ModelServer): Promise<number> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to {0}', server.name), cancellable: true },
    async (_progress, token) => {
      const cancelling = cancellation(token);
      try {
        return (await listModels(server, cancelling.signal)).length;
      } catch (thrown) {
        if (asCleanRoomError(thrown).code === 'not_found') return 0;
        throw thrown;
      } finally {
        cancelling.end();
      }
    },
  );
}
