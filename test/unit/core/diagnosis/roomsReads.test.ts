import assert from 'node:assert/strict';
import type { QuestionPermissionName } from '../../../../src/core/model/question.ts';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { rejection } from '../../support/jobs.ts';
import { diagnosed, RoomsBench } from './roomsBench.ts';

/** Rooms of thirty questions each, every third of which lacks something; a template is kept on every one. */
function manyRooms(count = 20) {
  const bench = new RoomsBench();
  const { world } = bench;
  const rooms = [bench.room, ...Array.from({ length: count - 1 }, (_, index) => world.room(`Room ${index}`))];
  for (const room of rooms) {
    for (let number = 0; number < 30; number += 1) {
      if (number % 3 === 0) bench.lacking(`${room.name} ${number}`, [{ macro: 'VISITS', by: 'Nova' }], room);
      else world.question(room, `${room.name} ${number}`, ['RUN'] satisfies QuestionPermissionName[]);
    }
  }
  const kept = rooms.map(({ id }) => ({ room_id: id, permission_template: 'viewer' }));
  return { world, service: bench.service, rooms, partnerSettings: new MemoryPartnerSettings({ rooms: kept }) };
}

describe('what a diagnosis of clean rooms reads', () => {
  it('stays within seven calls for each room and forty more, and names every question that waits all the same', async () => {
    const { world, service, rooms, partnerSettings } = manyRooms();
    const { findings, unlooked } = await diagnosed(service, {}, { partnerSettings });
    assert.ok(world.reads.length <= rooms.length * 7 + 40, `${world.reads.length} calls`);
    assert.equal(findings.filter(({ id }) => id === 'question.missing_datasets').length, rooms.length * 10);
    assert.ok(unlooked.some((sentence) => sentence.includes('runs of')));
  });

  it('is little where one question of a room is asked about', async () => {
    const { world, service } = manyRooms();
    await diagnosed(service, { room: 'Room 7', subject: 'Room 7 0' });
    assert.deepEqual(world.reads.sort(), [
      'getAllCleanroomPartners',
      'getAllCleanroomQuestionDatasets',
      'getAllCleanroomQuestions',
      'getAllCleanrooms',
      'getCleanroomDatasets',
    ]);
  });

  it('takes nothing from the allowance of status calls, and no audit', async () => {
    const { world, service } = manyRooms();
    await diagnosed(service);
    assert.deepEqual(
      world.reads.filter((operation) => ['getCleanroomQuestionRunById', 'getCleanroomQuestionRunAudit'].includes(operation)),
      [],
    );
  });

  it('asks for no runs of questions in rooms of others, where nothing but what waits for us matters', async () => {
    const { world, service } = new RoomsBench();
    world.question(world.room('Lab', { ours: false, owner: 'Nova' }), 'Lift');
    await diagnosed(service);
    assert.ok(!world.reads.includes('getAllCleanroomQuestionRuns'));
  });

  for (const operation of ['getAllCleanroomQuestions', 'getAllCleanroomQuestionDatasets', 'getAllCleanroomQuestionRuns']) {
    it(`ends when it is cancelled during ${operation}`, async () => {
      const { world, service } = manyRooms(2);
      const stop = new AbortController();
      let before = 0;
      service.fault = (asked) => {
        if (asked === operation && !stop.signal.aborted) {
          stop.abort();
          before = world.reads.length;
        }
        return undefined;
      };
      assert.equal((await rejection(diagnosed(service, {}, { signal: stop.signal }))).code, 'cancelled');
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(world.reads.length, before);
    });
  }

  it('that nobody answers any more ends it with that error, not with rooms that cannot be read', async () => {
    const { service } = manyRooms();
    service.fault = fault('getAllCleanroomQuestions', 'no_answer', 'Nobody answers.');
    assert.equal((await rejection(diagnosed(service))).code, 'no_answer');
  });

  it('that a token is refused in the middle ends it with that error', async () => {
    const { service } = manyRooms();
    service.fault = fault('getAllCleanroomQuestionDatasets', 'connection_unusable', 'Not this one.');
    assert.equal((await rejection(diagnosed(service))).code, 'connection_unusable');
  });

  const unread: [operation: string, subject: string, sentence: RegExp][] = [
    ['getAllCleanroomQuestionDatasets', 'Lacking', /^Which datasets the question "Lacking" lacks could not be read: It broke\./],
    ['getCleanroomDatasets', 'Lacking', /^The datasets of "Media Insights" \(CR-000001\) could not be read: It broke\./],
    ['getAllCleanroomQuestionRuns', 'Reach', /^The runs of the question "Reach" could not be read: It broke\./],
    ['getCleanroomQuestionPermissions', 'Reach', /^The permissions of the question "Reach" could not be read: It broke\./],
  ];
  for (const [operation, subject, sentence] of unread) {
    it(`is missed where ${operation} fails, and that is said`, async () => {
      const bench = new RoomsBench();
      bench.lacking('Lacking', [{ macro: 'VISITS', by: 'Nova' }]);
      bench.world.question(bench.room, 'Reach');
      bench.service.fault = fault(operation, 'service_fault', 'It broke.');
      const partnerSettings = new MemoryPartnerSettings({ rooms: [{ room_id: 'room-1', permission_template: 'restricted' }] });
      const { unlooked } = await diagnosed(bench.service, { subject }, { partnerSettings });
      assert.match(unlooked.join('\n'), sentence);
    });
  }

  for (const [asked, severity] of [
    [{}, 'information'],
    [{ room: 'Lab' }, 'warning'],
  ] as const) {
    it(`is a ${severity} where a room of others cannot be read and ${JSON.stringify(asked)} was asked`, async () => {
      const { world, service } = new RoomsBench();
      const { id } = world.room('Lab', { ours: false, owner: 'Nova' });
      service.fault = fault('getAllCleanroomQuestions', 'not_permitted', 'No.', id);
      const { findings } = await diagnosed(service, asked);
      const unreadable = findings.filter(({ subject }) => subject.name === 'Lab').map((each) => each.severity);
      assert.ok(unreadable.includes(severity), unreadable.join());
    });
  }

  it('is told of datasets that could not be read by no claim that there are none', async () => {
    const bench = new RoomsBench();
    bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
    bench.service.fault = fault('getCleanroomDatasets', 'service_fault', 'It broke.');
    const { findings } = await diagnosed(bench.service, { subject: 'Reach' });
    assert.ok(!findings.some(({ evidence }) => evidence.some((line) => line.startsWith('getCleanroomDatasets'))));
  });
});
