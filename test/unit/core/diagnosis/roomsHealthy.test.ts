import assert from 'node:assert/strict';
import { causes, RoomsBench, type Asked } from './roomsBench.ts';

const everything = {};
const room = { room: 'Media Insights' };
const reach = { subject: 'Reach' };
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 1000).toISOString();

/** What is there, and what is asked about. */
interface Story {
  where: string;
  given: (bench: RoomsBench) => unknown;
  asked: Asked;
}

const healthy: Story[] = [
  { where: 'a room has a question that ran', given: ran('COMPLETED'), asked: everything },
  { where: 'a question that ran is asked about', given: ran('COMPLETED'), asked: reach },
  { where: 'a run is under way after one that failed', given: ran('FAILED', 'RUNNING'), asked: reach },
  { where: 'the service is going to try a run again', given: ran('PENDING_RETRY'), asked: reach },
  {
    where: 'the service gives a question no status',
    given: ({ world, room: at }) => world.question(at, 'Reach', [], { status: '' }),
    asked: reach,
  },
  {
    where: 'nobody asks for a dataset that is not mapped',
    given: ({ world, room: at }) => world.dataset(at, 'Idle', { mappedFields: 0 }),
    asked: room,
  },
  {
    where: 'an invitation is young',
    given: ({ world, room: at }) => world.invitation(at, 'kim@orbit.example', { createdAt: daysAgo(2) }),
    asked: everything,
  },
  {
    where: 'a declined invitation was sent again and accepted',
    given: ({ world, room: at }) => {
      world.invitation(at, 'kim@orbit.example', { state: 'declined', status: 'DECLINED', createdAt: daysAgo(30) });
      world.accept(world.invitation(at, 'kim@orbit.example', { createdAt: daysAgo(20) }), 'Orbit');
    },
    asked: { subject: 'kim@orbit.example' },
  },
  {
    where: 'a partner owes nothing',
    given: (bench) => bench.lacking('Reach', [{ macro: 'SALES', by: 'Acme Retail' }]),
    asked: { subject: 'Nova' },
  },
];

function ran(...statuses: string[]): Story['given'] {
  return ({ world, room: at }) => {
    const runs = statuses.map((status, day) => ({ id: `run-${day}`, name: 'Run', status, submittedAt: `2026-06-0${day + 1}T00:00:00Z` }));
    world.runs.set(world.question(at, 'Reach').id, runs);
  };
}

describe('a diagnosis of clean rooms that are in order', () => {
  for (const { where, given, asked } of healthy) {
    it(`raises no alarm where ${where}`, async () => {
      const bench = new RoomsBench();
      given(bench);
      assert.deepEqual(await causes(bench.service, asked), []);
    });
  }
});
