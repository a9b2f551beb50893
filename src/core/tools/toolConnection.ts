import type { Connection } from '../model/connection.ts';
import { t } from '../text.ts';
import { idOrWords, type AnswerValue, type ToolAnswer } from './answer.ts';
import { ToolRefusal } from './toolRefusal.ts';

/** A connection as a host offers it to tools; it may not have been opened yet. */
export interface ToolConnection {
  /** What a person calls it. */
  name: string;
  service: Connection['service'];
  /** The AWS account or profile, or the LiveRamp organisation, as far as it is known. */
  account?: string | undefined;
  region?: string | undefined;
  sandbox: boolean;
}

/** The connection of that name or key, or the only one. Raises ToolRefusal, with all that there are. */
export function chooseConnection<T extends ToolConnection>(connections: readonly T[], wanted: string | undefined): T {
  const key = wanted?.trim().toLowerCase();
  const [only, ...more] =
    key === undefined ? connections : connections.filter(({ name }, index) => name.trim().toLowerCase() === key || keyOf(index) === key);
  const help = { connections: connections.map(connectionOf) };
  if (connections.length === 0)
    throw new ToolRefusal('invalid_input', t('Nothing is connected.'), t('Ask the person to add a connection, or to try the sandbox.'));
  if (only === undefined)
    throw new ToolRefusal(
      'not_found',
      t('There is no connection of that name.'),
      t('Call it again with the key of one of "connections".'),
      help,
    );
  if (more.length > 0)
    throw new ToolRefusal(
      'invalid_input',
      wanted === undefined ? t('There are several connections.') : t('Several connections have that name.'),
      t('Call it again with "connection", the key of one of "connections"; ask the person where it is not clear which one is meant.'),
      help,
    );
  return only;
}

/** What list_connections answers. */
export function connectionsAnswer(connections: readonly ToolConnection[], wanted: string | undefined): ToolAnswer {
  const all = connections.map(connectionOf);
  const told = wanted === undefined ? all : [all[connections.indexOf(chooseConnection(connections, wanted))]];
  return {
    summary:
      told.length === 0
        ? t('Nothing is connected. Ask the person to add a connection, or to try the sandbox.')
        : t('Connections: {0}. Give the key of one as "connection" to the other tools.', told.length),
    data: { ok: true, connections: told },
  };
}

/** A name may be any words; this one can always be given back as it is. */
function keyOf(index: number): string {
  return `connection-${index + 1}`;
}

function connectionOf({ name, service, account, region, sandbox }: ToolConnection, index: number): AnswerValue {
  return {
    key: keyOf(index),
    name: idOrWords(name),
    service,
    account: account === undefined ? undefined : idOrWords(account),
    region: region === undefined ? undefined : idOrWords(region),
    sandbox: sandbox ? true : undefined,
  };
}
