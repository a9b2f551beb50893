import assert from 'node:assert/strict';
import type { CleanRoomService } from '../../../../src/core/service.ts';
import { openAwsConnection } from '../../../../src/services/aws/openAwsConnection.ts';
import { temporaryFolder } from '../../support/environment.ts';
import { TestSandbox } from '../../support/sandbox.ts';
import { OnboardingBench } from './onboardingBench.ts';

const acme = '111122223333';
const nova = '444455556666';

describe('bringing a partner on board in the AWS sandbox', function () {
  this.timeout(20_000);
  let sandbox: TestSandbox;
  let bench: OnboardingBench<CleanRoomService>;
  beforeEach(async () => {
    sandbox = await TestSandbox.start('partners');
    bench = new OnboardingBench(await connect(acme), await temporaryFolder());
  });
  afterEach(async () => {
    await bench.end();
    await sandbox.stop();
  });
  const connect = (sandboxAccountId: string): Promise<CleanRoomService> =>
    openAwsConnection({ region: 'us-east-1', endpoint: sandbox.endpoint, sandboxAccountId, requestTimeoutMs: 2000 }, undefined, {});

  it('invites an account, lets it receive results, and activates it once it has joined', async () => {
    await bench.start({
      room: 'Holiday measurement',
      partners: [
        { to: '888899990000', name: 'Orbit Data' },
        { to: nova, name: 'Nova Media' },
      ],
    });
    const [orbit, other] = (await bench.status()).engagements.map(({ engagement }) => engagement.id);
    assert.ok(orbit !== undefined && other !== undefined);
    const ids = [orbit, other].sort((a) => (a.includes(nova) ? 1 : -1));
    const [newcomer = '', invited = ''] = ids;
    const sent = await bench.advance('send', ids);
    assert.deepEqual(
      sent.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['done', undefined],
        ['left_out', 'already_invited'],
      ],
    );
    assert.equal(await bench.states(newcomer), 'done done waiting pending pending pending');
    assert.equal((await bench.one(newcomer)).invitationStatus, 'INVITED');

    const joining = await connect(nova);
    const [invitation] = (await joining.inbox?.invitations()) ?? [];
    assert.ok(invitation);
    const payment = { queryCompute: true };
    await joining.inbox?.accept(invitation, { payment }, { recorder: { record: () => undefined } });
    await bench.advance('record', [invited]);
    assert.equal(await bench.states(invited), 'done done done in_progress in_progress pending');
    const failed = async (): Promise<string[]> =>
      ((await bench.one(invited, true)).validation?.checks ?? []).filter(({ state }) => state === 'failed').map(({ id }) => id);
    assert.deepEqual(await failed(), ['may_receive_results']);
    assert.equal((await bench.advance('apply_permissions', [invited])).ok, true);
    assert.deepEqual(await failed(), []);
    assert.equal((await bench.advance('activate', [invited])).ok, true);
  });
});
