import type { Account } from '../connections/account.ts';

type Called = Pick<Account, 'settings' | 'place'>;

/**
 * How a person may call a connection, the plainest first: by its name, by its account or organisation, and by either with the
 * Region, since one profile may be connected in several.
 */
export function connectionCalls({ settings: { name }, place: { accountId, region } }: Called): string[] {
  const plain = [...new Set([name, accountId ?? name])];
  return region === undefined ? plain : [...plain, ...plain.map((call) => `${call} (${region})`)];
}

/** The plainest call that means this one of all connections; its name where there is none. */
export function callOf(connection: Called, all: readonly Called[]): string {
  const others = new Set(all.flatMap((each) => (each === connection ? [] : connectionCalls(each).map(plainly))));
  return connectionCalls(connection).find((call) => !others.has(plainly(call))) ?? connection.settings.name;
}

/** Letters of either size count in a question. */
function plainly(call: string): string {
  return call.trim().toLowerCase();
}
