import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { NeedsYouView, type NeedsYouNode } from '../../../src/extension/tree/needsYouView.ts';
import { PartnersView } from '../../../src/extension/tree/partnersView.ts';
import { RoomsView, type RoomsNode } from '../../../src/extension/tree/roomsView.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connectOrganisation, disconnectAll, testHandle, workspaceFolder } from '../workbench.ts';

describe('a LiveRamp organisation in the views', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  before(() => activateWorkbench());
  beforeEach(async () => {
    sandbox = await startSandboxProgram(builtProgram(), 'partners', 200);
  });
  afterEach(async () => {
    await disconnectAll();
    await sandbox.stop();
    await rm(join(workspaceFolder(), 'clean-rooms'), { recursive: true, force: true });
  });

  it('has its clean rooms with partners, invitations, questions and datasets, each thing once', async () => {
    const { workbench } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    const lines = await everyLine(new RoomsView(workbench.accounts));
    for (const wanted of ['Media Insights', 'Nova Media', 'jonas.weber@nova-media.example', 'Questions', 'Datasets', 'Invitations sent'])
      assert.ok(
        lines.some(({ label }) => label === wanted),
        wanted,
      );
    assert.ok(lines.some(({ description }) => /READY/.test(description)));
    const ids = lines.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it('says of a clean room that it does not administer that it is unknown, and how to mend that', async () => {
    const { workbench } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    const lines = await everyLine(new RoomsView(workbench.accounts));
    assert.ok(lines.some(({ label }) => /acme-retail of Acme Retail is not an administrator of "Loyalty Overlap"/.test(label)));
    const needs = await everyLine(new NeedsYouView(workbench.accounts));
    assert.ok(needs.some(({ label, tooltip }) => /Loyalty Overlap/.test(label) && /Access, Users/.test(tooltip)));
  });

  it('asks for a reminder when nobody has answered for long, and has the words ready', async () => {
    const { workbench } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    const finding = account.result?.findings.find(({ id }) => id === 'sent_invitation.unanswered');
    assert.ok(finding);
    await vscode.commands.executeCommand('cleanRooms.copyReminder', { account, finding });
    assert.match(await vscode.env.clipboard.readText(), /Media Insights/);
  });

  it('sends an invitation again from the finding: cancel and invite, after one question', async () => {
    const { workbench, answerConsent } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    const finding = account.result?.findings.find(({ id }) => id === 'sent_invitation.unanswered');
    assert.ok(finding);
    const asked: string[] = [];
    answerConsent(({ plan }) => {
      assert.ok('steps' in plan);
      asked.push(plan.steps.map(({ action }) => action).join());
      return true;
    });
    await vscode.commands.executeCommand('cleanRooms.resendInvitation', { account, finding });
    assert.deepEqual(asked, ['cancel_invitation,invite']);
    assert.equal(
      account.result?.findings.some(({ id }) => id === 'sent_invitation.unanswered'),
      false,
    );
  });

  it('tells in Needs You which follow-up of an onboarding is due, with its mail, and reminds of nobody twice', async () => {
    const { workbench, answerConsent } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    answerConsent(() => true);
    const { startOnboarding } = await import('../../../src/core/jobs/onboarding/startOnboarding.ts');
    const { advanceOnboarding } = await import('../../../src/core/jobs/onboarding/advanceOnboarding.ts');
    const newcomer = 'ana@tailspin-toys.example';
    await workbench.jobs.write('Start', startOnboarding, account, { room: 'CR-045144', partners: [{ to: newcomer }] });
    await workbench.jobs.write('Send', advanceOnboarding, account, { room: 'CR-045144', action: 'send' });
    await sandbox.happens('age', { days: 11 });
    await workbench.accounts.refresh(account);
    const lines = await everyLine(new NeedsYouView(workbench.accounts));
    const about = lines.filter(({ label }) => label.includes(newcomer));
    assert.ok(about.some(({ label }) => /escalate/.test(label)));
    assert.deepEqual(
      about.filter(({ label }) => /^No answer/.test(label)),
      [],
    );
    const finding = account.result?.findings.find(({ id }) => id === 'engagement.follow_up_due');
    await vscode.commands.executeCommand('cleanRooms.copyReminder', { account, finding });
    assert.match(await vscode.env.clipboard.readText(), /Media Insights/);
  });

  it('shows a partner once, with all rooms that are shared, when it has accepted', async () => {
    const { workbench } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    const partners = async (): Promise<string[]> => (await everyLine(new PartnersView(workbench.accounts))).map(({ label }) => label);
    assert.equal((await partners()).filter((label) => label === 'Nova Media').length, 1);
    const room = account.partners?.rooms.find(({ room: { displayId } }) => displayId === 'CR-045144');
    const pending = room?.invitations.find(({ state }) => state === 'pending');
    assert.ok(pending);
    await sandbox.happens(`invitations/${pending.id}/accept`);
    await workbench.accounts.refresh(account);
    assert.ok((await partners()).includes('Brightline Agency'));
  });

  it('does not stand in the coverage grid, which is about tables', async () => {
    const { workbench } = await testHandle();
    await connectOrganisation(sandbox);
    assert.deepEqual(workbench.accounts.aws, []);
  });

  it('keeps what was seen, with the reason beside it, when the service fails', async () => {
    const { workbench } = await testHandle();
    const account = await connectOrganisation(sandbox);
    await workbench.accounts.refresh(account);
    await sandbox.fault({ operation: 'getAllCleanrooms', error: { name: 'FORBIDDEN', message: 'no', status: 403 } });
    await workbench.accounts.refresh(account);
    assert.equal(account.state.kind, 'failed');
    const lines = await everyLine(new RoomsView(workbench.accounts));
    assert.ok(lines.some(({ label }) => label === 'Media Insights'));
  });
});

interface Line {
  id: string;
  label: string;
  description: string;
  tooltip: string;
}

/** Walks a whole tree. */
async function everyLine<Node extends RoomsNode | NeedsYouNode | object>(
  tree: vscode.TreeDataProvider<Node> & { dispose(): unknown },
): Promise<Line[]> {
  const lines: Line[] = [];
  const walk = async (parent?: Node): Promise<void> => {
    for (const node of (await tree.getChildren(parent)) ?? []) {
      const { id, label, description, tooltip } = await tree.getTreeItem(node);
      lines.push({
        id: id ?? '',
        label: typeof label === 'string' ? label : (label?.label ?? ''),
        description: typeof description === 'string' ? description : '',
        tooltip: typeof tooltip === 'string' ? tooltip : '',
      });
      await walk(node);
    }
  };
  await walk();
  tree.dispose();
  return lines;
}
