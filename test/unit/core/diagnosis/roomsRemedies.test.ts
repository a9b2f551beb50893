import assert from 'node:assert/strict';
import type { QuestionDataset, QuestionRun, RoomDataset } from '../../../../src/core/model/question.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { finding, RoomsBench } from './roomsBench.ts';

const reach = { subject: 'Reach' };

/** What a question lacks, what is in the room, who has to act, and what is offered first. */
interface Lack {
  where: string;
  wanted: Partial<QuestionDataset> & { macro: string; by?: string };
  datasets: (Partial<RoomDataset> & { name: string })[];
  waitsFor: string;
  offered: RegExp;
}

const lacks: Lack[] = [
  {
    where: 'a partner has brought nothing',
    wanted: { macro: 'VISITS', by: 'Nova' },
    datasets: [{ name: 'Sales' }],
    waitsFor: 'partner',
    offered: /^Ask Nova for the dataset$/,
  },
  {
    where: 'a partner has brought a dataset and not assigned it',
    wanted: { macro: 'VISITS', by: 'nova' },
    datasets: [{ name: 'Exposures', organisationName: 'Nova' }],
    waitsFor: 'partner',
    offered: /^Ask nova to assign a dataset$/,
  },
  {
    where: 'a partner lets others assign its dataset',
    wanted: { macro: 'VISITS', by: 'Nova' },
    datasets: [{ name: 'Exposures', organisationName: 'Nova', partnerCanAssign: true }],
    waitsFor: 'you',
    offered: /assign "Exposures" to VISITS: Nova lets partners do so/,
  },
  {
    where: 'it is ours to assign',
    wanted: { macro: 'SALES', by: 'Acme Retail' },
    datasets: [{ name: 'Sales' }, { name: 'Exposures', organisationName: 'Nova', partnerCanAssign: true }],
    waitsFor: 'you',
    offered: /assign "Sales" to SALES/,
  },
  {
    where: 'it is ours to bring',
    wanted: { macro: 'SALES', by: 'Acme Retail' },
    datasets: [],
    waitsFor: 'you',
    offered: /bring a dataset of ours/,
  },
  {
    where: 'nobody is named who is to bring it',
    wanted: { macro: 'VISITS' },
    datasets: [{ name: 'Visits' }],
    waitsFor: 'you',
    offered: /say whose VISITS is to be \(dataset ownership\)/,
  },
  {
    where: 'the service names a partner by its id only',
    wanted: { macro: 'VISITS', organisationId: 'organisation-Nova' },
    datasets: [],
    waitsFor: 'partner',
    offered: /^Ask Nova for the dataset$/,
  },
];

describe('what is offered for a question that lacks a dataset', () => {
  for (const { where, wanted, datasets, waitsFor, offered } of lacks) {
    it(`is right where ${where}`, async () => {
      const bench = new RoomsBench();
      for (const { name, ...changes } of datasets) bench.world.dataset(bench.room, name, changes);
      bench.lacking('Reach', [wanted]);
      const { waits_for: waits, remedies } = await finding('question.missing_datasets', bench.service, reach);
      assert.equal(waits, waitsFor);
      assert.match(remedies[0]?.title ?? '', offered);
    });
  }

  it('is one mail for everything that a partner owes the question, signed by whom the folder names', async () => {
    const bench = new RoomsBench();
    bench.lacking('Reach', [
      { macro: 'VISITS', by: 'Nova' },
      { macro: 'EXPOSURES', by: 'Nova' },
    ]);
    const partnerSettings = new MemoryPartnerSettings({ inviter: { name: 'Sam Lee' } });
    const { remedies } = await finding('question.missing_datasets', bench.service, reach, { partnerSettings });
    assert.deepEqual(
      remedies.map(({ text }) => text),
      [
        [
          'Subject: What is still missing in the clean room "Media Insights" (CR-000001)',
          '',
          'Hello Nova,',
          '',
          'before the clean room "Media Insights" (CR-000001) can be used, these are missing on your side:',
          '',
          '- for the question "Reach": VISITS',
          '- for the question "Reach": EXPOSURES',
          '',
          'Kind regards',
          'Sam Lee',
          'Acme Retail',
        ].join('\n'),
      ],
    );
  });

  it('is to invite somebody where nobody else takes part', async () => {
    const bench = new RoomsBench();
    bench.lacking('Gifts', [{ macro: 'AUDIENCE' }], bench.world.room('Holiday'));
    const { remedies } = await finding('question.missing_datasets', bench.service, { subject: 'Gifts' });
    assert.match(remedies[0]?.title ?? '', /^Invite whoever is to bring AUDIENCE/);
  });

  it('is to ask the owner of the room who has yet to name somebody', async () => {
    const bench = new RoomsBench();
    bench.lacking('Lift', [{ macro: 'ADVERTISER' }], bench.world.room('Lab', { ours: false, owner: 'Nova' }));
    const { waits_for: waits, remedies } = await finding('question.missing_datasets', bench.service, { subject: 'Lift' });
    assert.deepEqual([waits, remedies[0]?.title], ['partner', 'Ask Nova, the owner of the clean room, who is to bring ADVERTISER.']);
  });

  it('is to look at it where the service does not say what is lacking', async () => {
    const bench = new RoomsBench();
    bench.lacking('Reach', []);
    const { title, remedies } = await finding('question.missing_datasets', bench.service, reach);
    assert.match(title, /waits for datasets\.$/);
    assert.match(remedies[0]?.title ?? '', /look at the datasets of the question/);
  });
});

describe('a run that failed', () => {
  const failed = (changes: Partial<QuestionRun>) => {
    const { world, room, service } = new RoomsBench();
    const { id } = world.question(room, 'Reach');
    world.runs.set(id, [{ id: 'run-1', name: 'June', status: 'FAILED', submittedAt: '2026-06-01T00:00:00Z', ...changes }]);
    world.questionDatasets.set(id, [
      { id: 'a', macro: 'SALES', organisationName: 'Acme Retail', datasetId: 'd-1' },
      { id: 'b', macro: 'VISITS', organisationName: 'Nova', datasetId: 'd-2' },
    ]);
    return service;
  };

  it('is told with the reason that the service gives, as data', async () => {
    const { title } = await finding('run.failed', failed({ failureReason: 'No rows\u202e\nfor June' }), reach);
    assert.match(title, /failed: No rows for June\.$/);
  });

  it('is told where the service gives no reason', async () => {
    assert.match((await finding('run.failed', failed({}), reach)).title, /failed: the service gives no reason\.$/);
  });

  it('is run again where the service says that it can be', async () => {
    const { remedies } = await finding('run.failed', failed({ isRetryable: true }), reach);
    assert.match(remedies[0]?.title ?? '', /it can be retried/);
  });

  it('waits for the partner at whom it failed', async () => {
    assert.equal((await finding('run.failed', failed({ status: 'PARTNER_FAILED' }), reach)).waits_for, 'partner');
  });

  it('can be asked of every other organisation whose data it read', async () => {
    const { remedies } = await finding('run.failed', failed({ failureReason: 'No rows' }), reach);
    assert.deepEqual(
      remedies.filter(({ text }) => text !== undefined).map(({ title, text }) => [title, text?.includes('The service says: No rows')]),
      [['Ask Nova about it', true]],
    );
  });
});
