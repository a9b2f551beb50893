import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { keyOf } from '../../../src/extension/connections/connectionSettings.ts';
import { WorkbenchTools } from '../../../src/extension/tools/workbenchTools.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { offeredMcpServers } from '../support/offeredMcpServers.ts';
import { watchPages, type WatchedPage } from '../support/watchedPage.ts';
import { builtProgram, connectOrganisation, testHandle, workspaceFolder } from '../workbench.ts';

const room = 'CR-045144';
const invite = { connection: 'Sandbox: Acme Retail', cleanroomId: room, partnerEmails: ['dana@lumen.example'] };
const token = new vscode.CancellationTokenSource().token;

describe('agents and panels in a workspace that is not trusted', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  let workbenchTools: WorkbenchTools;
  let connectionId: string;
  let roomId: string;
  let readFrom: string;
  let asked = 0;
  const pages = watchPages();

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    sandbox = await startSandboxProgram(builtProgram(), 'partners', 200);
    const { workbench, answerConsent } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    answerConsent(() => {
      asked += 1;
      return true;
    });
    connectionId = keyOf(account.settings);
    roomId = account.partners?.rooms.find((each) => each.room.displayId === room)?.room.id ?? '';
    readFrom = account.opened?.connection.id ?? '';
    workbenchTools = new WorkbenchTools(workbench);
  });
  after(async () => {
    pages.end();
    const { workbench, answerConsent } = await testHandle();
    answerConsent(undefined);
    for (const account of workbench.accounts.all.filter(({ settings }) => keyOf(settings) === connectionId))
      workbench.accounts.remove(account);
    await sandbox.stop();
  });
  /** Nothing left this machine, nobody was asked, and no file was made. */
  const nothingWasWritten = async (): Promise<void> => {
    assert.deepEqual([await sandbox.writes(), asked, await readdir(workspaceFolder())], [0, 0, []]);
  };

  it('a tool that reads answers', async () => {
    const { content } = await workbenchTools.invoke('list_clean_rooms', { connection: invite.connection }, token);
    assert.match(JSON.stringify(content), /CR-045144/);
  });

  it('a tool that would write asks for nothing, and says that the workspace is not trusted', async () => {
    const { confirmationMessages } = await workbenchTools.prepare('invite_partner_to_cleanroom', invite, token);
    assert.equal(confirmationMessages, undefined);
    await assert.rejects(
      workbenchTools.invoke('invite_partner_to_cleanroom', invite, token),
      /This workspace is not trusted: tools only read here/,
    );
    await nothingWasWritten();
  });

  it('no MCP server is offered, because it would read the files of the workspace', async () => {
    assert.deepEqual((await offeredMcpServers()).listed, []);
  });

  const open = async (kind: 'invitations' | 'permissions' | 'onboarding'): Promise<WatchedPage> => {
    const { workbench } = await testHandle();
    (await workbench[kind]()).show();
    return pages.page(`cleanRooms.${kind}`);
  };
  /** The panel shows the room and says that it may not write; what is asked for all the same is refused. */
  const shows = (page: WatchedPage, words: RegExp): void => {
    const told = JSON.stringify(page.told);
    assert.match(told, /"mayWrite":false/);
    assert.match(told, words);
  };

  it('the invitations panel shows who was invited, and invites nobody', async () => {
    const page = await open('invitations');
    const wish = { connectionId, room: { roomId }, invitations: [{ to: 'dana@lumen.example' }], mayReceiveResults: false, note: '' };
    const reply = await page.ask('send', { runId: 'run-1', wish });
    shows(page, /jonas\.weber@nova-media\.example/);
    assert.equal(reply.ok, false);
    assert.match(reply.message, /not trusted/);
    await nothingWasWritten();
  });

  it('the permissions panel shows who may do what, and changes nothing', async () => {
    const page = await open('permissions');
    const read = await page.ask('read', { connectionId, roomId, withShares: false });
    assert.equal(read.ok, true);
    const wish = { room: roomId, template: 'full_access', keep_on_room: true };
    const reply = await page.ask('apply', { runId: 'run-1', connectionId, readFrom, wish });
    shows(page, /CRQ-136017/);
    assert.equal(reply.ok, false);
    assert.match(reply.message, /trust/);
    await nothingWasWritten();
  });

  it('the onboarding panel shows its rooms, and begins nothing', async () => {
    const page = await open('onboarding');
    const wish = { connectionId, roomId, partners: [{ to: 'gus@lumen.example' }], flow: 'standard' };
    const reply = await page.ask('start', { runId: 'run-1', wish });
    shows(page, /Media Insights/);
    assert.equal(reply.ok, false);
    assert.match(reply.message, /not trusted/);
    await nothingWasWritten();
  });
});
