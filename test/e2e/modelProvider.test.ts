/** A person adds a server of models with its key and asks @cleanroom with it; then the key is looked for wherever it must not be. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { program } from '../../scripts/host/project.mjs';
import { sandboxConnection, startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { startScriptedOpenAi, type ScriptedOpenAi } from '../unit/support/scriptedOpenAi.ts';
import { useWorkbench } from './harness.ts';

describe('a model provider that a person adds', function () {
  this.timeout(120_000);
  const key = `sk-${randomBytes(18).toString('hex')}`;
  let sandbox: SandboxProgram | undefined;
  let scripted: ScriptedOpenAi;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'unready', 40);
    scripted = await startScriptedOpenAi({ kind: 'stream', text: ['The rule is missing. [1]'] });
    scripted.key = key;
    return { machineSettings: { 'cleanRooms.connections': [sandboxConnection(sandbox, 'Sandbox', '111122223333')] } };
  });
  after(async () => {
    await scripted.close();
    await sandbox?.stop();
  });

  const enter = async (title: RegExp, text: string): Promise<void> => {
    const question = workbench().page.locator('.quick-input-widget', { hasText: title });
    await question.waitFor({ timeout: 15_000 });
    await question.locator('.quick-input-box input').fill(text);
    await workbench().page.keyboard.press('Enter');
  };

  it('asks for the key of a local server that wants one, and keeps what it has tried', async () => {
    await workbench().runCommand('Clean Rooms: Add a model provider…');
    await workbench().pick('Local server');
    await enter(/base URL/, scripted.baseUrl);
    await enter(/Key of the model provider/, key);
    await workbench()
      .page.locator('.notification-list-item-message', { hasText: /Added the model provider 127\.0\.0\.1:\d+\./ })
      .waitFor({ timeout: 15_000 });
  });

  it('answers @cleanroom in the chat', async () => {
    const { page } = workbench();
    await (await workbench().treeItem('Clean Rooms', 'AMC Collaboration')).waitFor({ timeout: 40_000 });
    await workbench().runCommand('Chat: Open Chat');
    const input = page.locator('.interactive-input-part .monaco-editor').last();
    await input.waitFor();
    // The entry without AI goes now that there is a model.
    await page.locator('.interactive-input-part').getByText('scripted-1').waitFor({ timeout: 20_000 });
    await input.click();
    await page.keyboard.type('@cleanroom why is part_ibe_07 not ready in AMC Collaboration?', { delay: 5 });
    // Closes the list of suggestions, which Enter would take from.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.interactive-list .interactive-response').last().getByRole('button', { name: /^Fix/ }).waitFor({ timeout: 40_000 });
    assert.ok(
      scripted.requests.some(({ path, headers }) => path?.endsWith('/chat/completions') && headers.authorization === `Bearer ${key}`),
    );
  });

  it('has its key in no state of VS Code or of the page but the secret storage', async () => {
    const state = JSON.stringify(await workbench().page.context().storageState({ indexedDB: true }));
    assert.match(state, /cleanRooms\.models\.offlineEntryOffered/);
    assert.equal(state.includes(key), false);
  });

  it('has its key in no setting, no log of prompts, no conversation and no other file', async () => {
    const folder = dirname(workbench().workspace);
    // What was asked of the model, and the conversation, as they are kept; VS Code writes the latter after a while.
    const kept = [/prompts.*\.jsonl$/, /chatSessions.*\.jsonl$/];
    let files = await filesBelow(folder);
    const holding = (text: string): string[] => files.filter(({ content }) => content.includes(text)).map(({ file }) => file);
    const isKept = (): boolean => kept.every((name) => holding('part_ibe_07').some((file) => name.test(file)));
    for (let tries = 0; tries < 60 && !isKept(); tries += 1) {
      await new Promise((later) => setTimeout(later, 1000));
      files = await filesBelow(folder);
    }
    assert.ok(isKept(), holding('part_ibe_07').join('\n'));
    assert.ok(holding(scripted.baseUrl).some((file) => file.endsWith('settings.json')));
    assert.deepEqual(holding(key), []);
  });
});

async function filesBelow(folder: string): Promise<{ file: string; content: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && !each.parentPath.startsWith(join(folder, 'extensions')));
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = join(parentPath, name);
      return { file, content: await readFile(file) };
    }),
  );
}
