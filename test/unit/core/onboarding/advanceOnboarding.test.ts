import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { advanceOnboarding } from '../../../../src/core/jobs/onboarding/advanceOnboarding.ts';
import { onboardingActions, type OnboardingAction } from '../../../../src/core/onboarding/actions.ts';
import { rejection } from '../../support/jobs.ts';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { outcomes } from '../../support/partners/partnerJobs.ts';
import { dana, lee, liveRampBench, makeReady, type LiveRampBench } from './onboardingBench.ts';

describe('taking partners a step further', () => {
  let given: LiveRampBench;
  beforeEach(async () => {
    given = await liveRampBench();
  });
  afterEach(() => given.bench.end());
  const events = async (id = given.id): Promise<string[]> => (await given.bench.store.read(id)).events.map(({ what }) => what);
  const leeId = 'cr-000001--lee-orbit-example';

  describe('sending', () => {
    it('invites with the note of the file, and records it', async () => {
      const { bench, world, id } = given;
      await bench.change(id, (engagement) => ({ ...engagement, note: 'Welcome, {{partner}}.' }));
      assert.deepEqual(outcomes(await bench.advance('send', [id])), [`done invite|room-1|${dana}`]);
      assert.deepEqual([world.invitations[0]?.note, await events()], ['Welcome, Nova.', ['invited']]);
      assert.match((await bench.advance('send', [id])).items[0]?.reason ?? '', /already/i);
    });

    it('sends the others where one fails, records the failure, and that one is there to be sent again', async () => {
      const { bench, world, id } = given;
      await bench.start({ room: 'room-1', partners: [{ to: lee }] });
      bench.service.fault = fault('addCleanroomPartner', 'no_answer', 'No answer came.', dana);
      const result = await bench.advance('send', [id, leeId]);
      assert.deepEqual(outcomes(result), [`failed invite|room-1|${dana}`, `done invite|room-1|${lee}`]);
      assert.deepEqual([await events(id), await events(leeId)], [['invitation_failed'], ['invited']]);
      bench.service.fault = () => undefined;
      await bench.advance('send', [id, leeId]);
      assert.deepEqual(
        [await events(id), world.invitations.map(({ to }) => to)],
        [
          ['invitation_failed', 'invited'],
          [lee, dana],
        ],
      );
    });

    it('does not call sent what could not be noted a failure, and says so', async () => {
      given.bench.refusal = new CleanRoomError('configuration_conflict', 'An editor has changes.');
      const [item] = (await given.bench.advance('send', [given.id])).items;
      assert.deepEqual([item?.outcome, given.world.invitations.length], ['differs', 1]);
      assert.match(item?.reason ?? '', /could not be noted in the file of Nova: An editor has changes\./);
    });

    it('says of what failed and could not be noted both', async () => {
      given.bench.refusal = new CleanRoomError('configuration_conflict', 'An editor has changes.');
      given.bench.service.fault = fault('addCleanroomPartner', 'no_answer', 'No answer came.');
      const [item] = (await given.bench.advance('send', [given.id])).items;
      assert.match(item?.reason ?? '', /^No answer came\. It could not be noted .* An editor has changes\.$/);
    });

    it('leaves a room out that cannot be read, and sends to the others', async () => {
      const { bench, world, id } = given;
      const other = world.room('Holiday');
      await bench.start({ room: other.id, partners: [{ to: lee }] });
      bench.service.fault = fault('listPartnerInvitationsForInviter', 'not_permitted', 'No administrator.', 'room-1');
      const result = await bench.advance('send', [id, 'cr-000002--lee-orbit-example']);
      assert.deepEqual(
        result.items.map(({ outcome, reason }) => [outcome, outcome === 'done' ? '' : reason]),
        [
          ['done', ''],
          ['left_out', 'No administrator.'],
        ],
      );
    });
  });

  describe('recording', () => {
    it('notes who has accepted, once, with the organisation that was chosen', async () => {
      await given.bench.advance('send', [given.id]);
      assert.match((await given.bench.advance('record', [given.id])).items[0]?.reason ?? '', /no answer yet/);
      makeReady(given);
      await given.bench.advance('record', [given.id]);
      await given.bench.advance('record', [given.id]);
      const { events: all, partner } = await given.bench.store.read(given.id);
      assert.deepEqual([all.map(({ what }) => what), partner.organisation_id], [['invited', 'accepted'], 'organisation-Nova']);
    });

    it('notes a refusal, and that it was accepted after all', async () => {
      const invitation = given.world.invitation(given.room, dana, { state: 'declined', status: 'DECLINED' });
      await given.bench.advance('record', [given.id]);
      given.world.accept(invitation, 'Nova');
      await given.bench.advance('record', [given.id]);
      assert.deepEqual(await events(), ['declined', 'accepted']);
    });
  });

  describe('permissions', () => {
    it('sets what was chosen, and records it', async () => {
      makeReady(given);
      given.world.question(given.room, 'Overlap', ['EDIT']);
      const result = await given.bench.advance('apply_permissions', [given.id]);
      assert.equal(result.ok, true);
      assert.deepEqual(
        [given.world.access('question-2', 'RUN'), given.world.access('question-2', 'EDIT'), await events()],
        ['ALL_CLEAN_ROOM_PARTNERS', 'QUESTION_OWNER_ONLY', ['permissions_applied']],
      );
    });

    it('says what was set and could not be noted', async () => {
      makeReady(given);
      given.bench.refusal = new CleanRoomError('configuration_conflict', 'An editor has changes.');
      const { ok, items } = await given.bench.advance('apply_permissions', [given.id]);
      assert.deepEqual([ok, items.at(-1)?.outcome, items.at(-1)?.reason], [false, 'failed', 'An editor has changes.']);
    });

    it('records what was not set', async () => {
      makeReady(given);
      given.world.question(given.room, 'Overlap');
      given.bench.service.fault = fault('configureCleanRoomQuestionPermissions', 'service_fault', 'It broke.');
      assert.equal((await given.bench.advance('apply_permissions', [given.id])).ok, false);
      const [event] = (await given.bench.store.read(given.id)).events;
      assert.equal(event?.what, 'permissions_failed');
      assert.match(event.detail ?? '', /It broke\./);
    });

    it('leaves a partner out who asks for other permissions than the first of the room: they hold for all', async () => {
      makeReady(given);
      await given.bench.start({ room: 'room-1', partners: [{ to: lee }], flow: 'agency' });
      const { items } = await given.bench.advance('apply_permissions', [given.id, leeId]);
      assert.match(items.find(({ subject }) => subject.id === leeId)?.reason ?? '', /hold for all partners/);
      assert.deepEqual(await events(leeId), []);
    });
  });

  describe('validation and activation', () => {
    it('activates where everything passes, and says whom to tell', async () => {
      makeReady(given);
      const { ok, items } = await given.bench.advance('activate', [given.id]);
      assert.equal(ok, true);
      assert.match(items[0]?.reason ?? '', new RegExp(`Tell ${dana}`));
      const engagement = await given.bench.store.read(given.id);
      assert.deepEqual([engagement.events.map(({ what }) => what), engagement.override], [['validated', 'activated'], undefined]);
      assert.equal(await given.bench.states(given.id), 'done done done done done done');
    });

    it('writes a validation that did not pass, fails with its findings, and does not activate', async () => {
      const validated = await given.bench.advance('validate', [given.id]);
      assert.equal(validated.ok, false);
      assert.ok(validated.findings.some(({ id }) => id === 'engagement.check.partner_present'));
      const activated = await given.bench.advance('activate', [given.id]);
      assert.deepEqual([activated.ok, activated.items[0]?.code], [false, 'not_possible']);
      const engagement = await given.bench.store.read(given.id);
      assert.deepEqual([engagement.activated_at, await events()], [undefined, ['validated']]);
      assert.equal(engagement.validation?.checks.find(({ id }) => id === 'partner_present')?.state, 'failed');
    });

    it('does not go by an older validation that passed', async () => {
      makeReady(given);
      await given.bench.advance('validate', [given.id]);
      given.world.partners.clear();
      assert.equal((await given.bench.advance('activate', [given.id])).items[0]?.code, 'not_possible');
    });

    it('activates with a reason all the same, and records who, why and which checks', async () => {
      await given.bench.advance('activate', [given.id], { override_reason: 'Legal has agreed.' });
      const { override, activated_at: activatedAt } = await given.bench.store.read(given.id);
      assert.deepEqual([override?.by, override?.reason, override?.failed.includes('partner_present')], ['ada', 'Legal has agreed.', true]);
      assert.ok(activatedAt !== undefined);
    });

    it('does not activate what could not be checked', async () => {
      makeReady(given);
      given.bench.service.fault = fault('getCleanroomQuestionPermissions', 'not_permitted');
      assert.match((await given.bench.advance('activate', [given.id])).items[0]?.reason ?? '', /1 could not be checked/);
    });
  });

  describe('from two windows at once', () => {
    /** Both plan before either of them writes. */
    const twice = async (action: OnboardingAction, more: object = {}): Promise<string[]> => {
      const { context } = given.bench;
      const input = advanceOnboarding.input.parse({ ids: [given.id], action, ...more });
      const plans = [await advanceOnboarding.plan(context, input), await advanceOnboarding.plan(context, input)];
      for (const plan of plans) await plan.carryOut({ ...context, recorder: { record: () => undefined } });
      return events();
    };

    it('records what both have sent once', async () => {
      assert.deepEqual(await twice('send'), ['invited']);
    });

    it('records what one found sent by other means', async () => {
      const input = advanceOnboarding.input.parse({ ids: [given.id], action: 'send' });
      const plan = await advanceOnboarding.plan(given.bench.context, input);
      given.world.invitation(given.room, dana);
      await plan.carryOut({ ...given.bench.context, recorder: { record: () => undefined } });
      assert.deepEqual(await events(), ['invited']);
    });

    it('records an answer, a follow-up and the end once', async () => {
      given.world.invitation(given.room, dana, { state: 'declined', status: 'DECLINED' });
      assert.deepEqual(await twice('record'), ['declined']);
      assert.deepEqual(await twice('follow_up_done', { day: 3 }), ['declined', 'follow_up_done']);
      assert.deepEqual(await twice('close'), ['declined', 'follow_up_done', 'closed']);
    });

    it('records permissions that are as they should be once, and an activation once', async () => {
      makeReady(given);
      assert.deepEqual(await twice('apply_permissions'), ['permissions_applied']);
      assert.deepEqual(await twice('activate'), ['permissions_applied', 'validated', 'activated']);
    });
  });

  it('leaves a follow-up out that is noted, until the invitation is sent again', async () => {
    await given.bench.advance('follow_up_done', [given.id], { day: 3 });
    assert.equal((await given.bench.advance('follow_up_done', [given.id], { day: 3 })).items[0]?.code, 'already_so');
    await given.bench.advance('send', [given.id]);
    assert.equal((await given.bench.advance('follow_up_done', [given.id], { day: 3 })).items[0]?.outcome, 'done');
  });

  it('closes and reopens, and does nothing else while it is closed', async () => {
    await given.bench.advance('close', [given.id]);
    for (const action of onboardingActions.filter((each) => each !== 'reopen' && each !== 'close')) {
      const { items } = await given.bench.advance(action, [given.id], { day: 3 });
      assert.equal(items[0]?.code, 'not_possible', action);
    }
    await given.bench.advance('reopen', [given.id]);
    assert.deepEqual([(await given.bench.store.read(given.id)).closed_at, await events()], [undefined, ['closed', 'reopened']]);
  });

  it('says of what there is not, is broken or is no follow-up of the file that it was left out', async () => {
    await writeFile(join(given.bench.path, 'broken.json'), '{');
    const { items } = await given.bench.advance('follow_up_done', [given.id, 'none', 'broken'], { day: 4 });
    assert.deepEqual(
      items.map(({ reason }) => reason),
      [
        `There is no engagement of that name in clean-rooms/onboarding. There are: ${given.id}.`,
        'Its file cannot be read.',
        'It has no follow-up on day 4; there are: 3, 7, 10.',
      ],
    );
  });

  it('finds engagements by room and partner as well, and wants to know which', async () => {
    const byRoom = await given.bench.advance('guidance_sent', [given.id], { room: 'media insights', partners: [dana.toUpperCase()] });
    assert.equal(byRoom.items[0]?.outcome, 'done');
    assert.equal((await rejection(advanceOnboarding.plan(given.bench.context, { action: 'send' }))).code, 'invalid_input');
  });
});
