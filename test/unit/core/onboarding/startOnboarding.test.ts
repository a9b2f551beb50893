import assert from 'node:assert/strict';
import { rejection } from '../../support/jobs.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { partnerContext, planPartnerJob, runPartnerJob } from '../../support/partners/partnerJobs.ts';
import { startOnboarding } from '../../../../src/core/jobs/onboarding/startOnboarding.ts';
import { dana, lee, liveRampBench, type LiveRampBench } from './onboardingBench.ts';

describe('beginning to bring partners on board', () => {
  let given: LiveRampBench;
  beforeEach(async () => {
    given = await liveRampBench();
  });
  afterEach(() => given.bench.end());

  it('writes a readable file with the room, the partner, the flow, the flags and who began it, and sends nothing', async () => {
    const { bench, world, id } = given;
    const engagement = await bench.store.read(id);
    assert.deepEqual(
      [engagement.connection, engagement.room, engagement.partner, engagement.flow, engagement.permissions.template],
      [
        { service: 'liveramp', account: 'Acme Retail' },
        { id: 'room-1', display_id: 'CR-000001', name: 'Media Insights' },
        { address: dana, name: 'Nova' },
        'standard',
        'analyst',
      ],
    );
    assert.deepEqual([engagement.created.by, engagement.events, engagement.follow_up_days], ['ada', [], [3, 7, 10]]);
    assert.deepEqual(world.writes, []);
  });

  it('begins a batch: those that are there, stand twice or have no address are left out with the reason', async () => {
    const result = await given.bench.start({
      room: 'room-1',
      partners: [{ to: lee }, { to: 'LEE@orbit.example' }, { to: dana }, { to: 'nobody' }],
    });
    assert.deepEqual(
      result.items.map(({ outcome, code }) => [outcome, code]),
      [
        ['done', undefined],
        ['left_out', 'duplicate'],
        ['left_out', 'already_so'],
        ['left_out', 'invalid_address'],
      ],
    );
    assert.equal((await given.bench.store.list()).engagements.length, 2);
  });

  it('does not begin one anew that was closed, and says how to take it up again', async () => {
    await given.bench.advance('close', [given.id]);
    const result = await given.bench.start({ room: 'room-1', partners: [{ to: dana }] });
    assert.match(result.items[0]?.reason ?? '', /was closed on .*: reopen cr-000001--dana-nova-example/);
  });

  it('gives two addresses that differ in signs only two files', async () => {
    await given.bench.start({ room: 'room-1', partners: [{ to: 'a.b@x.example' }, { to: 'a-b@x.example' }] });
    const ids = (await given.bench.store.list()).engagements.map(({ id }) => id);
    assert.deepEqual(ids, ['cr-000001--a-b-x-example', 'cr-000001--a-b-x-example-2', given.id]);
  });

  it('warns of free mail and of a variable in the note that there is not', async () => {
    const { plan } = await planPartnerJob(given.bench.context, startOnboarding, {
      room: 'room-1',
      partners: [{ to: 'someone@gmail.com' }],
      note: 'Hello {{nobody}}',
    });
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['free_mail', 'unknown_variable'],
    );
  });

  it("takes permissions, note, days and lines from the folder's own flow", async () => {
    given.bench.settings = new MemoryPartnerSettings({
      note_templates: { short: 'Join us, {{partner}}.' },
      flows: { Pharmacy: { permission_template: 'viewer', note_template: 'short', follow_up_days: [2], guidance: ['Sign the contract.'] } },
    });
    await given.bench.start({ room: 'room-1', partners: [{ to: lee }], flow: 'Pharmacy' });
    const [status] = (await given.bench.status({ ids: ['cr-000001--lee-orbit-example'] })).engagements;
    assert.deepEqual(
      [status?.engagement.note, status?.engagement.permissions.template, status?.engagement.follow_up_days],
      ['Join us, {{partner}}.', 'viewer', [2]],
    );
    assert.match(status?.guidance.mail ?? '', /Sign the contract\./);
  });

  it('names what there is where a flow or a template does not exist', async () => {
    const begin = (more: object) => rejection(given.bench.start({ room: 'room-1', partners: [{ to: lee }], ...more }));
    assert.match(
      (await begin({ flow: 'nonsense' })).sentence,
      /no onboarding flow "nonsense"\. There are: standard, media, retail, agency/,
    );
    assert.match((await begin({ template: 'nonsense' })).sentence, /no permission template "nonsense"\. There are: full_access/);
  });

  it('refuses a room of others, and says who can do it', async () => {
    given.world.room('Theirs', { ours: false, owner: 'Nova Media' });
    assert.match((await rejection(given.bench.start({ room: 'Theirs', partners: [{ to: lee }] }))).sentence, /belongs to Nova Media/);
  });

  it('wants a folder', async () => {
    const context = partnerContext({ service: given.bench.service });
    const error = await rejection(runPartnerJob(context, startOnboarding, { room: 'room-1', partners: [{ to: lee }] }));
    assert.equal(error.code, 'configuration_missing');
  });
});
