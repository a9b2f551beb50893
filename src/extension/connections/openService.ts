import type { CleanRoomService } from '../../core/service.ts';
import type { CallTrace } from '../../services/callTrace.ts';
import type { RateBudgets } from '../../services/aws/rateBudgets.ts';
import { ApiUserStateFile } from '../../storage/apiUserStateFile.ts';
import { stateFolder } from '../../storage/stateFolder.ts';
import type { AwsConnectionSettings, ConnectionSettings, LiveRampConnectionSettings } from './connectionSettings.ts';
import type { LiveRampSecrets } from './liveRampSecrets.ts';

/** Opens the service behind a connection's settings. Raises CleanRoomError. */
export type OpenService = (
  settings: ConnectionSettings,
  trace: (call: CallTrace) => void,
  signal: AbortSignal,
) => Promise<CleanRoomService>;

/** Opens services; what each needs, such as the AWS SDK, is loaded with the first one. */
export function serviceOpener(secrets: Pick<LiveRampSecrets, 'get'>): OpenService {
  return (settings, trace, signal) =>
    settings.service === 'aws' ? openAws(settings, trace, signal) : openLiveRamp(settings, secrets, trace, signal);
}

/** All accounts of this window: two ways into one account and Region share its rates. */
let budgets: RateBudgets | undefined;

async function openAws(settings: AwsConnectionSettings, trace: (call: CallTrace) => void, signal: AbortSignal): Promise<CleanRoomService> {
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

async function openLiveRamp(
  settings: LiveRampConnectionSettings,
  secrets: Pick<LiveRampSecrets, 'get'>,
  trace: (call: CallTrace) => void,
  signal: AbortSignal,
): Promise<CleanRoomService> {
  const { openLiveRampConnection } = await import('../../services/liveramp/openLiveRampConnection.ts');
  const { name, organisation, clientId, endpoint, sandbox } = settings;
  return openLiveRampConnection(
    {
      name,
      organisation,
      clientId,
      trace,
      clientSecret: () => secrets.get(settings),
      state: new ApiUserStateFile(stateFolder()),
      ...(endpoint === undefined ? {} : { baseUrl: endpoint }),
      ...(sandbox === undefined ? {} : { sandbox }),
    },
    signal,
  );
}
