import assert from 'node:assert/strict';
import { configurePartnerPermissions } from '../../../../src/core/jobs/partners/configurePartnerPermissions.ts';
import type { ReportedStep } from '../../../../src/core/jobs/partners/partnerReport.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { contoso, member, membership, ownAccount } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { MemoryAuditLog, rejection } from '../../support/jobs.ts';
import { InMemoryCollaborations } from '../../support/partners/inMemoryCollaborations.ts';
import { fault, InMemoryPartners, organisation, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../../support/partners/memoryPartnerSettings.ts';
import { outcomes, planPartnerJob, runPartnerJob } from '../../support/partners/partnerJobs.ts';
import { flags } from '../../support/partners/permissionsBench.ts';

/** A room of ours with a partner, a dataset and this many questions that are closed to partners. */
function roomWithQuestions(count = 3) {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  world.dataset(room, 'Sales');
  for (let number = 1; number <= count; number += 1) world.question(room, `Question ${number}`);
  return { world, room, service: new InMemoryPartners(world) };
}

describe('configuring what partners may do', () => {
  it('sets questions, datasets and roles from a template, and plans nothing the second time', async () => {
    const { service } = roomWithQuestions(2);
    const open = { can_run: true, can_view_results: true, can_configure_mapping: true, role: 'Viewer' };
    const closed = {
      can_view: true,
      can_edit: false,
      can_clone: false,
      can_view_code: false,
      can_view_schema: false,
      can_view_sample: false,
    };
    const partnerSettings = new MemoryPartnerSettings({ permission_templates: { Media: { ...closed, ...open } } });
    const input = { room: 'CR-000001', template: 'Media' };
    const result = await runPartnerJob({ service, partnerSettings }, configurePartnerPermissions, input);
    assert.deepEqual(outcomes(result), [
      'done question|question-1',
      'done question|question-2',
      'done dataset|dataset-room-1-1',
      'done role|user-partner-room-1-1',
    ]);
    assert.equal(result.headline, '4 changes of permissions in "Media Insights" (CR-000001)');
    const again = await runPartnerJob({ service, partnerSettings }, configurePartnerPermissions, input);
    assert.deepEqual([again.ok, again.items.every(({ code }) => code === 'already_so')], [true, true]);
  });

  it('leaves the others where one question fails, and does that one the next time', async () => {
    const { service } = roomWithQuestions();
    service.fault = fault('configureCleanRoomQuestionPermissions', 'no_answer', 'It was late.', 'question-2');
    const input = { room: 'room-1', template: 'viewer' };
    const result = await runPartnerJob({ service }, configurePartnerPermissions, input);
    assert.deepEqual(outcomes(result).slice(0, 3), ['done question|question-1', 'failed question|question-2', 'done question|question-3']);
    assert.deepEqual([result.ok, result.items[1]?.reason], [false, 'It was late.']);
    service.fault = () => undefined;
    const { plan } = await planPartnerJob({ service }, configurePartnerPermissions, input);
    assert.deepEqual(
      plan.steps.map(({ key }) => key),
      ['question|question-2'],
    );
  });

  it('tells of every step as it happens, and records every write with its subject', async () => {
    const { service } = roomWithQuestions();
    const told: ReportedStep[] = [];
    const log = new MemoryAuditLog();
    await runPartnerJob({ service, log, onStep: (step) => told.push(step) }, configurePartnerPermissions, {
      room: 'room-1',
      template: 'viewer',
    });
    assert.deepEqual(told.map(({ key }) => key).sort(), ['question|question-1', 'question|question-2', 'question|question-3']);
    assert.deepEqual(
      log.entries.map(({ job, outcome, about }) => [job, outcome, about?.['name'], about?.['room_id']]),
      ['Question 1', 'Question 2', 'Question 3'].map((name) => ['configure-partner-permissions', 'updated', name, 'room-1']),
    );
  });

  it('counts what is read back otherwise as a shortcoming', async () => {
    const { world, service } = roomWithQuestions(1);
    world.ignored.add('configureCleanRoomQuestionPermissions');
    const result = await runPartnerJob({ service }, configurePartnerPermissions, { room: 'room-1', template: 'viewer' });
    assert.deepEqual([result.ok, outcomes(result)[0]], [false, 'differs question|question-1']);
  });

  it('goes on where a part of the room cannot be read, and says which', async () => {
    const { service } = roomWithQuestions(1);
    service.fault = fault('getCleanroomDatasets', 'not_permitted', 'No datasets for you.');
    const { plan } = await planPartnerJob({ service }, configurePartnerPermissions, { room: 'room-1', template: 'viewer' });
    assert.equal(plan.steps.length, 1);
    assert.deepEqual(
      plan.leftOut.map(({ code, reason }) => [code, reason]),
      [['unreadable', 'No datasets for you.']],
    );
  });

  describe('where a part could not be read', () => {
    const parts: { part: string; operation: string; wishes: object }[] = [
      {
        part: 'questions',
        operation: 'getAllCleanroomQuestions',
        wishes: { question_permissions: [{ question: 'Question 1', permission: 'RUN', access: 'ALL_CLEAN_ROOM_PARTNERS' }] },
      },
      {
        part: 'shares',
        operation: 'getAllCleanroomQuestions',
        wishes: { result_shares: [{ question: 'Question 1', partner: 'Nova', shared: true }] },
      },
      {
        part: 'datasets',
        operation: 'getCleanroomDatasets',
        wishes: { dataset_assignments: [{ dataset: 'Sales', partner_can_assign: true }] },
      },
      { part: 'partners', operation: 'getAllCleanroomPartners', wishes: { roles: [{ email: 'dana@nova.example', role: 'Viewer' }] } },
      {
        part: 'partners of shares',
        operation: 'getAllCleanroomPartners',
        wishes: { result_shares: [{ question: 'Question 1', partner: 'Nova', shared: true }] },
      },
    ];
    for (const { part, operation, wishes } of parts) {
      it(`is not in order where it is asked for: ${part}`, async () => {
        const { service } = roomWithQuestions(1);
        service.fault = fault(operation, 'not_permitted', 'Not for you.');
        const result = await runPartnerJob({ service }, configurePartnerPermissions, { room: 'room-1', ...wishes });
        assert.deepEqual([result.ok, result.items.map(({ code, reason }) => [code, reason])], [false, [['unreadable', 'Not for you.']]]);
      });
    }

    it('is in order, with a warning, where nothing of it is asked for', async () => {
      const { service } = roomWithQuestions(1);
      service.fault = (operation) =>
        ['getAllCleanroomPartners', 'getCleanroomDatasets'].includes(operation)
          ? new CleanRoomError('not_permitted', 'Not for you.')
          : undefined;
      const input = {
        room: 'room-1',
        question_permissions: [{ question: 'Question 1', permission: 'VIEW_RESULTS', access: 'ALL_CLEAN_ROOM_PARTNERS' }],
      };
      const result = await runPartnerJob({ service }, configurePartnerPermissions, input);
      assert.deepEqual([result.ok, outcomes(result)], [true, ['done question|question-1']]);
      assert.deepEqual(result.warnings, [{ code: 'unread', sentence: 'Could not be read, and is not needed here: Not for you.' }]);
    });

    it('is in order for members of a collaboration where only its tables could not be read', async () => {
      const world = new World();
      world.join(membership(1, { creatorAccountId: ownAccount }), [member(ownAccount), member(contoso)]);
      const service = new InMemoryCollaborations(world);
      service.fault = fault('ListConfiguredTables', 'not_permitted', 'No tables for you.');
      const result = await runPartnerJob({ service }, configurePartnerPermissions, {
        room: 'Collaboration 1',
        members: [{ account_id: contoso, can_receive_results: true }],
      });
      assert.deepEqual([result.ok, result.items.map(({ outcome }) => outcome)], [true, ['done']]);
    });

    it('does not call a table unknown that could not be read', async () => {
      const world = new World();
      world.join(membership(1, { creatorAccountId: ownAccount }));
      const service = new InMemoryCollaborations(world);
      service.fault = fault('ListConfiguredTables', 'not_permitted', 'No tables for you.');
      const { plan } = await planPartnerJob({ service }, configurePartnerPermissions, {
        room: 'Collaboration 1',
        providers: [{ table: 'part_sales', add: [contoso] }],
        receivers: [{ association: 'acx_part_sales', remove: [contoso] }],
      });
      assert.deepEqual(
        plan.leftOut.map(({ code, reason }) => [code, reason]),
        [['unreadable', 'No tables for you.']],
      );
    });
  });

  describe('in a room of others', () => {
    function theirRoom() {
      const { world, service } = roomWithQuestions(1);
      const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
      const acme = world.partner(theirs, organisation.accountId);
      world.question(theirs, 'Lift', [], { ownerOrganisationId: 'organisation-Nova' });
      world.question(theirs, 'Our own', [], { ownerOrganisationId: acme.organisationId ?? '' });
      world.dataset(theirs, 'Sales');
      // The API user was made an administrator there.
      service.partners.list = () => Promise.resolve(structuredClone(world.partners.get(theirs.id) ?? []));
      service.datasets.list = () => Promise.resolve(structuredClone(world.datasets.get(theirs.id) ?? []));
      return { world, service };
    }

    it('sets our own questions, and leaves out the rest with the reason', async () => {
      const { world, service } = theirRoom();
      const result = await runPartnerJob({ service }, configurePartnerPermissions, {
        room: 'Theirs',
        template: 'viewer',
        dataset_assignments: [{ dataset: 'Sales', partner_can_assign: true }],
        roles: [{ email: 'dana@acme-retail.example', role: 'Viewer' }],
      });
      const only = '"Theirs" (CR-000002) belongs to Nova, who alone can do this.';
      assert.deepEqual(
        result.items.map(({ outcome, subject, reason }) => [outcome, subject.name, reason]),
        [
          ['done', 'Our own', 'Read back: as asked for.'],
          ['left_out', 'Lift', 'It belongs to Nova, who alone sets its permissions.'],
          ['left_out', 'Sales', only],
          ['left_out', 'dana@acme-retail.example', only],
        ],
      );
      assert.equal(world.access('question-3', 'VIEW_RESULTS'), 'ALL_CLEAN_ROOM_PARTNERS');
    });

    it('changes nothing where nothing in it is ours', async () => {
      const { world, service } = roomWithQuestions(1);
      const theirs = world.room('Theirs', { ours: false, owner: 'Nova' });
      world.question(theirs, 'Lift');
      const { plan, preview } = await planPartnerJob({ service }, configurePartnerPermissions, {
        room: 'Theirs',
        template: 'viewer',
        datasets: [],
      });
      assert.deepEqual([plan.steps, preview.ok], [[], false]);
      assert.deepEqual(
        plan.leftOut.map(({ code }) => code),
        ['not_possible'],
      );
    });
  });

  it('refuses a template and flags together, and says what to do', async () => {
    const { world, service } = roomWithQuestions(1);
    const input = { room: 'room-1', template: 'viewer', flags: flags({ can_run: true }) };
    const error = await rejection(planPartnerJob({ service }, configurePartnerPermissions, input));
    assert.deepEqual([error.code, error.remedy], ['invalid_input', 'Give one of them; single permissions can go beside a template.']);
    assert.deepEqual(world.reads, [], 'before anything is read');
  });

  it('names the templates that there are where one is asked for that is not', async () => {
    const { service } = roomWithQuestions(1);
    const error = await rejection(planPartnerJob({ service }, configurePartnerPermissions, { room: 'room-1', template: 'Boss' }));
    assert.deepEqual([error.code, error.remedy], ['not_found', 'There are: full_access, analyst, viewer, admin, restricted.']);
  });

  it('says of AWS what it has nothing like', async () => {
    const world = new World();
    world.join(membership(1, { creatorAccountId: ownAccount }));
    const service = new InMemoryCollaborations(world);
    const { plan } = await planPartnerJob({ service }, configurePartnerPermissions, {
      room: 'Collaboration 1',
      template: 'viewer',
      roles: [{ email: 'dana@nova.example', role: 'Viewer' }],
    });
    assert.deepEqual(
      plan.leftOut.map(({ code, reason }) => [code, reason]),
      [
        ['not_possible', '"Collaboration 1" has no permission flags, so nothing of them is changed.'],
        ['not_possible', '"Collaboration 1" has no roles, so nothing of them is changed.'],
      ],
    );
  });

  it('says of LiveRamp what it has nothing like', async () => {
    const { service } = roomWithQuestions(1);
    const { plan } = await planPartnerJob({ service }, configurePartnerPermissions, {
      room: 'room-1',
      members: [{ account_id: ownAccount, can_receive_results: true }],
    });
    assert.deepEqual(
      plan.leftOut.map(({ code }) => code),
      ['not_possible'],
    );
  });

  it('begins nothing new after a cancellation, and says so of each', async () => {
    const { service } = roomWithQuestions(5);
    const stop = new AbortController();
    service.faultAfterwards = (operation) => {
      if (operation === 'configureCleanRoomQuestionPermissions') stop.abort();
      return undefined;
    };
    service.oneWriteAtATime = true;
    const result = await runPartnerJob({ service, signal: stop.signal }, configurePartnerPermissions, {
      room: 'room-1',
      template: 'viewer',
    });
    assert.equal(result.items.filter(({ outcome }) => outcome === 'done').length, 1);
    assert.equal(result.items.filter(({ code }) => code === 'cancelled').length, 4);
  });
});
