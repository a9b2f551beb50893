import type { CleanRoomService } from '../../core/service.ts';
import type { CallTrace } from '../../services/aws/awsCalls.ts';
import type { RateBudgets } from '../../services/aws/rateBudgets.ts';
import type { ConnectionSettings } from './connectionSettings.ts';

/** All accounts of this window: two ways into one account and Region share its rates. */
let budgets: RateBudgets | undefined;

/** Opens the service behind a connection's settings; the AWS SDK is loaded with the first one. Raises CleanRoomError. */
export async function openService(
  settings: ConnectionSettings,
  trace: (call: CallTrace) => void,
  signal: AbortSignal,
): Promise<CleanRoomService> {
  const [{ openAwsConnection }, { RateBudgets }] = await Promise.all([
    import('../../services/aws/openAwsConnection.ts'),
    import('../../services/aws/rateBudgets.ts'),
  ]);
  budgets ??= new RateBudgets();
  const { name, profile, region, endpoint, sandbox, accountId } = settings;
  return openAwsConnection(
    {
      name,
      trace,
      budgets,
      ...(profile === undefined ? {} : { profile }),
      ...(region === undefined ? {} : { region }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(sandbox === true && accountId !== undefined ? { sandboxAccountId: accountId } : {}),
    },
    signal,
  );
}
