import * as vscode from 'vscode';
import type { Account } from '../connections/account.ts';
import { trustedFolder } from '../configuration/trustedFolder.ts';
import type { Workbench } from '../workbench.ts';

/** The provider's id, as package.json contributes it. */
const providerId = 'cleanRooms.mcp';
export const allowWritesSetting = 'cleanRooms.mcp.allowWrites';
/** As src/mcp/handedConnections.ts reads it: a host imports no other host. */
const handedVariable = 'CLEANROOMS_MCP_CONNECTIONS';

/**
 * Offers `cleanrooms mcp` to every agent that VS Code runs, with the connections of this window. Only in a trusted
 * workspace, because the server reads the workspace's files.
 */
export function registerMcpServer(extension: vscode.Extension<unknown>, program: string, workbench: Workbench): vscode.Disposable {
  // Editors that are made of VS Code may lack it.
  if (!('registerMcpServerDefinitionProvider' in vscode.lm)) return new vscode.Disposable(() => undefined);
  const changed = new vscode.EventEmitter<void>();
  let connected = connectionsOf(workbench);
  return vscode.Disposable.from(
    changed,
    workbench.accounts.onDidChange(() => {
      const now = connectionsOf(workbench);
      if (now === connected) return;
      connected = now;
      changed.fire();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(allowWritesSetting)) changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(providerId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => definitions(extension, program),
      resolveMcpServerDefinition: async (server: vscode.McpStdioServerDefinition) => {
        server.env = { ...server.env, ...(await environmentOf(workbench)) };
        return server;
      },
    }),
  );
}

/** How the server is started; its credentials come only when it is. */
export function definitions({ packageJSON }: vscode.Extension<unknown>, program: string): vscode.McpStdioServerDefinition[] {
  const folder = trustedFolder();
  if (!vscode.workspace.isTrusted) return [];
  const allowWrites = vscode.workspace.getConfiguration().inspect<boolean>(allowWritesSetting)?.globalValue === true;
  const server = new vscode.McpStdioServerDefinition(
    vscode.l10n.t('Clean Rooms'),
    process.execPath,
    [program, 'mcp', ...(allowWrites ? ['--allow-writes'] : [])],
    // VS Code's own Node runs it, so that no Node has to be installed.
    process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
    `${versionOf(packageJSON)}${allowWrites ? '+writes' : ''}`,
  );
  if (folder !== undefined) server.cwd = folder;
  return [server];
}

/** The connections of this window, and the secrets of their API users: each in a variable of its own, and in no file. */
export async function environmentOf({ accounts, secrets }: Workbench): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  const handed: object[] = [];
  for (const [index, { settings }] of accounts.all.entries()) {
    const secret = settings.service === 'liveramp' && settings.sandbox !== true ? await secrets.get(settings) : undefined;
    if (secret === undefined) handed.push(settings);
    else {
      const secretVariable = `CLEANROOMS_MCP_SECRET_${index + 1}`;
      variables[secretVariable] = secret;
      handed.push({ ...settings, secretVariable });
    }
  }
  return { ...variables, [handedVariable]: JSON.stringify(handed) };
}

function connectionsOf({ accounts }: Workbench): string {
  return JSON.stringify(accounts.all.map(({ settings }: Account) => settings));
}

function versionOf(packageJson: unknown): string {
  return typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson ? String(packageJson.version) : '';
}
