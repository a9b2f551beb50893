import assert from 'node:assert/strict';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { failedConnectionDiagnosis } from '../../../../src/core/diagnosis/failedConnection.ts';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis.ts';
import { diagnose } from '../../../../src/core/jobs/diagnosis/diagnose.ts';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { partnerContext } from '../../support/partners/partnerJobs.ts';
import { RoomsBench, type Asked } from './roomsBench.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 1000).toISOString();
const everything = {};

interface Story {
  where: string;
  given: (bench: RoomsBench) => unknown;
  asked?: Asked;
  expected: Diagnosis['state'];
  notes?: string[];
}

const stories: Story[] = [
  { where: 'everything was read and is in order', given: ({ world, room }) => world.question(room, 'Reach'), expected: 'ready' },
  {
    where: 'an invitation is young',
    given: ({ world, room }) => world.invitation(room, 'kim@orbit.example', { createdAt: daysAgo(2) }),
    expected: 'waiting',
    notes: ['sent_invitation.waiting'],
  },
  {
    where: 'only a partner has something to do',
    given: (bench) => bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]),
    expected: 'waiting',
  },
  {
    where: 'a dataset of ours is missing',
    given: (bench) => bench.lacking('Reach', [{ macro: 'SALES', by: 'Acme Retail' }]),
    expected: 'not_ready',
  },
  {
    where: 'how a question last ran could not be read',
    given: ({ world, room, service }) => {
      world.question(room, 'Reach');
      service.fault = fault('getAllCleanroomQuestionRuns', 'service_fault', 'It broke.');
    },
    asked: { subject: 'Reach' },
    expected: 'unknown',
  },
  {
    where: 'there are more questions than runs are looked at unasked',
    given: ({ world, room }) => Array.from({ length: 60 }, (_, number) => world.question(room, `Reach ${number}`)),
    expected: 'ready',
  },
  {
    where: 'the room of a partner is closed to us',
    given: ({ world, service }) => {
      const { id } = world.room('Lab', { ours: false, owner: 'Nova' });
      service.fault = fault('getAllCleanroomQuestions', 'not_permitted', 'getAllCleanroomQuestions is not permitted.', id);
    },
    expected: 'ready',
    notes: ['clean_room.unreadable'],
  },
];

describe('the state of clean rooms', () => {
  for (const { where, given, asked = everything, expected, notes = [] } of stories) {
    it(`is ${expected} where ${where}`, async () => {
      const bench = new RoomsBench();
      given(bench);
      const { state, notes: noted } = await diagnose.run(partnerContext({ service: bench.service }), asked);
      assert.deepEqual({ state, notes: noted.map(({ id }) => id) }, { state: expected, notes });
    });
  }

  it('is waiting where the tokens of a day are spent: there is nothing to mend', () => {
    const { service } = new RoomsBench();
    assert.equal(failedConnectionDiagnosis(service.connection, new CleanRoomError('quota_reached', 'Spent.')).state, 'waiting');
  });
});
