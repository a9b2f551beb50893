import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEngagement } from '../../../../src/core/onboarding/engagementText.ts';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';
import { openLiveRampConnection } from '../../../../src/services/liveramp/openLiveRampConnection.ts';
import { ApiUserStateFile } from '../../../../src/storage/apiUserStateFile.ts';
import { temporaryFolder } from '../../support/environment.ts';
import { OnboardingBench } from './onboardingBench.ts';

const kim = 'kim@lumen-agency.example';
const id = 'cr-045201--kim-lumen-agency-example';

describe('bringing a partner on board in the LiveRamp sandbox', () => {
  let sandbox: RunningSandbox;
  let state: string;
  let bench: OnboardingBench<Awaited<ReturnType<typeof openLiveRampConnection>>>;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, scenario: 'partners' });
    state = await temporaryFolder();
    const service = await openLiveRampConnection({
      name: 'Acme Retail',
      organisation: 'Acme Retail',
      clientId: 'acme-retail',
      clientSecret: () => Promise.resolve(undefined),
      baseUrl: `${sandbox.endpoint}/v1`,
      sandbox: true,
      state: new ApiUserStateFile(state),
    });
    bench = new OnboardingBench(service, await temporaryFolder());
  });
  afterEach(async () => {
    await bench.end();
    await rm(state, { recursive: true });
    await sandbox.stop();
  });

  /** What people do in LiveRamp's console, or at the partner's side. */
  const console = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${sandbox.endpoint}/_sandbox/liveramp/${path}`, {
      method: 'POST',
      headers: { 'x-sandbox-control': '1' },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.text());
  };
  const accept = (): Promise<void> =>
    console(`invitations/${encodeURIComponent(kim)}/accept?room=CR-045201`, {
      organisation: 'Lumen Agency',
      datasets: [{ name: 'Lumen audience', fields: ['customer_id', 'segment'] }],
    });
  const failures = async (): Promise<string[]> =>
    ((await bench.one(id, true)).validation?.checks ?? []).filter(({ state: each }) => each === 'failed').map((check) => check.id);

  it('goes through the six steps, with what fails mended on the way', async () => {
    await bench.start({ room: 'CR-045201', partners: [{ to: kim, name: 'Lumen Agency' }], room_type: 'Snowflake' });
    assert.equal(await bench.states(id), 'done pending pending pending pending pending');
    await bench.advance('send', [id]);
    assert.equal(await bench.states(id), 'done done waiting pending pending pending');
    await console('age', { days: 4 });
    assert.equal((await bench.one(id)).findings[0]?.id, 'engagement.follow_up_due');
    await accept();
    await bench.advance('record', [id]);
    assert.equal(await bench.states(id), 'done done done in_progress in_progress pending');
    assert.deepEqual(await failures(), ['datasets_assigned', 'permissions']);
    assert.equal((await bench.advance('activate', [id])).ok, false);
    await console('questions/CRQ-140310', { assign: { PARTNER_AUDIENCE: 'Lumen audience' } });
    assert.equal((await bench.advance('apply_permissions', [id])).ok, true);
    assert.deepEqual(await failures(), []);
    const activated = await bench.advance('activate', [id]);
    assert.deepEqual([activated.ok, await bench.states(id)], [true, 'done done done done done done']);
    const kept = parseEngagement('', id, await readFile(join(bench.path, `${id}.json`), 'utf8'));
    assert.deepEqual(kept.connection, { service: 'liveramp', account: 'Acme Retail', sandbox: true });
  });

  it('knows nothing of a room that the API user does not administer, and says so', async () => {
    await bench.start({ room: 'CR-045201', partners: [{ to: kim }] });
    await bench.advance('send', [id]);
    await console('rooms/CR-045201', { api_user_is_administrator: false });
    const status = await bench.one(id, true);
    assert.deepEqual([status.present, status.steps[2]?.state], ['unknown', 'waiting']);
    assert.match(status.problem ?? '', /not an administrator/);
    assert.deepEqual(
      status.validation?.checks.filter(({ state: each }) => each === 'unknown').map((check) => check.id),
      ['partner_present', 'partner_users', 'partner_datasets', 'datasets_assigned'],
    );
  });
});
