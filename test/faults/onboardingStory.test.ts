import assert from 'node:assert/strict';
import type { OnboardingAction } from '../../src/core/onboarding/actions.ts';
import type { CleanRoomService } from '../../src/core/service.ts';
import { OnboardingBench } from '../unit/core/onboarding/onboardingBench.ts';
import { Acme } from '../unit/services/liveramp/acme.ts';
import { temporaryFolder } from '../unit/support/environment.ts';

const media = 'CR-045144';
const siteVisits = 'liveramp/questions/CRQ-136020';
const subscriberValue = 'liveramp/questions/CRQ-136019';

describe('Bringing a partner on board, all six steps against the sandbox', function () {
  this.timeout(30_000);
  let acme: Acme;
  let bench: OnboardingBench<CleanRoomService>;
  beforeEach(async () => {
    acme = await Acme.start();
    bench = new OnboardingBench(acme.opened.service, await temporaryFolder());
  });
  afterEach(async () => {
    await bench.end();
    await acme.stop();
  });

  /** Begins with one partner of Media Insights; gives the engagement's id. */
  const start = async (to: string): Promise<string> => {
    const { items } = await bench.start({ room: media, partners: [{ to }] });
    const [{ id } = {}] = items;
    assert.ok(id !== undefined, JSON.stringify(items));
    return id;
  };
  /** Written down as not passed: `failed partner_datasets`. */
  const lacking = async (id: string): Promise<string[]> =>
    ((await bench.store.read(id)).validation?.checks ?? [])
      .filter(({ state }) => state === 'failed' || state === 'unknown')
      .map((check) => `${check.state} ${check.id}`);
  const advance = async (id: string, ...actions: readonly OnboardingAction[]): Promise<void> => {
    for (const action of actions) {
      const result = await bench.advance(action, [id]);
      assert.ok(result.ok, `${action}: ${JSON.stringify(result.items)}`);
    }
  };
  /** Why an action that does nothing does nothing. */
  const leftOut = async (id: string, action: OnboardingAction): Promise<(string | undefined)[]> => {
    const { items } = await bench.advance(action, [id]);
    assert.ok(
      items.every(({ outcome }) => outcome === 'left_out'),
      JSON.stringify(items),
    );
    return items.map(({ code }) => code);
  };
  const states = (id: string): Promise<string> => bench.states(id);

  it('one that is invited, accepts, brings a dataset that is not mapped, and mends it', async () => {
    const to = 'ana@tailspin-toys.example';
    const id = await start(to);
    assert.equal(await states(id), 'done pending pending pending pending pending');

    await advance(id, 'send');
    assert.equal(await states(id), 'done done waiting pending pending pending');

    const datasets = [{ name: 'Tailspin site visits', status: 'CONFIGURATION_PENDING' }];
    await acme.control(`liveramp/invitations/${encodeURIComponent(to)}/accept?room=${media}`, { datasets });
    await advance(id, 'record', 'guidance_sent', 'apply_permissions');
    assert.equal((await bench.store.read(id)).partner.name, 'Tailspin-toys');
    assert.equal(await states(id), 'done done done done in_progress pending');

    assert.equal((await bench.advance('validate', [id])).ok, false);
    assert.deepEqual(await lacking(id), ['failed partner_datasets', 'failed datasets_assigned']);
    assert.equal(await states(id), 'done done done done failed pending');
    assert.deepEqual(await leftOut(id, 'activate'), ['not_possible']);

    await acme.control(siteVisits, { assign: { VISITS: 'Tailspin site visits' } });
    await advance(id, 'validate');
    assert.equal(await states(id), 'done done done done done in_progress');

    await advance(id, 'activate');
    assert.equal(await states(id), 'done done done done done done');
    const { events, override } = await bench.store.read(id);
    assert.deepEqual(
      [events.map(({ what }) => what), override],
      [['invited', 'accepted', 'guidance_sent', 'permissions_applied', 'validated', 'validated', 'validated', 'activated'], undefined],
    );
  });

  for (const [name, to, before] of [
    ['Nova Media', 'jonas.weber@nova-media.example', ['failed datasets_assigned', 'failed permissions']],
    [
      'Harbour Publishing',
      'claire.dubois@harbour-publishing.example',
      ['failed partner_datasets', 'failed datasets_assigned', 'failed permissions'],
    ],
  ] as const)
    it(`${name}, who takes part already: nothing is sent, what is missing fails, and passes once it is there`, async () => {
      const id = await start(to);
      assert.deepEqual(await leftOut(id, 'send'), ['already_partner']);
      await advance(id, 'record');
      await bench.advance('validate', [id]);
      assert.deepEqual(await lacking(id), before);

      await advance(id, 'apply_permissions');
      await acme.control(siteVisits, { assign: { VISITS: 'Nova site visits' } });
      await acme.control(subscriberValue, { assign: { SUBSCRIBERS: 'Harbour subscribers' } });
      await advance(id, 'validate', 'activate');
      assert.deepEqual([await lacking(id), (await bench.one(id)).current], [[], undefined]);
    });
});
