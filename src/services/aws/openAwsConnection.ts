import { CleanRoomError } from '../../core/errors.ts';
import { t } from '../../core/text.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { CleanRoomService } from '../../core/service.ts';
import { CallCounter } from '../callCounter.ts';
import type { CallTrace } from '../callTrace.ts';
import { answers, expectAnswer } from './answers.ts';
import { AwsCalls } from './awsCalls.ts';
import { listProfiles, type Profile } from './profiles.ts';
import { RateBudget } from './rateBudget.ts';
import { RateBudgets } from './rateBudgets.ts';
import { checkRegion } from './regions.ts';

/** How to reach one AWS account and Region. What is left out is found as every AWS tool finds it. */
export interface AwsConnectionRequest {
  /** What a person calls the connection; the profile's name otherwise. */
  name?: string;
  profile?: string;
  region?: string;
  /** Instead of AWS, for a sandbox or a proxy. */
  endpoint?: string;
  /** The sandbox account to act as: fixed credentials are used, never the person's own. */
  sandboxAccountId?: string;
  /** Milliseconds before a request counts as unanswered; 20,000 otherwise. */
  requestTimeoutMs?: number;
  /** Counts the attempts of this connection, also where it cannot be opened. */
  counter?: CallCounter;
  /** The budgets of this process, where it has several connections. */
  budgets?: RateBudgets;
  /** Told of every request, for a log. */
  trace?: (call: CallTrace) => void;
}

/** The sandbox names its caller by an access key that is an account id, or one made from it: AWS has no such keys. */
const sandboxKey = /^(ASIA)?\d{12}$/;

/**
 * Opens a connection: finds credentials and Region, asks STS whose they are, and gives the service behind it. The SDK is
 * loaded here, on first use. Raises `invalid_input` (unknown profile or Region), `connection_unusable`, `no_answer`.
 */
export async function openAwsConnection(
  request: AwsConnectionRequest,
  signal?: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CleanRoomService> {
  const profile = await chosenProfile(request, environment);
  const region = request.region ?? given(environment, 'AWS_REGION') ?? given(environment, 'AWS_DEFAULT_REGION') ?? profile?.region;
  if (region === undefined || region === '') {
    throw new CleanRoomError('invalid_input', t('No AWS Region is configured.'), {
      remedy: t('Give one with --region, AWS_REGION, or "region" in the profile.'),
    });
  }
  checkRegion(region, environment);
  const fromEnvironment = given(environment, 'AWS_ENDPOINT_URL');
  const endpoint = request.endpoint ?? fromEnvironment ?? profile?.endpoint;

  const { awsClients } = await import('./awsClients.ts');
  const counter = request.counter ?? new CallCounter();
  // Only a profile that was asked for: the "default" one would go before the keys in the environment.
  const profileName = request.sandboxAccountId === undefined ? (request.profile ?? given(environment, 'AWS_PROFILE')) : undefined;
  const clients = awsClients({
    region,
    profile: profileName,
    // The SDK reads the variable itself, but of the profiles only the default one's endpoint_url.
    endpoint: request.endpoint ?? (fromEnvironment === undefined ? profile?.endpoint : undefined),
    sandboxAccountId: request.sandboxAccountId,
    requestTimeoutMs: request.requestTimeoutMs ?? 20_000,
    counter,
  });
  const unidentified = new AwsCalls(
    new RateBudget(),
    { accountId: request.sandboxAccountId, profile: profileName, region, endpoint },
    request.trace,
  );
  const identity = expectAnswer(
    'GetCallerIdentity',
    answers.callerIdentity,
    await unidentified.read('GetCallerIdentity', clients.callerIdentity, signal),
  );
  clients.keepTo(identity.Account);

  const sandbox = sandboxKey.test(await clients.accessKeyId());
  const name = request.name ?? profileName ?? 'default';
  const connection: Connection = {
    id: ['aws', name, identity.Account, region, ...(endpoint === undefined ? [] : [endpoint])].join('|'),
    service: 'aws',
    name,
    accountId: identity.Account,
    region,
    sandbox,
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const budget = (request.budgets ?? new RateBudgets()).for(identity.Account, region, endpoint);
  return clients.service(
    connection,
    new AwsCalls(budget, { accountId: identity.Account, profile: profileName, region, endpoint }, request.trace),
    budget,
  );
}

/** A variable that is set to something; an empty one counts as not set, as for every AWS tool. */
function given(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}

/** The profile by request or environment; undefined where the credentials come from the environment or the machine. */
async function chosenProfile(request: AwsConnectionRequest, environment: NodeJS.ProcessEnv): Promise<Profile | undefined> {
  if (request.sandboxAccountId !== undefined) return undefined;
  const name = request.profile ?? given(environment, 'AWS_PROFILE');
  const profiles = await listProfiles();
  const found = profiles.find((each) => each.name === (name ?? 'default'));
  if (found === undefined && name !== undefined) {
    const known =
      profiles.length === 0 ? t('There are no profiles.') : t('Known profiles: {0}.', profiles.map((each) => each.name).join(', '));
    throw new CleanRoomError('invalid_input', t('There is no AWS profile "{0}".', name), {
      remedy: `${known} ${t('Make one with: aws configure sso --profile {0}.', name)}`,
    });
  }
  return found;
}
