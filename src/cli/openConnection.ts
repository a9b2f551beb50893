import type { ApiUserState } from '../core/apiUserState.ts';
import { CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import type { CleanRoomService } from '../core/service.ts';
import { t } from '../core/text.ts';
import type { CallCounter } from '../services/callCounter.ts';
import type { RateBudgets } from '../services/aws/rateBudgets.ts';
import type { ChosenConnection } from './chosenConnections.ts';
import type { ChosenOrganisation } from './chosenOrganisation.ts';

/** What connections of one start of the program share. */
export interface ConnectionMeans {
  /** Milliseconds before a request counts as unanswered. */
  timeoutMs: number;
  /** AWS: where two are the same account and Region they share a rate. */
  budgets: RateBudgets;
  /** LiveRamp: the tokens of API users, shared with every other process. */
  apiUsers: ApiUserState;
}

/**
 * Opens a connection, whichever service it leads to. The service's own code is loaded here, on first use. Raises
 * CleanRoomError: `connection_unusable` where there is no secret or a wrong one, `quota_reached`, `no_answer` …
 */
export async function openConnection(
  chosen: ChosenConnection,
  { timeoutMs, budgets, apiUsers }: ConnectionMeans,
  counter: CallCounter,
  signal: AbortSignal | undefined,
): Promise<CleanRoomService> {
  if (chosen.service === 'liveramp') {
    const { openLiveRampConnection } = await import('../services/liveramp/openLiveRampConnection.ts');
    const { name, organisation, clientId, secretVariable } = chosen;
    const baseUrl = process.env['LIVERAMP_BASE_URL'] ?? '';
    return openLiveRampConnection(
      {
        name,
        organisation,
        clientId,
        clientSecret: () => Promise.resolve(secretOf(chosen)),
        ...(baseUrl === '' ? {} : { baseUrl, sandbox: process.env[secretVariable] === sandboxSecret }),
        state: apiUsers,
        requestTimeoutMs: timeoutMs,
        counter,
      },
      signal,
    );
  }
  const { openAwsConnection } = await import('../services/aws/openAwsConnection.ts');
  const { name, profile, region, listed } = chosen;
  return openAwsConnection(
    {
      ...(listed ? { name } : {}),
      ...(profile === undefined ? {} : { profile }),
      ...(region === undefined ? {} : { region }),
      requestTimeoutMs: timeoutMs,
      counter,
      budgets,
    },
    signal,
  );
}

/** What `cleanrooms sandbox` takes for every API user; LiveRamp has no such secret, as AWS has no key that is an account id. */
const sandboxSecret = 'sandbox';

/** Asked for only where a token has to be asked for: a stored one needs no secret. */
function secretOf({ organisation, clientId, secretVariable }: ChosenOrganisation): string {
  const secret = process.env[secretVariable] ?? '';
  if (secret !== '') return secret;
  throw new CleanRoomError(
    'connection_unusable',
    t('There is no secret for the API user {0} of {1}: {2} is not set.', foreignText(clientId), foreignText(organisation), secretVariable),
    {
      remedy: t(
        'Put the client secret into the environment variable {0}; the LiveRamp console shows it once, under Admin → API Keys.',
        secretVariable,
      ),
    },
  );
}
