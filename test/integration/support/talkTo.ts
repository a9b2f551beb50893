import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type * as vscode from 'vscode';

/** Starts an MCP server as VS Code does, calls one tool and ends it. Gives all that it said: its answer, and what went to its log. */
export async function talkTo(server: vscode.McpStdioServerDefinition, tool: string, input: Record<string, unknown>): Promise<string> {
  const { command, args, cwd } = server;
  const env = Object.fromEntries(Object.entries({ ...process.env, ...server.env }).map(([name, value]) => [name, String(value ?? '')]));
  const transport = new StdioClientTransport({ command, args, env, stderr: 'pipe', ...(cwd === undefined ? {} : { cwd: cwd.fsPath }) });
  let logged = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    logged += chunk.toString();
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  try {
    const answer = await client.callTool({ name: tool, arguments: input });
    return JSON.stringify([answer, await client.listTools()]) + logged;
  } finally {
    await client.close();
  }
}
