import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';

/** One entry of the setting `cleanRooms.connections` (machine scope: endpoints must not come from a workspace). */
const awsConnectionSettings = z.object({
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

/** A LiveRamp organisation. Its API user's secret lies in VS Code's secret storage, bound to the endpoint's origin. */
const liveRampConnectionSettings = z.object({
  name: z.string().check(z.minLength(1)),
  service: z.literal('liveramp'),
  organisation: z.string().check(z.minLength(1)),
  clientId: z.string().check(z.minLength(1)),
  /** Base URL of the API, instead of LiveRamp's own. */
  endpoint: z.optional(z.url()),
  /** True: a sandbox, reached with a fixed secret, never the person's own. */
  sandbox: z.optional(z.boolean()),
});

const connectionSettings = z.discriminatedUnion('service', [awsConnectionSettings, liveRampConnectionSettings]);

export type AwsConnectionSettings = z.infer<typeof awsConnectionSettings>;
export type LiveRampConnectionSettings = z.infer<typeof liveRampConnectionSettings>;
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
    if (!parsed.success)
      problems.push(vscode.l10n.t('{0}[{1}]: {2} {3}', connectionsSetting, index, issue?.path.join('.') ?? '', issue?.message ?? ''));
    else if (parsed.data.sandbox === true && !isLoopback(parsed.data.endpoint))
      problems.push(vscode.l10n.t('{0}[{1}]: a sandbox connection needs an endpoint on this machine.', connectionsSetting, index));
    else connections.push(parsed.data);
  }
  return { connections, problems };
}

/** Tells connections apart: what is written in another order is the same connection. */
export function keyOf(settings: ConnectionSettings): string {
  switch (settings.service) {
    case 'aws': {
      const { name, service, region, profile, endpoint, sandbox, accountId } = settings;
      return JSON.stringify([name, service, region, profile, endpoint, sandbox, accountId]);
    }
    case 'liveramp': {
      const { name, service, organisation, clientId, endpoint, sandbox } = settings;
      return JSON.stringify([name, service, organisation, clientId, endpoint, sandbox]);
    }
  }
}

/** Appends a connection to the person's settings, unless it is there. What else is there stays as it is, also what is wrong. */
export async function saveConnectionSettings(connection: ConnectionSettings): Promise<void> {
  const entries = writtenEntries();
  if (entries.some((entry) => says(entry, connection))) return;
  await writeEntries([...entries, connection]);
}

/** Takes a connection out of the person's settings. What else is there stays as it is, also what is wrong. */
export async function forgetConnectionSettings(connection: ConnectionSettings): Promise<void> {
  await writeEntries(writtenEntries().filter((entry) => !says(entry, connection)));
}

/** The list as the person wrote it. Raises `configuration_broken` where it is none: replacing it would lose it. */
function writtenEntries(): unknown[] {
  const value: unknown = vscode.workspace.getConfiguration().inspect(connectionsSetting)?.globalValue ?? [];
  if (Array.isArray(value)) return Array.from<unknown>(value);
  throw new CleanRoomError(
    'configuration_broken',
    vscode.l10n.t('The setting {0} is not a list and was left as it is.', connectionsSetting),
    { remedy: vscode.l10n.t('Correct it in the settings.') },
  );
}

function writeEntries(entries: readonly unknown[]): Thenable<void> {
  return vscode.workspace.getConfiguration().update(connectionsSetting, entries, vscode.ConfigurationTarget.Global);
}

function says(entry: unknown, connection: ConnectionSettings): boolean {
  const parsed = connectionSettings.safeParse(entry);
  return parsed.success && keyOf(parsed.data) === keyOf(connection);
}

function isLoopback(endpoint: string | undefined): boolean {
  return endpoint !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
}
