import * as vscode from 'vscode';
import * as z from 'zod/mini';

/** One entry of the setting `cleanRooms.connections` (machine scope: endpoints must not come from a workspace). */
const connectionSettings = z.object({
  name: z.string().check(z.minLength(1)),
  service: z.literal('aws'),
  region: z.optional(z.string()),
  profile: z.optional(z.string()),
  endpoint: z.optional(z.url()),
  /** True: a sandbox, reached with fixed credentials, never the person's own. */
  sandbox: z.optional(z.boolean()),
  /** The sandbox's account to act as. */
  accountId: z.optional(z.string().check(z.regex(/^\d{12}$/))),
});

export type ConnectionSettings = z.infer<typeof connectionSettings>;

export const connectionsSetting = 'cleanRooms.connections';

/** The configured connections, and a sentence for each entry that is wrong. */
export function readConnectionSettings(): { connections: ConnectionSettings[]; problems: string[] } {
  const entries: unknown = vscode.workspace.getConfiguration().inspect(connectionsSetting)?.globalValue;
  const connections: ConnectionSettings[] = [];
  const problems: string[] = [];
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const parsed = connectionSettings.safeParse(entry);
    const [issue] = parsed.error?.issues ?? [];
    if (!parsed.success) problems.push(vscode.l10n.t('{0}[{1}]: {2} {3}', connectionsSetting, index, issue?.path.join('.') ?? '', issue?.message ?? ''));
    else if (parsed.data.sandbox === true && !isLoopback(parsed.data.endpoint)) problems.push(vscode.l10n.t('{0}[{1}]: a sandbox connection needs an endpoint on this machine.', connectionsSetting, index));
    else connections.push(parsed.data);
  }
  return { connections, problems };
}

/** Appends a connection to the person's settings. */
export async function saveConnectionSettings(connection: ConnectionSettings): Promise<void> {
  await vscode.workspace.getConfiguration().update(connectionsSetting, [...readConnectionSettings().connections, connection], vscode.ConfigurationTarget.Global);
}

/** Takes a connection out of the person's settings. */
export async function forgetConnectionSettings(connection: ConnectionSettings): Promise<void> {
  const key = JSON.stringify(connection);
  await vscode.workspace.getConfiguration().update(connectionsSetting, readConnectionSettings().connections.filter((each) => JSON.stringify(each) !== key), vscode.ConfigurationTarget.Global);
}

function isLoopback(endpoint: string | undefined): boolean {
  return endpoint !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
}
