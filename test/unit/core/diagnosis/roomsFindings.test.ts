import assert from 'node:assert/strict';
import { fault } from '../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { causes, finding, RoomsBench, type Asked } from './roomsBench.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000 - 1000).toISOString();
/** A folder that keeps the template for viewers on the first room. */
const viewersOnly = new MemoryPartnerSettings({ rooms: [{ room_id: 'room-1', permission_template: 'viewer' }] });
const everything = {};
const room = { room: 'Media Insights' };
const reach = { subject: 'Reach' };

/** What is wrong, who is asked about what, and the causes with what they explain. */
interface Story {
  where: string;
  given: (bench: RoomsBench) => unknown;
  asked: Asked;
  expected: string[];
}

const stories: Story[] = [
  {
    where: 'a partner has not brought the dataset that a question waits for',
    given: (bench) => bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]),
    asked: everything,
    expected: ['question.missing_datasets Reach'],
  },
  {
    where: 'a run is refused because a dataset is missing',
    given: (bench) => bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]),
    asked: reach,
    expected: ['question.missing_datasets Reach > run.refused Reach'],
  },
  {
    where: 'the dataset is there and not mapped',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova visits', { organisationName: 'Nova', mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
    },
    asked: reach,
    expected: ['dataset.not_mapped Nova visits > question.missing_datasets Reach > run.refused Reach'],
  },
  {
    where: 'one dataset that is not mapped keeps several questions waiting',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova visits', { organisationName: 'Nova', configurationStatus: 'CONFIGURATION_PENDING' });
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
      bench.lacking('Overlap', [{ macro: 'VISITS', by: 'Nova' }]);
    },
    asked: room,
    expected: ['dataset.not_mapped Nova visits > question.missing_datasets Reach > question.missing_datasets Overlap'],
  },
  {
    where: 'a dataset is assigned and not mapped',
    given: (bench) => {
      const { id: datasetId } = bench.world.dataset(bench.room, 'Sales', { mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'A', datasetId }]);
    },
    asked: everything,
    expected: ['dataset.not_mapped Sales > question.missing_datasets Reach'],
  },
  {
    where: 'a question lacks a second dataset beside one that is not mapped',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova visits', { organisationName: 'Nova', mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }, { macro: 'SALES' }]);
    },
    asked: everything,
    expected: ['question.missing_datasets Reach', 'dataset.not_mapped Nova visits'],
  },
  {
    where: 'the one that is called like the macro is not mapped, and another is',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova exposures', { organisationName: 'Nova' });
      bench.world.dataset(bench.room, 'Nova site visits', { organisationName: 'Nova', mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'NOVA_VISIT', by: 'Nova' }]);
    },
    asked: everything,
    expected: ['dataset.not_mapped Nova site visits > question.missing_datasets Reach'],
  },
  {
    where: 'a dataset could be assigned, another that nobody asks for is not mapped',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova exposures', { organisationName: 'Nova' });
      bench.world.dataset(bench.room, 'Nova visits', { organisationName: 'Nova', mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'EXPOSURES', by: 'Nova' }]);
    },
    asked: everything,
    expected: ['question.missing_datasets Reach'],
  },
  {
    where: 'whoever is to bring the dataset has not answered the invitation yet',
    given: (bench) => {
      const empty = bench.world.room('Holiday');
      bench.world.invitation(empty, 'kim@orbit.example', { createdAt: daysAgo(2) });
      bench.lacking('Gifts', [{ macro: 'AUDIENCE' }], empty);
    },
    asked: everything,
    expected: ['sent_invitation.waiting kim@orbit.example > question.missing_datasets Gifts'],
  },
  {
    where: 'an invitation is old',
    given: ({ world, room: to }) => world.invitation(to, 'kim@orbit.example', { createdAt: daysAgo(9) }),
    asked: everything,
    expected: ['sent_invitation.unanswered kim@orbit.example'],
  },
  {
    where: 'an invitation was declined and its address is asked about',
    given: ({ world, room: to }) => {
      world.invitation(to, 'kim@orbit.example', { state: 'declined', status: 'DECLINED' });
      world.invitation(to, 'lee@lima.example', { createdAt: daysAgo(9) });
    },
    asked: { subject: 'KIM@orbit.example' },
    expected: ['sent_invitation.declined kim@orbit.example'],
  },
  {
    where: 'a partner is asked about who owes one of two questions its dataset',
    given: (bench) => {
      bench.world.partner(bench.room, 'Orbit');
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
      bench.lacking('Overlap', [{ macro: 'READERS', by: 'Orbit' }]);
    },
    asked: { subject: 'orbit' },
    expected: ['question.missing_datasets Overlap'],
  },
  {
    where: 'a dataset is asked about for which one of two questions waits',
    given: (bench) => {
      bench.world.dataset(bench.room, 'Nova visits', { organisationName: 'Nova', mappedFields: 0 });
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
      bench.lacking('Overlap', [{ macro: 'SALES', by: 'Acme Retail' }]);
    },
    asked: { subject: 'Nova visits' },
    expected: ['dataset.not_mapped Nova visits > question.missing_datasets Reach'],
  },
  {
    where: 'the newest run failed',
    given: ({ world, room: at }) =>
      world.runs.set(world.question(at, 'Reach').id, [
        { id: 'run-1', name: 'May', status: 'COMPLETED', submittedAt: '2026-05-01T00:00:00Z' },
        { id: 'run-2', name: 'June', status: 'FAILED', submittedAt: '2026-06-01T00:00:00Z' },
      ]),
    asked: everything,
    expected: ['run.failed Reach'],
  },
  {
    where: 'the service says of a question that it is neither READY nor MISSING_DATASETS',
    given: ({ world, room: at }) => world.question(at, 'Reach', [], { status: 'DRAFT' }),
    asked: everything,
    expected: ['run.refused Reach'],
  },
  {
    where: 'the API user is no administrator of the room',
    given: ({ service }) => {
      service.fault = fault('getAllCleanroomPartners', 'not_permitted');
    },
    asked: everything,
    expected: ['clean_room.unreadable Media Insights'],
  },
  {
    where: 'the API user of a question that lacks something is no administrator of its room',
    given: (bench) => {
      bench.service.fault = fault('getAllCleanroomPartners', 'not_permitted');
      bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
    },
    asked: reach,
    expected: ['clean_room.unreadable Media Insights', 'question.missing_datasets Reach > run.refused Reach'],
  },
  {
    where: 'nothing but the questions of a room cannot be read',
    given: ({ world, service }) => {
      world.room('Holiday');
      service.fault = fault('getAllCleanroomQuestions', 'service_fault', 'It broke.', 'room-1');
    },
    asked: everything,
    expected: ['clean_room.unreadable Media Insights'],
  },
  {
    where: 'in the room of another a question waits for a dataset of ours',
    given: (bench) => {
      const theirs = bench.world.room('Nova Reach Lab', { ours: false, owner: 'Nova' });
      bench.lacking('Lift', [{ macro: 'ADVERTISER', by: 'Acme Retail' }], theirs);
    },
    asked: everything,
    expected: ['question.missing_datasets Lift'],
  },
  {
    where: 'a question that is READY reads a dataset that is not mapped',
    given: reachReadsUnmapped,
    asked: everything,
    expected: ['dataset.not_mapped Nova visits'],
  },
  {
    where: 'a question that is READY and asked about reads a dataset that is not mapped',
    given: reachReadsUnmapped,
    asked: reach,
    expected: ['dataset.not_mapped Nova visits'],
  },
];

/** A question that is READY, with a dataset of Nova's whose fields were never mapped. */
function reachReadsUnmapped({ world, room: at }: RoomsBench): void {
  const { id: datasetId } = world.dataset(at, 'Nova visits', { organisationName: 'Nova', mappedFields: 0 });
  const { id } = world.question(at, 'Reach');
  world.questionDatasets.set(id, [{ id: 'reach-visits', macro: 'VISITS', datasetId }]);
}

describe('a diagnosis of clean rooms', () => {
  for (const { where, given, asked, expected } of stories) {
    it(`names the cause where ${where}`, async () => {
      const bench = new RoomsBench();
      given(bench);
      assert.deepEqual(await causes(bench.service, asked), expected);
    });
  }

  it('finds a question that differs from the template which the folder keeps on the room, and mends just it', async () => {
    const { world, room: at, service } = new RoomsBench();
    world.question(at, 'Reach', ['RUN', 'VIEW_RESULTS']);
    world.question(at, 'Overlap', ['RUN', 'VIEW_RESULTS']);
    const { remedies } = await finding('question.differs_from_template', service, reach, { partnerSettings: viewersOnly });
    assert.deepEqual(
      remedies.map(({ job, input }) => [job, input?.['questions']]),
      [['configure-partner-permissions', ['question-1']]],
    );
  });

  it('compares every question and dataset of a room with the template that is kept on it', async () => {
    const { world, room: at, service } = new RoomsBench();
    world.question(at, 'Reach', ['RUN', 'VIEW_RESULTS']);
    world.question(at, 'Overlap', ['VIEW_RESULTS']);
    world.dataset(at, 'Sales', { partnerCanAssign: true });
    assert.deepEqual(await causes(service, everything, { partnerSettings: viewersOnly }), [
      'dataset.differs_from_template Sales',
      'question.differs_from_template Reach',
    ]);
  });

  it('says that what the folder keeps about partners is broken, and reads all the rest', async () => {
    const bench = new RoomsBench();
    bench.lacking('Reach', [{ macro: 'VISITS', by: 'Nova' }]);
    const broken = { file: 'partners.json', read: () => Promise.reject(new Error('partners.json:1:2')), edit: () => Promise.resolve() };
    assert.deepEqual(await causes(bench.service, everything, { partnerSettings: broken }), [
      'partner_settings.unreadable clean-rooms/partners.json',
      'question.missing_datasets Reach',
    ]);
  });

  it('notes that no token is left beside the one in use', async () => {
    const { world, service } = new RoomsBench();
    world.allowances = [
      { name: 'Tokens', left: 0, of: 2, moreAt: '2026-06-02T10:00:00.000Z' },
      { name: 'Runs', left: 0, of: 20 },
    ];
    assert.equal((await finding('connection.token_budget_low', service)).severity, 'information');
  });
});
