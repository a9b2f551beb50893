import * as z from 'zod/mini';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import type { ApiUserState } from '../core/apiUserState.ts';
import type { RateBudgets } from '../services/aws/rateBudgets.ts';
import type { McpConnection } from './mcpHost.ts';

/** The environment variable in which VS Code hands the connections of its settings to the server that it starts. */
export const handedVariable = 'CLEANROOMS_MCP_CONNECTIONS';

const aws = z.object({
  service: z.literal('aws'),
  name: z.string(),
  profile: z.optional(z.string()),
  region: z.optional(z.string()),
  endpoint: z.optional(z.string()),
  sandbox: z.optional(z.boolean()),
  accountId: z.optional(z.string()),
});
const liveRamp = z.object({
  service: z.literal('liveramp'),
  name: z.string(),
  organisation: z.string(),
  clientId: z.string(),
  endpoint: z.optional(z.string()),
  sandbox: z.optional(z.boolean()),
  /** The variable that holds the API user's secret; none where VS Code has none. */
  secretVariable: z.optional(z.string()),
});
const handed = z.array(z.discriminatedUnion('service', [aws, liveRamp]));

/** What a server takes over from the window that started it: nothing but this tells it where to go. */
export type HandedConnection = z.infer<typeof handed>[number];

/** What connections of one server share. */
export interface SharedMeans {
  budgets: RateBudgets;
  apiUsers: ApiUserState;
}

/**
 * The connections that VS Code handed over; undefined where it was not VS Code that started the program. They are taken out
 * of the environment, secrets too: no program that is started from here inherits them. Raises `configuration_broken`.
 */
export function handedConnections(environment: NodeJS.ProcessEnv, shared: SharedMeans): McpConnection[] | undefined {
  const text = taken(environment, handedVariable);
  if (text === undefined || text === '') return undefined;
  return parsed(text).map((each): McpConnection => {
    if (each.service === 'aws') {
      const { name, service, profile, region, accountId, sandbox = false } = each;
      return { name, service, account: accountId ?? profile, region, sandbox, open: (signal) => openAws(each, shared, signal) };
    }
    const { name, service, organisation, secretVariable, sandbox = false } = each;
    const secret = secretVariable === undefined ? undefined : taken(environment, secretVariable);
    return { name, service, account: organisation, sandbox, open: (signal) => openLiveRamp(each, secret, shared, signal) };
  });
}

function taken(environment: NodeJS.ProcessEnv, variable: string): string | undefined {
  const value = environment[variable];
  Reflect.deleteProperty(environment, variable);
  return value;
}

function parsed(text: string): HandedConnection[] {
  try {
    return handed.parse(JSON.parse(text));
  } catch (cause) {
    throw new CleanRoomError('configuration_broken', t('{0} holds no list of connections.', handedVariable), {
      cause,
      remedy: t('It is meant for VS Code only; unset it.'),
    });
  }
}

async function openAws(
  { name, profile, region, endpoint, sandbox, accountId }: z.infer<typeof aws>,
  { budgets }: SharedMeans,
  signal: AbortSignal,
): ReturnType<McpConnection['open']> {
  const { openAwsConnection } = await import('../services/aws/openAwsConnection.ts');
  return openAwsConnection(
    {
      name,
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
  { name, organisation, clientId, endpoint, sandbox }: z.infer<typeof liveRamp>,
  secret: string | undefined,
  { apiUsers }: SharedMeans,
  signal: AbortSignal,
): ReturnType<McpConnection['open']> {
  const { openLiveRampConnection } = await import('../services/liveramp/openLiveRampConnection.ts');
  return openLiveRampConnection(
    {
      name,
      organisation,
      clientId,
      clientSecret: () => Promise.resolve(secret),
      state: apiUsers,
      ...(endpoint === undefined ? {} : { baseUrl: endpoint }),
      ...(sandbox === undefined ? {} : { sandbox }),
    },
    signal,
  );
}
