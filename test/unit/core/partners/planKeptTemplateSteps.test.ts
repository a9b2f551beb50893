import assert from 'node:assert/strict';
import { configurePartnerPermissions } from '../../../../src/core/jobs/partners/configurePartnerPermissions.ts';
import { readPermissions } from '../../../../src/core/jobs/partners/readPartnerPermissions.ts';
import { rejection } from '../../support/jobs.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { outcomes, partnerContext, planPartnerJob, runPartnerJob } from '../../support/partners/partnerJobs.ts';

function roomWithQuestions() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  const [reach, overlap] = [world.question(room, 'Reach', ['VIEW_RESULTS']), world.question(room, 'Overlap', ['VIEW_RESULTS'])];
  const partnerSettings = new MemoryPartnerSettings();
  const bench = { service: new InMemoryPartners(world), partnerSettings };
  return { world, room, reach, overlap, partnerSettings, bench };
}

describe('keeping a template on a clean room', () => {
  it('is one step, and none when it is kept already', async () => {
    const { bench, partnerSettings } = roomWithQuestions();
    const input = { room: 'Media Insights', template: 'viewer', keep_on_room: true };
    const result = await runPartnerJob(bench, configurePartnerPermissions, input);
    assert.deepEqual(
      outcomes(result).filter((each) => each.startsWith('done')),
      ['done keep_template|room-1'],
    );
    assert.deepEqual(partnerSettings.settings, { rooms: [{ room_id: 'room-1', name: 'Media Insights', permission_template: 'viewer' }] });
    assert.deepEqual((await planPartnerJob(bench, configurePartnerPermissions, input)).plan.steps, []);
  });

  it('keeps the ids of the chosen questions, whatever they were called by and in any order', async () => {
    const { bench, partnerSettings } = roomWithQuestions();
    const input = { room: 'room-1', template: 'viewer', keep_on_room: true };
    await runPartnerJob(bench, configurePartnerPermissions, { ...input, questions: ['CRQ-000002', 'Reach'] });
    assert.deepEqual(partnerSettings.settings?.rooms?.[0]?.question_ids, ['question-1', 'question-2']);
    const again = await planPartnerJob(bench, configurePartnerPermissions, { ...input, questions: ['question-2', 'question-1'] });
    assert.deepEqual(again.plan.steps, []);
  });

  it('finds questions that differ from it later, and only those it is for', async () => {
    const { world, room, reach, overlap, bench } = roomWithQuestions();
    await runPartnerJob(bench, configurePartnerPermissions, {
      room: 'room-1',
      template: 'viewer',
      keep_on_room: true,
      questions: ['Reach'],
    });
    for (const { id } of [reach, overlap]) world.permissions.set(id, [{ permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' }]);
    const { questions, findings } = await readPermissions(partnerContext(bench), room);
    assert.deepEqual(
      questions?.map(({ question, differs }) => [question.name, differs]),
      [
        ['Reach', ['VIEW_RESULTS', 'RUN']],
        ['Overlap', []],
      ],
    );
    assert.deepEqual(
      findings.map(({ id, subject, remedies }) => [id, subject.name, remedies[0]?.input]),
      [
        [
          'question.differs_from_template',
          'Reach',
          { room: 'room-1', template: 'viewer', questions: ['question-1'], datasets: [], partners: [] },
        ],
      ],
    );
  });

  it('finds nothing against a question that a partner brought: it is not ours to set', async () => {
    const { world, room, bench } = roomWithQuestions();
    world.partner(room, 'Nova');
    world.question(room, 'Lift', ['RUN'], { ownerOrganisationId: 'organisation-Nova' });
    await runPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', template: 'viewer', keep_on_room: true });
    const { questions, findings } = await readPermissions(partnerContext(bench), room);
    assert.deepEqual([findings, questions?.map(({ ownedBy, differs }) => [ownedBy, differs]).at(-1)], [[], ['Nova', []]]);
  });

  it('finds datasets of ours that differ from it, with what sets them right', async () => {
    const { world, room, bench } = roomWithQuestions();
    world.partner(room, 'Nova');
    world.dataset(room, 'Sales');
    world.dataset(room, 'Impressions', { organisationName: 'Nova', partnerCanAssign: true });
    await runPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', template: 'viewer', keep_on_room: true });
    const [sales] = world.datasets.get(room.id) ?? [];
    assert.ok(sales);
    sales.partnerCanAssign = true;
    const { datasets, findings } = await readPermissions(partnerContext(bench), room);
    assert.deepEqual(
      [datasets?.map(({ name, differs }) => [name, differs]), findings.map(({ id, subject }) => [id, subject.name])],
      [
        [
          ['Sales', true],
          ['Impressions', false],
        ],
        [['dataset.differs_from_template', 'Sales']],
      ],
    );
    await runPartnerJob(bench, configurePartnerPermissions, findings[0]?.remedies[0]?.input ?? {});
    assert.deepEqual((await readPermissions(partnerContext(bench), room)).findings, []);
  });

  it('finds nothing against datasets where it is kept for some questions only', async () => {
    const { world, room, bench, partnerSettings } = roomWithQuestions();
    world.dataset(room, 'Sales', { partnerCanAssign: true });
    partnerSettings.settings = { rooms: [{ room_id: 'room-1', permission_template: 'viewer', question_ids: ['question-1'] }] };
    assert.deepEqual((await readPermissions(partnerContext(bench), room)).findings, []);
  });

  it('is what the headline speaks of where nothing else changes', async () => {
    const { bench } = roomWithQuestions();
    const { plan } = await planPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', template: 'viewer', keep_on_room: true });
    assert.equal(plan.headline, 'the template Viewer kept on "Media Insights" (CR-000001)');
  });

  describe('warns of single permissions that contradict it', () => {
    const runs = ['Reach', 'Overlap'].map((question) => ({ question, permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' }));
    const conflicts = async (bench: ReturnType<typeof roomWithQuestions>['bench'], input: object): Promise<string[]> => {
      const { plan } = await planPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', ...input });
      return plan.warnings.filter(({ code }) => code === 'conflicting_grant').map(({ sentence }) => sentence);
    };

    it('where it is kept with them', async () => {
      const { bench } = roomWithQuestions();
      assert.deepEqual(await conflicts(bench, { template: 'viewer', keep_on_room: true, question_permissions: runs }), [
        '2 questions would differ from the template Viewer that is kept on the clean room, each of which is a finding.',
      ]);
    });

    it('where it was kept before, for these questions', async () => {
      const { bench, partnerSettings } = roomWithQuestions();
      partnerSettings.settings = { rooms: [{ room_id: 'room-1', permission_template: 'viewer', question_ids: ['question-1'] }] };
      assert.deepEqual(await conflicts(bench, { question_permissions: runs }), [
        '1 question would differ from the template Viewer that is kept on the clean room, which is a finding.',
      ]);
    });

    it('and not where they are as it has them', async () => {
      const { bench } = roomWithQuestions();
      const closed = runs.map((each) => ({ ...each, access: 'QUESTION_OWNER_ONLY' }));
      assert.deepEqual(await conflicts(bench, { template: 'viewer', keep_on_room: true, question_permissions: closed }), []);
    });
  });

  it('is left out where the chosen questions could not be read', async () => {
    const { bench } = roomWithQuestions();
    bench.service.fault = fault('getAllCleanroomQuestions', 'no_answer', 'It was late.');
    const input = { room: 'room-1', template: 'viewer', keep_on_room: true, questions: ['Reach'] };
    const { plan } = await planPartnerJob(bench, configurePartnerPermissions, input);
    assert.deepEqual([plan.steps, plan.leftOut.map(({ code, reason }) => [code, reason])], [[], [['unreadable', 'It was late.']]]);
  });

  it('is left out in a room of others', async () => {
    const { world, bench } = roomWithQuestions();
    world.room('Theirs', { ours: false, owner: 'Nova' });
    const { plan } = await planPartnerJob(bench, configurePartnerPermissions, { room: 'Theirs', template: 'viewer', keep_on_room: true });
    assert.deepEqual(plan.steps, []);
    assert.ok(plan.leftOut.some(({ subject, code }) => subject.kind === 'file' && code === 'not_possible'));
  });

  it('is mended by the remedy of its finding', async () => {
    const { world, room, reach, bench } = roomWithQuestions();
    await runPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', template: 'viewer', keep_on_room: true });
    world.permissions.set(reach.id, []);
    const [finding] = (await readPermissions(partnerContext(bench), room)).findings;
    await runPartnerJob(bench, configurePartnerPermissions, finding?.remedies[0]?.input ?? {});
    assert.deepEqual((await readPermissions(partnerContext(bench), room)).findings, []);
  });

  it('fails by itself: what was set before stays reported', async () => {
    const { bench, partnerSettings } = roomWithQuestions();
    partnerSettings.edit = () => Promise.reject(new Error('The disk is full.'));
    const result = await runPartnerJob(bench, configurePartnerPermissions, { room: 'room-1', template: 'analyst', keep_on_room: true });
    assert.deepEqual(outcomes(result), ['done question|question-1', 'done question|question-2', 'failed keep_template|room-1']);
    assert.equal(result.ok, false);
  });

  it('needs a folder, and a template that has a name', async () => {
    const { bench } = roomWithQuestions();
    const input = { room: 'room-1', keep_on_room: true };
    const withoutFolder = await rejection(
      planPartnerJob({ service: bench.service }, configurePartnerPermissions, { ...input, template: 'viewer' }),
    );
    const withoutName = await rejection(planPartnerJob(bench, configurePartnerPermissions, input));
    assert.deepEqual([withoutFolder.code, withoutName.code], ['configuration_missing', 'invalid_input']);
  });
});
