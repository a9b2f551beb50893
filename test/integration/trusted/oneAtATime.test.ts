import assert from 'node:assert/strict';
import { acceptInvitations } from '../../../src/core/jobs/acceptInvitations.ts';
import { CleanRoomError } from '../../../src/core/errors.ts';
import { startSandboxProgram, type SandboxProgram } from '../../sandboxProgram.ts';
import { activateWorkbench, builtProgram, connect, disconnectAll, testHandle } from '../workbench.ts';

describe('one account', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;

  before(async () => {
    await activateWorkbench();
    sandbox = await startSandboxProgram(builtProgram(), 'inbox', 200);
  });
  afterEach(() => disconnectAll());
  after(() => sandbox.stop());

  it('has one writing job at a time, through whichever connection', async () => {
    const {
      workbench: { accounts, jobs },
      answerConsent,
    } = await testHandle();
    const account = await connect(sandbox);
    const twin = accounts.addForSession({ ...account.settings, name: 'The same account' });
    let refused: unknown;
    answerConsent(async () => {
      assert.equal(jobs.isBusy(account), true);
      refused = await jobs.write('Second', acceptInvitations, twin, {}).catch((thrown: unknown) => thrown);
      return false;
    });
    await assert.rejects(jobs.write('First', acceptInvitations, account, {}), /Nothing was changed/);
    assert.ok(refused instanceof Error && 'code' in refused);
    assert.equal(refused.message, 'A job is already running in account 111122223333 (us-east-1).');
    assert.equal(jobs.isBusy(account), false);
  });

  it('shows the newest reading only, and whoever waited for an older one waits for that', async () => {
    const {
      workbench: { accounts },
    } = await testHandle();
    const account = await connect(sandbox);
    const states: string[] = [];
    const listening = account.onDidChange(() => {
      states.push(account.state.kind);
    });
    const older = accounts.refresh(account);
    const newer = accounts.refresh(account);
    await older;
    assert.equal(account.state.kind, 'read');
    await newer;
    listening.dispose();
    // What is known of it already shows while it is being read: however often, it is read once.
    assert.deepEqual(
      states.filter((state, index) => state !== states[index - 1]),
      ['reading', 'read'],
    );
  });

  it('that is taken away ends its job and its reading', async () => {
    const {
      workbench: { accounts, jobs },
      answerConsent,
    } = await testHandle();
    const account = await connect(sandbox);
    answerConsent(() => {
      accounts.remove(account);
      return true;
    });
    const thrown = await jobs.write('Accepting', acceptInvitations, account, {}).catch((error: unknown) => error);
    assert.ok(thrown instanceof Error);
    assert.equal('code' in thrown ? thrown.code : '', new CleanRoomError('cancelled', '').code);
    assert.equal((await sandbox.account('111122223333')).memberships.length, 0);
  });

  it('is asked for the members of a collaboration once between two readings', async () => {
    const {
      workbench: { accounts },
    } = await testHandle();
    const account = await connect(sandbox, sandbox.accounts[1]);
    await accounts.refresh(account);
    const [collaboration] = account.result?.collaborations ?? [];
    assert.ok(collaboration);
    const calls = async (): Promise<number> => (await sandbox.calls())['ListMembers'] ?? 0;
    const before = await calls();
    await Promise.all([1, 2, 3].map(() => account.members(collaboration.collaboration_id)));
    await account.members(collaboration.collaboration_id);
    assert.equal(await calls(), before + 1);
    const reading = accounts.refresh(account);
    await account.members(collaboration.collaboration_id);
    await reading;
    assert.ok((await calls()) > before + 1);
  });
});
