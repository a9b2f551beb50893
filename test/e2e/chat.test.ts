/** @cleanroom in a VS Code where no other assistant is: why a table is not ready, the fix, and what is left after it. */
import type { Locator } from 'playwright-core';
import assert from 'node:assert/strict';
import { program } from '../../scripts/host/project.mjs';
import { sandboxConnection, startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../unit/support/scriptedOpenAi.ts';
import { useWorkbench, type Workbench } from './harness.ts';

describe('@cleanroom where no other assistant is installed', function () {
  this.timeout(120_000);
  let sandbox: SandboxProgram | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'unready', 40);
    return { machineSettings: { 'cleanRooms.connections': [sandboxConnection(sandbox, 'Sandbox', '111122223333')] } };
  });
  after(() => sandbox?.stop());

  const answer = (): Locator => newestAnswer(workbench());
  const ask = (question: string): Promise<void> => askInView(workbench(), question);

  it('answers why a table is not ready: what was looked at, one root cause, its evidence', async () => {
    await openChat(workbench());
    await ask('@cleanroom why is part_ibe_07 not ready in AMC Collaboration?');
    await fixOf(answer()).waitFor({ timeout: 30_000 });
    const text = await answer().innerText();
    assert.match(text, /Looked at \(\d+ looks\)/);
    assert.match(text, /is not ready: the association "acx_part_ibe_07" in "AMC Collaboration" has no collaboration analysis rule\./);
    assert.match(text, /lists no rule for it \(analysisRuleTypes is empty\)\. \[1\]/);
    await workbench().screenshot('chat-why');
  });

  it('shows what was looked at, read only, when a link is pressed', async () => {
    await answer().locator('a', { hasText: 'BatchGetSchema' }).click();
    await workbench().page.locator('.editor-instance .view-line', { hasText: 'SimulatePrincipalPolicy' }).waitFor({ timeout: 10_000 });
    await workbench().runCommand('View: Close All Editors');
  });

  it('mends it with the button, after one question that shows the plan', async () => {
    assert.ok(sandbox);
    assert.equal(await sandbox.writes(), 0);
    await fixOf(answer()).click();
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    assert.match(await dialog.innerText(), /111122223333/);
    await workbench().screenshot('chat-plan');
    assert.equal(await sandbox.writes(), 0);
    await workbench().press('Apply');
    await workbench().page.locator('.notification-list-item').getByRole('button', { name: 'Check again' }).waitFor({ timeout: 40_000 });
    await (await workbench().treeItem('Clean Rooms', 'AMC Collaboration')).getByText('10/10 ready').waitFor({ timeout: 20_000 });
    assert.equal(await sandbox.writes(), 1);
    await workbench().screenshot('chat-mended');
  });

  it('says what is left to do afterwards: nothing, all is ready', async () => {
    // The chat keeps @cleanroom in its input.
    await ask('/next');
    await answer().getByText('All is ready').first().waitFor({ timeout: 40_000 });
    await answer().getByText('Written from templates').waitFor({ timeout: 10_000 });
    assert.equal(await fixOf(answer()).count(), 0);
    await workbench().screenshot('chat-next');
  });
});

describe('@cleanroom in a VS Code that has just been started', function () {
  this.timeout(90_000);
  const workbench = useWorkbench();

  it('answers the first message, with nothing of ours opened before it', async () => {
    await workbench().runCommand('Chat: Open Chat');
    // VS Code wakes us a moment after it has started.
    await workbench()
      .page.locator('.interactive-input-part')
      .getByText(/^Clean Rooms d/)
      .waitFor({ timeout: 20_000 });
    await askInView(workbench(), '@cleanroom /next');
    await newestAnswer(workbench()).getByRole('button', { name: 'Try the sandbox' }).waitFor({ timeout: 20_000 });
    await workbench().screenshot('chat-first');
  });
});

describe('@cleanroom with a model of an OpenAI-compatible server', function () {
  this.timeout(120_000);
  let sandbox: SandboxProgram | undefined;
  let server: ScriptedOpenAi | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'unready', 40);
    server = await startScriptedOpenAi();
    return {
      machineSettings: {
        'cleanRooms.connections': [sandboxConnection(sandbox, 'Sandbox', '111122223333')],
        'cleanRooms.models.providers': [{ name: 'Scripted', kind: 'openai', baseUrl: server.baseUrl }],
      },
    };
  });
  after(async () => {
    await sandbox?.stop();
    await server?.close();
  });

  it('gives what was found in its words, with where that is from, and what it was given', async () => {
    assert.ok(server);
    server.answers = [{ kind: 'stream', text: ['Nobody may query acx_part_ibe_07: ', 'its collaboration analysis rule is gone. [1]'] }];
    await openChat(workbench());
    await workbench().page.locator('.interactive-input-part').getByText('scripted-1').waitFor({ timeout: 20_000 });
    await askInView(workbench(), '@cleanroom why is part_ibe_07 not ready in AMC Collaboration?');
    const answer = newestAnswer(workbench());
    await fixOf(answer).waitFor({ timeout: 30_000 });
    const text = await answer.innerText();
    assert.match(text, /Nobody may query acx_part_ibe_07: its collaboration analysis rule is gone\. \[1\]/);
    assert.match(text, /\d+ of \d+ characters were given to scripted-1/);
    await workbench().screenshot('chat-model');
  });

  it('is stopped while it speaks: what was said stays, and the server is left alone', async () => {
    assert.ok(server);
    server.answers = [{ kind: 'held', text: ['The rule on acx_part_ibe_07 is missing. [1] And'] }];
    const before = server.requests.length;
    await askInView(workbench(), 'and now?');
    const { page } = workbench();
    await newestAnswer(workbench()).getByText('The rule on').waitFor({ timeout: 30_000 });
    await page
      .locator('.interactive-input-part')
      .getByRole('button', { name: /^Cancel/ })
      .click();
    await server.requests.at(-1)?.abandoned;
    assert.equal(server.requests.slice(before).filter(({ path }) => path?.endsWith('/chat/completions')).length, 1);
  });
});

/** The chat view, in a window so high that a whole answer is in view: a list that scrolls hides what a test would press. */
async function openChat(workbench: Workbench): Promise<void> {
  await workbench.page.setViewportSize({ width: 1280, height: 1040 });
  await (await workbench.treeItem('Clean Rooms', 'AMC Collaboration')).waitFor({ timeout: 40_000 });
  await workbench.runCommand('Chat: Open Chat');
  await chatInput(workbench).waitFor();
  await widen(workbench);
}

/** Makes the chat as wide as a person would who reads in it: its border is dragged to the left. */
async function widen({ page }: Workbench): Promise<void> {
  const box = await page.locator('.part.auxiliarybar').boundingBox();
  assert.ok(box !== null);
  await page.mouse.move(box.x - 1, 400);
  await page.mouse.down();
  await page.mouse.move(box.x - 280, 400, { steps: 5 });
  await page.mouse.up();
}

async function askInView(workbench: Workbench, question: string): Promise<void> {
  const { keyboard } = workbench.page;
  await chatInput(workbench).click();
  await keyboard.type(question, { delay: 5 });
  // Closes the list of suggestions, which Enter would take from.
  await keyboard.press('Escape');
  await keyboard.press('Enter');
}

function chatInput({ page }: Workbench): Locator {
  return page.locator('.interactive-input-part .monaco-editor').last();
}

/** The newest: the list holds only what can be seen of a long conversation. */
function newestAnswer({ page }: Workbench): Locator {
  return page.locator('.interactive-list .interactive-response').last();
}

function fixOf(answer: Locator): Locator {
  return answer.getByRole('button', { name: /^Fix/ });
}
