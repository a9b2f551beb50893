import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import * as vscode from 'vscode';
import { inputSchema } from '../../../scripts/generate/languageModelTools.ts';
import { tools } from '../../../src/core/tools/catalogue.ts';
import { definitions, environmentOf, allowWritesSetting } from '../../../src/extension/tools/mcpServerDefinition.ts';
import { WorkbenchTools } from '../../../src/extension/tools/workbenchTools.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, disconnectAll, testHandle } from '../workbench.ts';

const room = 'CR-045144';
const invite = { cleanroomId: room, partnerEmails: ['dana@lumen.example', 'eli@lumen.example'] };
const token = new vscode.CancellationTokenSource().token;

describe('the tools for language models', function () {
  this.timeout(90_000);
  let sandbox: SandboxProgram;
  let workbenchTools: WorkbenchTools;

  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'partners', 200);
    const { workbench } = await testHandle();
    workbench.accounts.addForSession({
      name: 'Acme Retail',
      service: 'liveramp',
      organisation: 'Acme Retail',
      clientId: 'acme-retail',
      endpoint: `${sandbox.endpoint}/v1`,
      sandbox: true,
    });
    workbenchTools = new WorkbenchTools(workbench);
  });
  after(async () => {
    await disconnectAll();
    await sandbox.stop();
  });

  it('are those of the catalogue, each with its schema', () => {
    const registered = new Map(vscode.lm.tools.map((tool) => [tool.name, tool]));
    for (const tool of tools) {
      const { inputSchema: schema, description } = registered.get(tool.name) ?? {};
      assert.deepEqual([description, schema], [tool.description, JSON.parse(JSON.stringify(inputSchema(tool)))], tool.name);
    }
  });

  it('answer through VS Code what they read', async () => {
    const text = textOf(await vscode.lm.invokeTool('list_clean_rooms', { input: {}, toolInvocationToken: undefined }));
    assert.match(text, /^Clean rooms: 4, ours: 3\./);
    assert.match(text, /CR-045144/);
  });

  it('tell the model what to do next where they fail', async () => {
    await assert.rejects(
      Promise.resolve(
        vscode.lm.invokeTool('manage_partner_invitations', { input: { cleanroomId: 'CR-999999' }, toolInvocationToken: undefined }),
      ),
      /not_found.*list_clean_rooms/s,
    );
  });

  it('ask for nothing where they only read, or only plan', async () => {
    const reading = await workbenchTools.prepare('list_clean_rooms', {}, token);
    const planning = await workbenchTools.prepare('invite_partner_to_cleanroom', { ...invite, dryRun: true }, token);
    assert.deepEqual([reading.confirmationMessages, planning.confirmationMessages], [undefined, undefined]);
    const text = textOf(await workbenchTools.invoke('invite_partner_to_cleanroom', { ...invite, dryRun: true }, token));
    assert.match(text, /2 changes are planned\. Nothing has been changed\./);
  });

  it('show the plan and the connection before they change anything', async () => {
    const { confirmationMessages: asked } = await workbenchTools.prepare('invite_partner_to_cleanroom', invite, token);
    assert.match(asked?.title ?? '', /Acme Retail .*invite 2 partners to "Media Insights"/);
    assert.ok(asked?.message instanceof vscode.MarkdownString);
    assert.match(asked.message.value, /dana\\@lumen/);
    assert.notEqual(asked.message.isTrusted, true);
    assert.equal(await sandbox.writes(), 0);
  });

  it('show words of others as text, never as a link that runs a command', async () => {
    const { confirmationMessages: asked } = await workbenchTools.prepare(
      'invite_partner_to_cleanroom',
      { ...invite, invitationMessage: '[Open](command:workbench.action.terminal.new) ![x](https://evil.example/x.png)' },
      token,
    );
    assert.ok(asked?.message instanceof vscode.MarkdownString);
    assert.doesNotMatch(asked.message.value, /(?<!\\)\]\(/);
  });

  it('change nothing that nobody was shown', async () => {
    const other = { ...invite, partnerEmails: ['nobody-saw@lumen.example'] };
    await assert.rejects(
      workbenchTools.invoke('invite_partner_to_cleanroom', other, token),
      /not what the person agreed to.*Call the tool again/s,
    );
    assert.equal(await sandbox.writes(), 0);
  });

  it('carry out the plan that was shown, once', async () => {
    await workbenchTools.prepare('invite_partner_to_cleanroom', invite, token);
    const text = textOf(await workbenchTools.invoke('invite_partner_to_cleanroom', invite, token));
    assert.match(text, /^2 done\./);
    assert.equal(await sandbox.writes(), 2);
    await assert.rejects(workbenchTools.invoke('invite_partner_to_cleanroom', invite, token), /Call the tool again/);
    assert.equal(await sandbox.writes(), 2);
  });

  it('change nothing where things have changed since the plan was shown', async () => {
    const cancel = { cleanroomId: room, action: 'cancel', allPending: true };
    await workbenchTools.prepare('manage_partner_invitations', cancel, token);
    await workbenchTools.prepare('manage_partner_invitations', { ...cancel, allPending: false, partnerEmail: 'eli@lumen.example' }, token);
    await workbenchTools.invoke('manage_partner_invitations', { ...cancel, allPending: false, partnerEmail: 'eli@lumen.example' }, token);
    const before = await sandbox.writes();
    await assert.rejects(workbenchTools.invoke('manage_partner_invitations', cancel, token), /things have changed since/);
    assert.equal(await sandbox.writes(), before);
  });

  it('are served to agents by a program that gets the connections of this window', async () => {
    const { workbench } = await testHandle();
    const extension = vscode.extensions.all.find(({ packageJSON }) => nameOf(packageJSON) === 'clean-rooms-workbench');
    assert.ok(extension);
    const [server, ...more] = definitions(extension, builtProgram());
    assert.ok(server);
    assert.deepEqual([more.length, server.args], [0, [builtProgram(), 'mcp']]);
    assert.equal(server.cwd?.fsPath, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
    const client = new Client({ name: 'test', version: '1' });
    const env = { ...process.env, ...server.env, ...(await environmentOf(workbench)) };
    await client.connect(new StdioClientTransport({ command: server.command, args: server.args, env: textsOf(env) }));
    try {
      assert.match(JSON.stringify(await client.callTool({ name: 'list_clean_rooms', arguments: {} })), /CR-045144/);
    } finally {
      await client.close();
    }
  });

  it('may change something there only where the person has set it', async () => {
    const extension = vscode.extensions.all.find(({ packageJSON }) => nameOf(packageJSON) === 'clean-rooms-workbench');
    assert.ok(extension);
    const settings = vscode.workspace.getConfiguration();
    await settings.update(allowWritesSetting, true, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(definitions(extension, 'program')[0]?.args, ['program', 'mcp', '--allow-writes']);
    } finally {
      await settings.update(allowWritesSetting, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

function textOf({ content }: vscode.LanguageModelToolResult): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
}

function textsOf(environment: Record<string, string | number | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])));
}

function nameOf(packageJson: unknown): unknown {
  return typeof packageJson === 'object' && packageJson !== null && 'name' in packageJson ? packageJson.name : undefined;
}
