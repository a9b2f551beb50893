import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { readPermissions, type PermissionsReading } from '../../../../src/core/jobs/partners/readPartnerPermissions.ts';
import { membership, ownAccount } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { rejection } from '../../support/jobs.ts';
import { InMemoryCollaborations } from '../../support/partners/inMemoryCollaborations.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { partnerContext } from '../../support/partners/partnerJobs.ts';

function roomWithQuestions(count: number) {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  for (let number = 1; number <= count; number += 1) world.question(room, `Question ${number}`, ['RUN']);
  return { world, room, service: new InMemoryPartners(world) };
}

describe('reading who may do what', () => {
  it('keeps a question’s permissions where only its shares cannot be read', async () => {
    const { room, service } = roomWithQuestions(1);
    service.fault = fault('getCleanroomQuestionResultShares', 'no_answer', 'It was late.');
    const { questions } = await readPermissions(partnerContext({ service }), room, { withShares: true });
    assert.deepEqual(
      questions?.map(({ permissions, shares, problem }) => [permissions?.length, shares, problem]),
      [[1, undefined, 'It was late.']],
    );
  });

  it('keeps its shares where only its permissions cannot be read', async () => {
    const { world, room, service } = roomWithQuestions(1);
    world.shares.set('question-1', [{ partnerId: 'partner-room-1-1' }]);
    service.fault = fault('getCleanroomQuestionPermissions', 'no_answer', 'It was late.');
    const { questions } = await readPermissions(partnerContext({ service }), room, { withShares: true });
    assert.deepEqual(
      questions?.map(({ permissions, shares }) => [permissions, shares?.length]),
      [[undefined, 1]],
    );
  });

  it('says of each part by itself that it could not be read', async () => {
    const { room, service } = roomWithQuestions(1);
    service.fault = (operation) =>
      ['getAllCleanroomPartners', 'getCleanroomDatasets'].includes(operation) ? new CleanRoomError('not_permitted', 'No.') : undefined;
    const reading = await readPermissions(partnerContext({ service }), room);
    assert.deepEqual([[...reading.unread.keys()].sort(), reading.problems], [['datasets', 'partners'], ['No.']]);
    assert.deepEqual(
      reading.findings.map(({ id }) => id),
      ['clean_room.unreadable'],
    );
  });

  it('ends where it is cancelled', async () => {
    const { room, service } = roomWithQuestions(3);
    const stop = new AbortController();
    service.fault = (operation) => {
      if (operation !== 'getCleanroomQuestionPermissions') return undefined;
      stop.abort();
      return new CleanRoomError('cancelled', 'Cancelled.');
    };
    const context = partnerContext({ service, signal: stop.signal });
    assert.equal((await rejection(readPermissions(context, room))).code, 'cancelled');
  });

  it('names the action that AWS refused, and no administrator', async () => {
    const world = new World();
    world.join(membership(1, { creatorAccountId: ownAccount }));
    const service = new InMemoryCollaborations(world);
    service.fault = (operation) =>
      operation === 'ListConfiguredTables'
        ? new CleanRoomError('not_permitted', 'ListConfiguredTables is not permitted in account 1.', { remedy: 'Allow the action.' })
        : undefined;
    const [room] = await service.cleanRooms.list();
    assert.ok(room);
    const { findings } = await readPermissions(partnerContext({ service }), room);
    assert.deepEqual(
      findings.map(({ evidence, remedies }) => [evidence, remedies.map(({ title }) => title)]),
      [[['ListConfiguredTables is not permitted in account 1.'], ['Allow the action.']]],
    );
  });

  describe('in a room of many questions', () => {
    it('tells the first ones while the others are read, then all', async () => {
      const { room, service } = roomWithQuestions(150);
      const told: PermissionsReading[] = [];
      const reading = await readPermissions(partnerContext({ service }), room, { onInterim: (interim) => told.push(interim) });
      assert.deepEqual(
        told.map(({ questions, stillReading }) => [questions?.length, stillReading]),
        [
          [150, 138],
          [150, 102],
        ],
      );
      assert.equal(reading.stillReading, 0);
    });

    it('waits for no question but the first twelve to tell them', async () => {
      const { room, service } = roomWithQuestions(150);
      const rest = Promise.withResolvers<undefined>();
      const permissions = service.questions.permissions.bind(service.questions);
      let asked = 0;
      service.questions.permissions = async (...of) => {
        asked += 1;
        if (asked > 12) await rest.promise;
        return permissions(...of);
      };
      const first = Promise.withResolvers<PermissionsReading>();
      const whole = readPermissions(partnerContext({ service }), room, { onInterim: first.resolve });
      const interim = await first.promise;
      assert.deepEqual([interim.stillReading, interim.partners.length], [138, 1]);
      rest.resolve(undefined);
      assert.equal((await whole).stillReading, 0);
    });

    it('finds nothing against questions that are not read yet', async () => {
      const { room, service } = roomWithQuestions(30);
      const partnerSettings = new MemoryPartnerSettings({ rooms: [{ room_id: room.id, permission_template: 'viewer' }] });
      const found: number[] = [];
      const context = partnerContext({ service, partnerSettings });
      const { findings } = await readPermissions(context, room, { onInterim: (interim) => found.push(interim.findings.length) });
      assert.deepEqual([found, findings.length], [[12], 30]);
    });

    it('tells nothing beforehand where there are few', async () => {
      const { room, service } = roomWithQuestions(12);
      const told: PermissionsReading[] = [];
      await readPermissions(partnerContext({ service }), room, { onInterim: (interim) => told.push(interim) });
      assert.deepEqual(told, []);
    });
  });
});
