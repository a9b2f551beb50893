/** Partners, from an invitation to an activated clean room: three panels, one organisation of the sandbox. */
import type { Frame } from 'playwright-core';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../scripts/host/project.mjs';
import { startSandboxProgram, type SandboxProgram } from '../sandboxProgram.ts';
import { accessibilityProblems } from './accessibility.ts';
import { useWorkbench, type Theme } from './harness.ts';

const themes = ['Light Modern', 'Default High Contrast', 'Dark Modern'] satisfies Theme[];

const batch = ['dana@nova-media.example', 'Jo Ito <jo@orbit.example>', 'kim@lumen.example', 'JO@orbit.example', 'dana(at)nova.example'];

const newcomer = 'ana@tailspin-toys.example';

describe('partners of a LiveRamp organisation', function () {
  this.timeout(180_000);
  let sandbox: SandboxProgram | undefined;
  const workbench = useWorkbench(async () => {
    sandbox = await startSandboxProgram(program, 'partners', 40);
    return {
      machineSettings: {
        'cleanRooms.connections': [
          {
            name: 'Sandbox: Acme Retail',
            service: 'liveramp',
            organisation: 'Acme Retail',
            clientId: 'acme-retail',
            endpoint: `${sandbox.endpoint}/v1`,
            sandbox: true,
          },
        ],
      },
    };
  });
  after(() => sandbox?.stop());

  it('stand in the tree with their clean rooms, and who has not answered for long is in Needs You', async () => {
    const room = await workbench().treeItem('Clean Rooms', 'Media Insights');
    await room.waitFor({ timeout: 40_000 });
    assert.match(await room.innerText(), /CR-045144/);
    await (await workbench().treeItem('Needs You', 'No answer for 8 days: data.partnerships@brightline-agency.example')).waitFor();
    await workbench().screenshot('organisation');
  });

  it('the invitations panel shows those that were sent, and axe finds nothing in three themes', async () => {
    await workbench().runCommand('Clean Rooms: Invite partners…');
    const frame = await workbench().webview();
    await frame.getByText('data.partnerships@brightline-agency.example').first().waitFor({ timeout: 20_000 });
    await workbench().runCommand('View: Toggle Primary Side Bar Visibility');
    await axeInEveryTheme();
  });

  it('a batch of five is checked before anything is sent: three to invite, one twice, one that is no address', async () => {
    const frame = await workbench().webview();
    await choose(frame, 'Clean room', /Holiday Campaign 2026/);
    await frame.getByRole('textbox', { name: 'Addresses' }).fill(batch.join('\n'));
    await frame.getByRole('button', { name: 'Check' }).click();
    await frame.getByText('It stands in the list more than once.').waitFor({ timeout: 20_000 });
    await frame.getByText('"dana(at)nova.example" is not an e-mail address.').first().waitFor();
    assert.ok(sandbox);
    assert.equal(await sandbox.writes(), 0);
    await workbench().screenshot('invitations-checked');
  });

  it('sends the three after one question that names the organisation', async () => {
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: /^Send 3 invitations/ }).click();
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    assert.match(await dialog.innerText(), /Acme Retail.*invite 3 partners to "Holiday Campaign 2026"/s);
    await workbench().press('Apply');
    await frame
      .getByRole('table', { name: 'Invitations' })
      .getByRole('rowheader', { name: 'kim@lumen.example' })
      .waitFor({ timeout: 20_000 });
    assert.ok(sandbox);
    assert.equal(await sandbox.writes(), 3);
    await frame.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await workbench().screenshot('invitations-panel');
  });

  it('two accept, and the third gets a reminder with its words ready when eight days have gone', async () => {
    assert.ok(sandbox);
    for (const address of ['dana@nova-media.example', 'jo@orbit.example'])
      await sandbox.happens(`invitations/${address}/accept?room=CR-045201`);
    await sandbox.happens('age', { days: 8 });
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: 'Refresh' }).click();
    const table = frame.getByRole('table', { name: 'Invitations' });
    await table
      .getByRole('row', { name: /jo@orbit\.example/ })
      .getByText('Accepted')
      .waitFor({ timeout: 20_000 });
    await table
      .getByRole('row', { name: /kim@lumen\.example/ })
      .getByText('reminder due')
      .waitFor();
    const needed = await workbench().treeItem('Needs You', 'No answer for 8 days: kim@lumen.example');
    await needed.waitFor({ timeout: 20_000 });
    await frame.getByRole('checkbox', { name: 'Select kim@lumen.example' }).check();
    await frame.getByRole('button', { name: 'Copy reminder' }).click();
    await frame.getByText('1 reminder is in the clipboard.').first().waitFor();
  });

  it('permissions are set from a template, seen before and read back, and axe finds nothing in three themes', async () => {
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench().runCommand('Clean Rooms: Partner permissions…');
    const frame = await workbench().webview();
    await frame.getByRole('combobox', { name: 'Clean room' }).waitFor({ timeout: 20_000 });
    await choose(frame, 'Clean room', /Media Insights/);
    await frame.getByRole('grid', { name: 'Questions' }).getByText('CRQ-136018').waitFor({ timeout: 20_000 });
    await frame.getByRole('radio', { name: 'Analyst', exact: true }).check();
    await frame.getByRole('button', { name: 'Check' }).click();
    await frame.getByRole('list', { name: 'Planned changes' }).getByRole('listitem').first().waitFor({ timeout: 20_000 });
    await axeInEveryTheme();
    await workbench().screenshot('permissions-panel');
    await frame.getByRole('button', { name: /^Apply \d+ changes?/ }).click();
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: 20_000 });
    assert.match(await dialog.innerText(), /Acme Retail/);
    await workbench().press('Apply');
    await frame.getByText('Read back: as asked for.').first().waitFor({ timeout: 20_000 });
    await frame.getByText('Nothing is changed yet.').waitFor({ timeout: 20_000 });
  });

  it('the onboarding panel begins with a partner, and sends the invitation after one question', async () => {
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand('Clean Rooms: Onboard partners…');
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: 'Bring partners on board' }).first().click({ timeout: 20_000 });
    await choose(frame, 'Clean room', /Media Insights/);
    await frame.getByRole('textbox', { name: 'Partners' }).fill(newcomer);
    await frame.getByRole('button', { name: /^Begin/ }).click();
    await frame.getByRole('rowheader', { name: newcomer }).waitFor({ timeout: 20_000 });
    await frame.getByRole('rowheader', { name: newcomer }).getByRole('button').click();
    await step(frame, 'Send invitation');
    await frame.getByRole('button', { name: 'Send the invitation…' }).click();
    await workbench().page.locator('.monaco-dialog-box').waitFor({ timeout: 20_000 });
    await workbench().press('Apply');
    await stepIs(frame, 2, 'done');
  });

  it('sees that the partner has accepted, and that its dataset is not mapped', async () => {
    assert.ok(sandbox);
    await sandbox.happens(`invitations/${newcomer}/accept?room=CR-045144`, {
      datasets: [{ name: 'Tailspin site visits', status: 'CONFIGURATION_PENDING' }],
    });
    const frame = await workbench().webview();
    await step(frame, 'Monitor acceptance');
    await frame.getByRole('button', { name: 'Look again' }).click();
    await stepIs(frame, 3, 'done');
    await frame.getByRole('button', { name: 'Note the answer in the file' }).click();
    await step(frame, 'Set-up guidance');
    await frame.getByRole('button', { name: 'Guidance was given' }).click();
    await stepIs(frame, 4, 'done');
    await step(frame, 'Validation');
    await frame.getByRole('button', { name: 'Run checks', exact: true }).click();
    await stepIs(frame, 5, 'failed');
    await axeInEveryTheme();
    await workbench().screenshot('onboarding-panel');
  });

  it('passes once the partner has mended it, and is activated', async () => {
    assert.ok(sandbox);
    await sandbox.happens('questions/CRQ-136020', { assign: { VISITS: 'Tailspin site visits' } });
    const frame = await workbench().webview();
    await frame.getByRole('button', { name: 'Run checks', exact: true }).click();
    await stepIs(frame, 5, 'done');
    await step(frame, 'Activation');
    await frame.getByRole('button', { name: 'Activate', exact: true }).click();
    await stepIs(frame, 6, 'done');
    const [file] = await readdir(join(workbench().workspace, 'clean-rooms/onboarding'));
    assert.ok(file !== undefined);
    const text = await readFile(join(workbench().workspace, 'clean-rooms/onboarding', file), 'utf8');
    assert.match(text, /"what": "activated"/);
  });

  async function axeInEveryTheme(): Promise<void> {
    for (const theme of themes) {
      await workbench().setTheme(theme);
      assert.deepEqual(await accessibilityProblems(await workbench().webview(), 'body'), [], theme);
    }
  }
});

/** As a person chooses in one of the toolkit's dropdowns. */
async function choose(frame: Frame, dropdown: string, option: RegExp): Promise<void> {
  await frame.getByRole('combobox', { name: dropdown, exact: true }).click();
  await frame.getByRole('option', { name: option }).click();
}

/** Shows a step of the engagement that is open. */
async function step(frame: Frame, name: string): Promise<void> {
  await frame.getByRole('list', { name: 'Steps' }).getByRole('button', { name, exact: true }).click();
  await frame.getByRole('region', { name, exact: true }).waitFor();
}

/** Until the engagement's nth step has this state. */
async function stepIs(frame: Frame, nth: number, state: string): Promise<void> {
  await frame.locator(`.steps > li:nth-child(${nth})[data-state="${state}"]`).waitFor({ timeout: 20_000 });
}
