import assert from 'node:assert/strict';
import type { Written } from '../../src/core/service.ts';
import { rejection } from '../unit/support/jobs.ts';
import { Acme } from '../unit/services/liveramp/acme.ts';

/** A write of the service: how it is asked for, and how often its effect is there afterwards. */
interface Writing {
  operation: string;
  write: (acme: Acme) => Promise<Written<unknown>>;
  effects: (acme: Acme) => Promise<number>;
  outcome: 'created' | 'updated' | 'deleted';
}

const holiday = (acme: Acme) => acme.room('Holiday Campaign 2026');
const ana = 'ana@tailspin-toys.example';
const pendingIn = async (acme: Acme) =>
  (await acme.opened.service.partnerInvitations.list(await acme.room())).filter(({ state }) => state === 'pending');
const aiko = async (acme: Acme) => {
  const room = await acme.room();
  const [partner] = await acme.opened.service.partners.list(room);
  const user = partner!.users.find(({ name }) => name === 'Aiko Tanaka')!;
  return { room, partner: partner!, user };
};

const writings: Writing[] = [
  {
    operation: 'addCleanroomPartner',
    write: async (acme) =>
      acme.opened.service.partnerInvitations.invite({ roomId: (await holiday(acme)).id, to: ana }, acme.opened.options),
    effects: async (acme) => (await acme.opened.service.partnerInvitations.list(await holiday(acme))).length,
    outcome: 'created',
  },
  {
    operation: 'cancelPartnerInvitationById',
    write: async (acme) => acme.opened.service.partnerInvitations.cancel((await pendingIn(acme))[0]!, acme.opened.options),
    effects: async (acme) => 1 - (await pendingIn(acme)).length,
    outcome: 'deleted',
  },
  {
    operation: 'createCleanroom',
    write: (acme) =>
      acme.opened.service.cleanRooms.create!(
        { name: 'Spring 2027', startAt: '2027-03-01', type: 'Hybrid', region: 'REGION_EU', cloud: 'CLOUD_AWS' },
        acme.opened.options,
      ),
    effects: async (acme) => (await acme.opened.service.cleanRooms.list()).filter(({ name }) => name === 'Spring 2027').length,
    outcome: 'created',
  },
  {
    operation: 'configureCleanRoomQuestionPermissions',
    write: async (acme) =>
      acme.opened.service.questions.setPermissions(
        await acme.question(),
        [{ permission: 'CLONE', access: 'ALL_CLEAN_ROOM_PARTNERS' }],
        acme.opened.options,
      ),
    effects: async (acme) =>
      (await acme.opened.service.questions.permissions(await acme.question())).filter(
        ({ permission, access }) => permission === 'CLONE' && access === 'ALL_CLEAN_ROOM_PARTNERS',
      ).length,
    outcome: 'updated',
  },
  {
    operation: 'updateCleanroomPartnerUserRole',
    write: async (acme) => {
      const there = await aiko(acme);
      const roles = await acme.opened.service.partners.roles!(there.room, there.partner);
      const role = roles.find(({ name }) => name === 'Partner Viewer')!;
      return acme.opened.service.partners.setRole!({ ...there, role }, acme.opened.options);
    },
    effects: async (acme) => ((await aiko(acme)).user.role?.name === 'Partner Viewer' ? 1 : 0),
    outcome: 'updated',
  },
  {
    operation: 'upsertCleanRoomQuestionResultShares',
    write: async (acme) =>
      acme.opened.service.questions.setResultShares(
        await acme.question(),
        [{ partnerId: (await aiko(acme)).partner.id, postRunQueryId: 'all-results' }],
        acme.opened.options,
      ),
    effects: async (acme) => (await acme.opened.service.questions.resultShares(await acme.question())).length,
    outcome: 'updated',
  },
  {
    operation: 'updateCleanroomDatasetPartnerAssignment',
    write: async (acme) => {
      const room = await acme.room();
      const [, sales] = await acme.opened.service.datasets.list(room);
      return acme.opened.service.datasets.setPartnerAssignment(
        room,
        [{ datasetId: sales!.id, name: sales!.name, partnerCanAssign: true }],
        acme.opened.options,
      );
    },
    effects: async (acme) => ((await acme.opened.service.datasets.list(await acme.room()))[1]?.partnerCanAssign === true ? 1 : 0),
    outcome: 'updated',
  },
];
const run: Writing = {
  operation: 'createCleanroomQuestionRun',
  write: async (acme) => acme.opened.service.questions.createRun(await acme.question(), { name: 'December' }, acme.opened.options),
  effects: async (acme) =>
    (await acme.opened.service.questions.runs(await acme.question())).filter(({ name }) => name === 'December').length,
  outcome: 'created',
};
/** What happens to the first request, and whether the service has done the work. */
const lost: [string, object][] = [
  ['the connection drops after the service did the work', { then: 'drop' }],
  ['no answer in time, although the service did the work', { then: 'hang_after' }],
];
const notDone: [string, object][] = [
  ['the connection drops before the service did anything', { then: 'drop_before' }],
  ['no answer in time, and nothing done', { then: 'hang_before' }],
  ['the service fails with 500', { error: { name: 'INTERNAL_SERVER_ERROR', status: 500 } }],
];

describe('Lost answers of LiveRamp', function () {
  this.timeout(30_000);
  let acme: Acme;
  beforeEach(async () => {
    acme = await Acme.start();
  });
  afterEach(() => acme.stop());

  for (const writing of writings)
    for (const [what, fault] of [...lost, ...notDone])
      it(`${writing.operation}: ${what}`, async () => {
        await acme.control('faults', { operation: writing.operation, ...fault, count: 1 });
        assert.equal((await writing.write(acme)).outcome, writing.outcome);
        assert.deepEqual([await writing.effects(acme), acme.outcomes], [1, [`${writing.operation} ${writing.outcome}`]]);
      });

  for (const [what, fault] of lost)
    it(`${run.operation}: ${what}: it is found, and asked for once`, async () => {
      await acme.control('faults', { operation: run.operation, ...fault, count: 1 });
      assert.equal((await run.write(acme)).outcome, 'created');
      assert.deepEqual([await run.effects(acme), await acme.calls(run.operation)], [1, 1]);
    });
  for (const [what, fault] of notDone)
    it(`${run.operation}: ${what}: never tried a second time, because a run costs`, async () => {
      await acme.control('faults', { operation: run.operation, ...fault, count: 1 });
      await rejection(run.write(acme));
      assert.deepEqual([await run.effects(acme), acme.outcomes], [0, [`${run.operation} unknown`]]);
    });

  for (const writing of writings)
    it(`${writing.operation}: 429 once, where nothing was done`, async () => {
      await acme.control('faults', { operation: writing.operation, error: { name: 'TOO_MANY_REQUESTS', status: 429 }, count: 1 });
      assert.equal((await writing.write(acme)).outcome, writing.outcome);
      assert.deepEqual([await writing.effects(acme), acme.outcomes], [1, [`${writing.operation} ${writing.outcome}`]]);
    });

  for (const writing of [...writings, run])
    it(`${writing.operation}: 403 is no reason to try again, and leaves its entry`, async () => {
      await acme.control('faults', { operation: writing.operation, error: { name: 'FORBIDDEN', status: 403 } });
      assert.equal((await rejection(writing.write(acme))).code, 'not_permitted');
      assert.deepEqual([await acme.calls(writing.operation), acme.outcomes], [1, [`${writing.operation} failed`]]);
    });

  it('neither a write nor a look is answered: it is unknown, and said to be', async () => {
    await acme.control('faults', { operation: 'addCleanroomPartner', then: 'drop' });
    await acme.control('faults', { operation: 'listPartnerInvitationsForInviter', then: 'drop', after: 1 });
    const error = await rejection(writings[0]!.write(acme));
    assert.deepEqual([error.code, /not known/.test(error.message), acme.outcomes], ['no_answer', true, ['addCleanroomPartner unknown']]);
  });

  it('a write is accepted and cannot be read again: it is done, and the error says so', async () => {
    await acme.control('faults', { operation: 'listPartnerInvitationsForInviter', then: 'drop', after: 1 });
    const error = await rejection(writings[0]!.write(acme));
    assert.deepEqual([error.code, /has accepted/.test(error.message), acme.outcomes], ['no_answer', true, ['addCleanroomPartner created']]);
  });

  it('the token expires in the middle: another is asked for, once, and nothing is lost', async () => {
    const room = await acme.room();
    await acme.control('liveramp/tokens/expire', {});
    await acme.opened.service.questions.list(room);
    assert.equal(await acme.calls('createToken'), 2);
    await acme.control('liveramp/tokens/expire', {});
    const error = await rejection(acme.opened.service.questions.list(room));
    assert.deepEqual([error.code, await acme.calls('createToken')], ['quota_reached', 2]);
  });

  it('the service has no token left although we counted one: the error is the same, and a write under way was not done', async () => {
    const invite = await holiday(acme);
    await acme.control('liveramp/tokens/budget', { left: 0 });
    await acme.control('liveramp/tokens/expire', {});
    const error = await rejection(acme.opened.service.partnerInvitations.invite({ roomId: invite.id, to: ana }, acme.opened.options));
    assert.deepEqual([error.code, acme.outcomes], ['quota_reached', []]);
  });
});
