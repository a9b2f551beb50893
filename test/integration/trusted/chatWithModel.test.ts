import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PromptLogEntry } from '../../../src/core/assistant/promptLog.ts';
import { startScriptedOpenAi, type ReceivedRequest, type ScriptedAnswer, type ScriptedOpenAi } from '../../unit/support/scriptedOpenAi.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { askCleanroom, plain, type Circumstances, type HeardAnswer } from '../support/chatTurns.ts';
import { modelOf, writeProviders } from '../support/modelsOfServer.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll, eventually, testHandle } from '../workbench.ts';

const why = 'why is part_ibe_07 not ready in AMC Collaboration?';

describe('@cleanroom with a model', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  let server: ScriptedOpenAi;
  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'unready', 200);
    server = await startScriptedOpenAi();
    await writeProviders({ name: 'Scripted', kind: 'openai', baseUrl: server.baseUrl });
  });
  beforeEach(() => {
    server.requests.length = 0;
  });
  afterEach(() => disconnectAll());
  after(async () => {
    await writeProviders();
    await server.close();
    await sandbox.stop();
  });

  const scripted = (): Promise<vscode.LanguageModelChat> => modelOf({ name: 'Scripted', kind: 'openai', baseUrl: server.baseUrl });
  const answered = async (answer: ScriptedAnswer, how: Circumstances = {}): Promise<HeardAnswer> => {
    server.answers = [answer];
    await connect(sandbox);
    return askCleanroom(await scripted(), why, how);
  };
  const asked = (...text: string[]): Promise<HeardAnswer> => answered({ kind: 'stream', text });
  const chats = (): ReceivedRequest[] => server.requests.filter(({ path }) => path?.includes('chat'));

  it('lets it word what was found, and gives it no tools', async () => {
    const { markdown } = await asked('The rule on acx_part_ibe_07 ', 'is missing. [1]');
    assert.match(plain(markdown), /The rule on acx_part_ibe_07 is missing\. \[1\]/);
    assert.match(plain(markdown), /characters were given to/);
    const bodies = server.requests.map(({ body }) => body).filter((body) => body !== undefined);
    assert.equal(bodies.length, 1);
    assert.ok(!JSON.stringify(bodies).includes('"tools"'));
  });

  it('gives a model no more than it takes', async () => {
    const small = { name: 'Small', kind: 'openai' as const, baseUrl: server.baseUrl, models: [{ id: 'tiny', maxInputTokens: 2000 }] };
    await writeProviders({ name: 'Scripted', kind: 'openai', baseUrl: server.baseUrl }, small);
    server.answers = [{ kind: 'stream', text: ['The rule on acx_part_ibe_07 is missing. [1]'] }];
    await connect(sandbox);
    const { markdown } = await askCleanroom(await modelOf(small, 'tiny'), why);
    assert.match(plain(markdown), /\d+ of 6000 characters were given to tiny/);
  });

  it('leaves out what nothing that was found proves', async () => {
    const { markdown } = await asked('The rule on acx_part_ibe_07 is missing. [1] Part_ibe_99 was deleted on 3 May by 999988887777. [1]');
    assert.match(plain(markdown), /is missing\. \[1\]/);
    assert.doesNotMatch(markdown, /999988887777|3 May/);
    assert.match(plain(markdown), /1 of its sentences was left out/);
  });

  it('answers in its own words where the model fails, and says why', async () => {
    const { markdown, result } = await answered({ kind: 'plain', status: 401, body: { error: { message: 'no such key' } } });
    assert.match(plain(markdown), /gave no answer, so this is written from templates/);
    assert.ok(plain(markdown).includes(plain('analysisRuleTypes')), markdown);
    assert.equal(result.errorDetails, undefined);
  });

  it('answers in its own words after the person found a worded answer unhelpful', async () => {
    const before = await asked('The rule on acx_part_ibe_07 is missing. [1]');
    const participant = await (await testHandle()).participant();
    await participant.judge({ result: before.result, kind: vscode.ChatResultFeedbackKind.Unhelpful });
    server.requests.length = 0;
    const { markdown } = await askCleanroom(await scripted(), 'is it still so?', { after: [before] });
    assert.match(plain(markdown), /because you found a worded answer of this conversation unhelpful/);
    assert.deepEqual(chats(), []);
  });

  it('tells all in its own words, in a paragraph of their own, where the answer breaks off', async () => {
    const { markdown } = await answered({ kind: 'dropped', text: ['The rule on acx_part_ibe_07 is missing. [1] And'] });
    assert.match(plain(markdown), /is missing\. \[1\]\n\nThe answer of scripted-1 is not complete: /);
  });

  it('does not say of a model that was not asked that it was given something, and logs nothing', async () => {
    const settings = vscode.workspace.getConfiguration('cleanRooms.assistant');
    await settings.update('requestsPerDay', 0, vscode.ConfigurationTarget.Global);
    const before = await logged();
    const { markdown } = await asked('The rule on acx_part_ibe_07 is missing. [1]');
    await settings.update('requestsPerDay', undefined, vscode.ConfigurationTarget.Global);
    assert.match(plain(markdown), /scripted-1 was not asked, so this is written from templates: The budget/);
    assert.doesNotMatch(plain(markdown), /were given to/);
    assert.deepEqual([chats(), await logged()], [[], before]);
  });

  it('is in the log that the person can open, as a text to read', async () => {
    await asked('The rule on acx_part_ibe_07 is missing. [1]');
    await vscode.commands.executeCommand('cleanRooms.openAssistantLog');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, / · \/diagnose · clean-rooms-openai\/Scripted\/scripted-1\n\nAsked \(nothing was masked\):\n {4}\S/);
    assert.match(text, /\nAnswered:\n {4}The rule on acx_part_ibe_07 is missing\. \[1\]\n\nShown in the words of the model\.\n/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('ends the request when it is stopped, and keeps what was given in the log', async () => {
    const stop = new vscode.CancellationTokenSource();
    const before = await logged();
    const stopped = answered({ kind: 'held', text: ['The rule '] }, { token: stop.token });
    const request = await eventually(() => chats()[0]);
    stop.cancel();
    assert.deepEqual((await stopped).result, {});
    await request.abandoned;
    const entries = await logged();
    const last = entries.at(-1);
    assert.deepEqual([entries.length, last?.kind === 'exchange' && last.error], [before.length + 1, 'Cancelled.']);
  });

  it('listens to no model that finds no end', async () => {
    const { markdown } = await answered({
      kind: 'held',
      text: ['The rule on acx_part_ibe_07 is missing. [1] ', 'It is so. '.repeat(6500)],
    });
    assert.match(plain(markdown), /The rule on acx_part_ibe_07 is missing\. \[1\]/);
    await chats()[0]?.abandoned;
  });
});

async function logged(): Promise<PromptLogEntry[]> {
  const { promptLog } = await (await testHandle()).workbench.assistant();
  return (await promptLog.entries()).entries;
}
