import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { offlineEntrySetting } from '../../../src/extension/models/offlineEntry.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { askCleanroom, offlineModel, plain } from '../support/chatTurns.ts';
import {
  activateWorkbench,
  builtProgram,
  configurationFile,
  connect,
  disconnectAll,
  eventually,
  testHandle,
  workspaceFolder,
} from '../workbench.ts';

const why = 'why is part_ibe_07 not ready in AMC Collaboration?';
const cause = 'the association "acx\\_part\\_ibe\\_07" in "AMC Collaboration" has no collaboration analysis rule';
/** A headline about this clean room, not about all of the account. */
const inRoom = /\*\*[^\n]* in "AMC Collaboration"[^\n]*\*\*/;

describe('@cleanroom', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  let offline: vscode.LanguageModelChat;

  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'unready', 200);
    offline = await offlineModel();
  });
  afterEach(() => disconnectAll());
  after(() => sandbox.stop());

  it('says that nothing is connected, with buttons that change that', async () => {
    const { markdown, buttons } = await askCleanroom(offline, why);
    assert.match(markdown, /^Nothing is connected yet/);
    assert.deepEqual(
      buttons.map(({ command }) => command),
      ['cleanRooms.addAwsAccount', 'cleanRooms.addLiveRampOrganisation', 'cleanRooms.trySandbox'],
    );
  });

  it('says what it looks at, names the one root cause and offers the fix; nothing is written', async () => {
    await connect(sandbox);
    const writes = await sandbox.writes();
    const { progress, markdown, buttons, trusted } = await askCleanroom(offline, why);
    assert.ok(progress.length >= 3, progress.join('\n'));
    assert.ok(plain(markdown).includes(plain(cause)), markdown);
    assert.deepEqual(
      buttons.map(({ title, command }) => [title, command]),
      [['Fix: Sync the collaboration…', 'cleanRooms.runOffer']],
    );
    assert.deepEqual(trusted, ['cleanRooms.showReadings']);
    assert.equal(await sandbox.writes(), writes);
  });

  it('understands "it" as what was talked about before', async () => {
    await connect(sandbox);
    const before = await askCleanroom(offline, why);
    const { markdown } = await askCleanroom(offline, 'is it still so?', { after: [before] });
    assert.ok(plain(markdown).includes(plain(cause)), markdown);
  });

  it('understands a name in a text that is attached', async () => {
    await connect(sandbox);
    const references = [{ id: 'selection', value: 'acx_part_ibe_07' }];
    const account = (await testHandle()).workbench.accounts;
    await account.refresh(account.all[0] ?? assert.fail('connected'));
    const { markdown } = await askCleanroom(offline, 'why does this not work?', { references });
    assert.ok(plain(markdown).includes(plain(cause)), markdown);
  });

  it('understands the entry of the configuration that a place in it is attached from', async () => {
    const account = await connect(sandbox);
    await (await testHandle()).workbench.accounts.refresh(account);
    const room = account.result?.collaborations.find(({ name }) => name === 'AMC Collaboration');
    const entry = { name: room?.name, id: room?.collaboration_id, membership_id: room?.membership_id, status: 'active' };
    await writeFile(configurationFile(), JSON.stringify({ collaborations: [entry] }, undefined, 2));
    const place = new vscode.Position(3, 8);
    const references = [{ id: 'place', value: new vscode.Location(vscode.Uri.file(configurationFile()), place) }];
    const { markdown } = await askCleanroom(offline, '', { command: 'next', references });
    await rm(configurationFile());
    assert.match(plain(markdown), inRoom);
  });

  it('says that something attached cannot be opened, rather than to answer about something else', async () => {
    await connect(sandbox);
    const gone = new vscode.Location(vscode.Uri.file(join(workspaceFolder(), 'gone.json')), new vscode.Position(0, 0));
    const { result, markdown } = await askCleanroom(offline, 'why?', { references: [{ id: 'place', value: gone }] });
    assert.equal(markdown, '');
    assert.match(plain(result.errorDetails?.message ?? ''), /^gone\.json, .* cannot be opened\. Ask again without it/);
  });

  it('understands what is selected in a file, also without any words', async () => {
    await connect(sandbox);
    const file = join(workspaceFolder(), 'notes.txt');
    await writeFile(file, 'AMC Collaboration');
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await vscode.commands.executeCommand('cursorMove', { to: 'wrappedLineEnd', select: true });
    await eventually(() => vscode.window.activeTextEditor?.selection.isEmpty === false);
    const { markdown } = await askCleanroom(offline, '', { command: 'next' });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(file);
    assert.match(plain(markdown), inRoom);
  });

  it('asks which account is meant where a question fits several, and understands the answer', async () => {
    await connect(sandbox);
    await connect(sandbox, '657425294073');
    const which = await askCleanroom(offline, '', { command: 'next' });
    assert.match(plain(which.markdown), /Which one\?/);
    assert.equal(which.followUps.length, 2);
    assert.deepEqual(which.buttons, []);
    const { prompt } = which.followUps[1] ?? assert.fail('offered');
    const { markdown } = await askCleanroom(offline, prompt, { command: 'next', after: [which] });
    assert.match(plain(markdown), /\*\*[^\n]*657425294073/);
  });

  it('says so where a question names nothing that it knows', async () => {
    await connect(sandbox);
    const { markdown } = await askCleanroom(offline, 'what about Tailspin?');
    assert.match(plain(markdown), /names nothing that I know, so this is about 111122223333/);
  });

  it('finds a room by a word of its name', async () => {
    await connect(sandbox);
    const { markdown } = await askCleanroom(offline, 'what about amc?');
    assert.match(plain(markdown), /^Looked at[^\n]+\n\n\*\*"AMC Collaboration"/);
  });

  it('explains a finding by its id', async () => {
    await connect(sandbox);
    const before = await askCleanroom(offline, why);
    const { markdown } = await askCleanroom(offline, 'rule.missing', { command: 'explain', after: [before] });
    assert.match(plain(markdown), /rule/);
    assert.doesNotMatch(plain(markdown), /was not found there/);
  });

  it('shows the plan without carrying it out, with a button that applies it', async () => {
    await connect(sandbox);
    const writes = await sandbox.writes();
    const before = await askCleanroom(offline, why);
    const { markdown, buttons } = await askCleanroom(offline, '', { command: 'plan', after: [before] });
    assert.match(plain(markdown), /CUSTOM rule on acx_part_ibe_07, results to 657425294073/);
    assert.deepEqual(
      buttons.map(({ title }) => title),
      ['Apply…'],
    );
    assert.equal(await sandbox.writes(), writes);
  });

  it('plans what mends the account where no configuration says what a sync would have to reach', async () => {
    await connect(sandbox);
    const { markdown } = await askCleanroom(offline, '', { command: 'plan' });
    assert.match(plain(markdown), /CUSTOM rule on acx_part_ibe_07/);
  });

  it('reports figures, with a button that saves them', async () => {
    await connect(sandbox);
    const { markdown, buttons } = await askCleanroom(offline, '', { command: 'report' });
    assert.match(plain(markdown), /9 of 10|9\/10/);
    assert.equal(buttons[0]?.title, 'Save the report…');
  });

  it('stops when it is stopped: no call follows', async () => {
    const { accounts } = (await testHandle()).workbench;
    // A view that is open reads a new account by itself.
    await accounts.refresh(await connect(sandbox));
    const stop = new vscode.CancellationTokenSource();
    const { result, buttons } = await askCleanroom(offline, '', {
      command: 'diagnose',
      token: stop.token,
      onProgress: () => {
        stop.cancel();
      },
    });
    // What was on its way arrives.
    await new Promise((later) => setTimeout(later, 100));
    const calls = await sandbox.calls();
    assert.deepEqual([result, buttons], [{}, []]);
    await new Promise((later) => setTimeout(later, 500));
    assert.deepEqual(await sandbox.calls(), calls);
  });

  it('says what went wrong and the next step where the account cannot be opened', async () => {
    const { workbench } = await testHandle();
    workbench.accounts.addForSession({
      name: 'Gone',
      service: 'aws',
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      sandbox: true,
      accountId: '111122223333',
    });
    const { markdown } = await askCleanroom(offline, 'what does not work?');
    assert.match(plain(markdown), /127\.0\.0\.1:9|does not answer|cannot be reached|not be reached/);
  });
});

describe('the answers of @cleanroom without a chat', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'unready', 200);
    await switchEntry(false);
  });
  after(async () => {
    await switchEntry(undefined);
    await disconnectAll();
    await sandbox.stop();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('Explain on a finding opens it as a page', async () => {
    const { workbench } = await testHandle();
    const account = await connect(sandbox);
    await workbench.accounts.refresh(account);
    const finding = account.result?.findings[0];
    assert.ok(finding);
    await vscode.commands.executeCommand('cleanRooms.explain', { account, finding });
    const tab = await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.match(tab.label, /Answer/);
  });
});

/** Without it there is no model here, and so no chat that answers. */
async function switchEntry(on: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(offlineEntrySetting, on, vscode.ConfigurationTarget.Global);
  for (let tries = 0; on === false && tries < 100 && (await vscode.lm.selectChatModels()).length > 0; tries += 1)
    await new Promise((later) => setTimeout(later, 100));
}
