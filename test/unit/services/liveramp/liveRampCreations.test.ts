import assert from 'node:assert/strict';
import type { NewCleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import { rejection } from '../../support/jobs.ts';
import { Acme } from './acme.ts';

const spring: NewCleanRoom = {
  name: 'Spring 2027',
  startAt: '2027-03-01',
  type: 'Hybrid',
  region: 'REGION_EU',
  cloud: 'CLOUD_AWS',
  features: ['ENABLE_EXPORT'],
};

describe('Making a LiveRamp clean room', () => {
  let acme: Acme;
  beforeEach(async () => {
    acme = await Acme.start();
  });
  afterEach(() => acme.stop());

  const create = (room = spring) => acme.opened.service.cleanRooms.create!(room, acme.opened.options);

  it('answers the room as the service lists it', async () => {
    const { value, outcome } = await create();
    assert.deepEqual(
      [value.name, value.ours, value.startAt, outcome, acme.outcomes],
      ['Spring 2027', true, '2027-03-01', 'created', ['createCleanroom created']],
    );
  });

  it('is refused where there is one of that name', async () => {
    await create();
    const error = await rejection(create());
    assert.deepEqual([error.code, acme.outcomes], ['already_exists', ['createCleanroom created', 'createCleanroom failed']]);
  });
});

describe('Running a question on LiveRamp', () => {
  let acme: Acme;
  afterEach(() => acme.stop());

  const run = async (question = 'Audience overlap', name = 'December') =>
    acme.opened.service.questions.createRun(await acme.question(question), { name }, acme.opened.options);

  it('answers the run as the service lists it', async () => {
    acme = await Acme.start();
    const { value, outcome } = await run();
    assert.deepEqual([value.name, value.status, outcome], ['December', 'QUEUED', 'created']);
  });

  it('is refused where datasets are missing', async () => {
    acme = await Acme.start();
    const error = await rejection(run('Subscriber value'));
    assert.deepEqual([error.code, acme.outcomes], ['invalid_state', ['createCleanroomQuestionRun failed']]);
  });

  it('answers the new one where another has the same name', async () => {
    acme = await Acme.start();
    const first = await run();
    const second = await run();
    assert.notEqual(first.value.id, second.value.id);
  });

  it('counts, and is not even asked for when the hour is used up', async () => {
    acme = await Acme.start();
    const { state } = acme.opened;
    const user = { origin: new URL(acme.baseUrl).origin, clientId: 'acme-retail' };
    await state.change(user, (record) => ({
      record: { ...record, runAllowance: { left: 1, asOf: new Date().toISOString() } },
      value: undefined,
    }));
    await run();
    const error = await rejection(run());
    assert.deepEqual([error.code, await acme.calls('createCleanroomQuestionRun')], ['quota_reached', 1]);
  });

  it('is known to be used up for all once the service has said so', async () => {
    acme = await Acme.start({ runs_per_hour: 1 });
    await run();
    const error = await rejection(run());
    assert.equal(error.code, 'quota_reached');
    const runs = (await acme.opened.service.allowances?.())?.[1];
    assert.deepEqual([runs?.left, acme.outcomes], [0, ['createCleanroomQuestionRun created', 'createCleanroomQuestionRun failed']]);
  });
});
