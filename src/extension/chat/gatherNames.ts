import * as vscode from 'vscode';
import type { KnownName } from '../../core/assistant/knownName.ts';
import { asCleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { listCleanRooms } from '../../core/jobs/partners/listCleanRooms.ts';
import type { Account } from '../connections/account.ts';
import { keyOf } from '../connections/connectionSettings.ts';
import type { Workbench } from '../workbench.ts';
import { connectionCalls } from './connectionCalls.ts';
import { connectionNames, roomNames, surveyNames } from './knownNames.ts';

/**
 * What a question may name, of every connection: what was read last; where nothing has been read yet, at least its rooms.
 * A connection that cannot be opened has its own names only. Raises `cancelled`.
 */
export async function gatherNames(
  { accounts, jobs }: Workbench,
  signal: AbortSignal,
  onProgress: (message: string) => void,
): Promise<KnownName[]> {
  const roomsOf = async (account: Account): Promise<KnownName[]> => {
    onProgress(vscode.l10n.t('Reading which clean rooms {0} has', foreignText(account.settings.name)));
    try {
      const { rooms } = await jobs.readQuietly(listCleanRooms, await account.open(signal), {}, { signal });
      return roomNames(keyOf(account.settings), rooms);
    } catch (thrown) {
      if (asCleanRoomError(thrown).code === 'cancelled') throw thrown;
      return [];
    }
  };
  const names = await Promise.all(
    accounts.all.map(async (account) => {
      const connectionId = keyOf(account.settings);
      const inside = account.survey === undefined ? await roomsOf(account) : surveyNames(connectionId, account.survey);
      // Its own last: account and Region may be known only now.
      return [...inside, ...connectionNames(connectionId, connectionCalls(account))];
    }),
  );
  return names.flat();
}
