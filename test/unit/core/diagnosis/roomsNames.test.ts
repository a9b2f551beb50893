import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { rejection } from '../../support/jobs.ts';
import { diagnosed, RoomsBench, type Asked } from './roomsBench.ts';

/** Two rooms that share names, and an invitation to the second. */
function named(): RoomsBench {
  const bench = new RoomsBench();
  const { world, room } = bench;
  const holiday = world.room('Holiday');
  world.question(room, 'Reach');
  world.question(room, 'Overlap');
  world.question(holiday, 'Overlap');
  world.dataset(room, 'Sales');
  world.dataset(holiday, 'Sales');
  world.dataset(holiday, 'Visits');
  world.invitation(holiday, 'kim@orbit.example');
  return bench;
}

const found: [asked: Asked, about: object | undefined][] = [
  [{}, undefined],
  [{ room: 'holiday' }, { kind: 'clean_room', name: 'Holiday' }],
  [{ room: 'CR-000002' }, { kind: 'clean_room', name: 'Holiday' }],
  [{ subject: 'CR-000002' }, { kind: 'clean_room', name: 'Holiday' }],
  [{ subject: ' reach ' }, { kind: 'question', name: 'Reach', room: 'Media Insights' }],
  [{ subject: 'question-1' }, { kind: 'question', name: 'Reach', room: 'Media Insights' }],
  [{ subject: 'crq-000003' }, { kind: 'question', name: 'Overlap', room: 'Holiday' }],
  [
    { room: 'Holiday', subject: 'Overlap' },
    { kind: 'question', name: 'Overlap', room: 'Holiday' },
  ],
  [{ subject: 'Visits' }, { kind: 'dataset', name: 'Visits', room: 'Holiday' }],
  [{ subject: 'dataset-room-1-1' }, { kind: 'dataset', name: 'Sales', room: 'Media Insights' }],
  [{ subject: 'NOVA' }, { kind: 'partner', name: 'Nova', room: 'Media Insights' }],
  [{ subject: 'organisation-Nova' }, { kind: 'partner', name: 'Nova', room: 'Media Insights' }],
  [{ subject: 'dana@nova.example' }, { kind: 'partner', name: 'Nova', room: 'Media Insights' }],
  [{ subject: 'Kim@orbit.example' }, { kind: 'partner', name: 'kim@orbit.example', room: 'Holiday' }],
  [{ subject: 'invitation-1' }, { kind: 'partner', name: 'kim@orbit.example', room: 'Holiday' }],
];

describe('names in a diagnosis of clean rooms', () => {
  for (const [asked, about] of found) {
    it(`are found: ${JSON.stringify(asked)}`, async () => {
      assert.deepEqual((await diagnosed(named().service, asked)).about, about);
    });
  }

  it('that nothing has are answered with those that are nearest', async () => {
    const { code, message, remedy } = await rejection(diagnosed(named().service, { subject: 'Rech' }));
    assert.deepEqual([code, remedy?.split(', ')[0]], ['not_found', 'There are: "Reach" (CRQ-000001)']);
    assert.match(message, /nothing called "Rech"/);
  });

  it('of rooms that are not there are answered with the nearest too', async () => {
    const { code, remedy } = await rejection(diagnosed(named().service, { room: 'Holidays' }));
    assert.deepEqual([code, remedy?.split(', ')[0]], ['not_found', 'There are: "Holiday" (CR-000002)']);
  });

  it('that are nothing but blanks are nobody’s', async () => {
    assert.equal((await rejection(diagnosed(named().service, { subject: '  ' }))).code, 'not_found');
  });

  it('that several questions have are answered with their ids and rooms', async () => {
    const { code, remedy } = await rejection(diagnosed(named().service, { subject: 'overlap' }));
    assert.deepEqual(
      [code, remedy],
      ['invalid_input', 'Name one by its id: CRQ-000002 in "Media Insights" (CR-000001); CRQ-000003 in "Holiday" (CR-000002).'],
    );
  });

  it('that are not found say which rooms could not be read', async () => {
    const { service } = named();
    service.fault = fault('getAllCleanroomQuestions', 'not_permitted', 'No.', 'room-2');
    assert.match((await rejection(diagnosed(service, { subject: 'Rech' }))).message, /Not readable: "Holiday" \(CR-000002\)/);
  });

  it('that cannot be looked for are no missing names: the error is why', async () => {
    const { service } = named();
    service.fault = (operation) => (operation === 'getAllCleanrooms' ? undefined : new CleanRoomError('no_answer', 'Nobody answers.'));
    assert.equal((await rejection(diagnosed(service, { subject: 'Reach' }))).code, 'no_answer');
  });
});
