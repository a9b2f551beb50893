import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { NeedsYouView } from '../../../src/extension/tree/needsYouView.ts';
import { RoomsView } from '../../../src/extension/tree/roomsView.ts';
import { startSandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll, testHandle } from '../workbench.ts';

describe('the ids of the tree items', function () {
  this.timeout(60_000);
  before(() => activateWorkbench());
  afterEach(() => disconnectAll());

  for (const scenario of ['inbox', 'overfull', 'strangers']) {
    it(`are unique in both views, with all of ${scenario} unfolded, before and after a sync`, async () => {
      const sandbox = await startSandboxProgram(builtProgram(), scenario, 200);
      try {
        const {
          workbench: { accounts },
          answerConsent,
        } = await testHandle();
        for (const accountId of sandbox.accounts) await connect(sandbox, accountId);
        await accounts.refreshAll();
        const rooms = new RoomsView(accounts);
        const needs = new NeedsYouView(accounts);
        assert.ok((await assertUnique(rooms)) > sandbox.accounts.length);
        await assertUnique(needs);
        answerConsent(() => true);
        const { acceptInvitations } = await import('../../../src/core/jobs/acceptInvitations.ts');
        const [provider] = accounts.all;
        assert.ok(provider);
        await (await testHandle()).workbench.jobs.write('Accepting', acceptInvitations, provider, {});
        await accounts.refreshAll();
        assert.ok((await assertUnique(rooms)) > 25);
        await assertUnique(needs);
        rooms.dispose();
        needs.dispose();
      } finally {
        await sandbox.stop();
      }
    });
  }
});

/** Walks a whole tree; answers how many items it has. */
async function assertUnique<Node>(tree: vscode.TreeDataProvider<Node>): Promise<number> {
  const ids: string[] = [];
  const walk = async (parent?: Node): Promise<void> => {
    for (const node of (await tree.getChildren(parent)) ?? []) {
      const { id } = await tree.getTreeItem(node);
      assert.ok(id);
      ids.push(id);
      await walk(node);
    }
  };
  await walk();
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  );
  return ids.length;
}
