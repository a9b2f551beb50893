import * as vscode from 'vscode';
import { registerMcpServer } from '../../../src/extension/tools/mcpServerDefinition.ts';
import { activateWorkbench, builtProgram, testHandle } from '../workbench.ts';
import { standIn } from './standIn.ts';

type Provider = vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition>;
const token = new vscode.CancellationTokenSource().token;

/** The MCP servers that the extension offers, in VS Code's place: first as they are listed, then as one is started. */
export async function offeredMcpServers(): Promise<{
  listed: vscode.McpStdioServerDefinition[];
  started: (server: vscode.McpStdioServerDefinition) => Promise<vscode.McpStdioServerDefinition>;
}> {
  const { workbench } = await testHandle();
  const extension = await activateWorkbench();
  const providers: Provider[] = [];
  const putBack = standIn(vscode.lm, 'registerMcpServerDefinitionProvider', (_id: string, offering: Provider) => {
    providers.push(offering);
    return new vscode.Disposable(() => undefined);
  });
  try {
    registerMcpServer(extension, builtProgram(), workbench).dispose();
  } finally {
    putBack();
  }
  const [provider] = providers;
  if (provider === undefined) throw new Error('The extension offers no MCP servers at all.');
  return {
    listed: (await provider.provideMcpServerDefinitions(token)) ?? [],
    started: async (server) => {
      const resolved = await provider.resolveMcpServerDefinition?.(server, token);
      if (resolved === undefined || resolved === null) throw new Error(`The MCP server "${server.label}" cannot be started.`);
      return resolved;
    },
  };
}
