import assert from 'node:assert/strict';
import { partner } from '../../conformance/model/scenario.ts';
import { AwsRoom } from '../support/awsRoom.ts';
import { rejection } from '../support/jobs.ts';

type Place = Awaited<ReturnType<AwsRoom['associate']>>;

/** What a repair asks of AWS, each on an association named "a" of the table "one" with a rule. */
const alterations: {
  operation: string;
  outcome: 'updated' | 'deleted';
  alter: (room: AwsRoom, place: Place, signal?: AbortSignal) => Promise<unknown>;
  /** Fails unless it has been done. */
  assertDone: (room: AwsRoom, place: Place) => Promise<void>;
}[] = [
  {
    operation: 'DeleteConfiguredTableAssociation',
    outcome: 'deleted',
    alter: (room, place, signal) => room.repairs.deleteAssociation(place, { ...room.options, signal }),
    assertDone: async (room) => {
      assert.deepEqual(await room.names(), []);
    },
  },
  {
    operation: 'DeleteConfiguredTableAssociationAnalysisRule',
    outcome: 'deleted',
    alter: (room, place, signal) => room.repairs.deleteAnalysisRule({ ...place, type: 'CUSTOM' }, { ...room.options, signal }),
    assertDone: async (room, place) => {
      assert.equal(await room.associations.analysisRule(place.membershipId, place.associationId, []), undefined);
    },
  },
  {
    operation: 'UpdateConfiguredTableAssociationAnalysisRule',
    outcome: 'updated',
    alter: (room, place, signal) =>
      room.repairs.allowReceivers({ ...place, type: 'CUSTOM', add: [partner], remove: [] }, { ...room.options, signal }),
    assertDone: async (room, place) => {
      assert.deepEqual(await room.rule(place.associationId, 'CUSTOM'), { allowedResultReceivers: [partner] });
    },
  },
  {
    operation: 'UpdateConfiguredTableAnalysisRule',
    outcome: 'updated',
    alter: (room, _place, signal) =>
      room.repairs.allowProviders(
        { id: room.joined.table('one'), name: 'one', type: 'CUSTOM', add: ['555566667777'] },
        { ...room.options, signal },
      ),
    assertDone: async (room) => {
      assert.deepEqual(await room.providers('one'), [partner, '555566667777']);
    },
  },
];

describe('a change or a delete in AWS Clean Rooms', function () {
  this.timeout(20_000);
  let room: AwsRoom;
  let place: Place;
  beforeEach(async () => {
    room = await AwsRoom.open();
    place = await room.associate('one', 'a');
    await room.putRule(place.associationId, 'CUSTOM', { allowedResultReceivers: [] });
  });
  afterEach(() => room.close());

  for (const { operation, outcome, alter, assertDone } of alterations) {
    describe(operation, () => {
      it('is done, and stands in the audit log once, with its request', async () => {
        await alter(room, place);
        await assertDone(room, place);
        assert.deepEqual(room.outcomes, [`${operation} ${outcome}`]);
        assert.match(room.records[0]?.requestId ?? '', /^[0-9a-f-]{36}$/);
      });

      for (const [story, fault] of [
        ['the answer to it is lost', { then: 'drop' }],
        ['it is lost itself', { then: 'drop_before' }],
      ] as const) {
        it(`is done, and stands in the audit log once as ${outcome}, where ${story}`, async () => {
          await room.fault({ operation, count: 1, ...fault });
          await alter(room, place);
          await assertDone(room, place);
          assert.deepEqual([room.outcomes, await room.calls(operation)], [[`${operation} ${outcome}`], 2]);
        });
      }

      it('stands in the audit log as failed where it is refused', async () => {
        await room.fault({ operation, error: 'AccessDeniedException' });
        assert.equal((await rejection(alter(room, place).then(() => undefined))).code, 'not_permitted');
        assert.deepEqual(room.outcomes, [`${operation} failed`]);
      });

      it('is not begun, and stands nowhere, where the person has cancelled before', async () => {
        assert.equal((await rejection(alter(room, place, AbortSignal.abort()).then(() => undefined))).code, 'cancelled');
        assert.deepEqual([room.outcomes, await room.calls(operation)], [[], undefined]);
      });
    });
  }

  it('ends, and is known to have ended, where the person cancels while it is under way', async () => {
    await room.fault({ operation: 'DeleteConfiguredTableAssociation', then: 'slow', delay_ms: 200 });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 100);
    await room.repairs.deleteAssociation(place, { ...room.options, signal: controller.signal });
    assert.deepEqual(room.outcomes, ['DeleteConfiguredTableAssociation deleted']);
  });

  for (const [story, error] of [
    ['the service fails once', 'InternalServerException'],
    ['it is throttled', 'ThrottlingException'],
  ] as const) {
    it(`is done, and stands in the audit log once, where ${story}`, async () => {
      await room.fault({ operation: 'DeleteConfiguredTableAssociation', count: 1, error });
      await room.repairs.deleteAssociation(place, room.options);
      assert.deepEqual([room.outcomes, await room.names()], [['DeleteConfiguredTableAssociation deleted'], []]);
    });
  }

  it('stands in the audit log as unknown where no answer ever comes', async () => {
    await room.fault({ operation: 'DeleteConfiguredTableAssociation', then: 'drop' });
    assert.equal((await rejection(room.repairs.deleteAssociation(place, room.options))).code, 'no_answer');
    assert.deepEqual([room.outcomes, await room.names()], [['DeleteConfiguredTableAssociation unknown'], []]);
  });

  it('of what is gone already is no failure: somebody else has deleted it', async () => {
    await room.repairs.deleteAssociation(place, { recorder: { record: () => undefined } });
    const again = await room.repairs.deleteAssociation(place, room.options);
    assert.deepEqual([again.outcome, room.outcomes], ['existing', ['DeleteConfiguredTableAssociation existing']]);
  });
});
