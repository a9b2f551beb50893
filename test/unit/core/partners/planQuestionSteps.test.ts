import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { questionPermissions, type QuestionPermissionName } from '../../../../src/core/model/question.ts';
import { levers, permissionFlagNames, type PermissionFlags } from '../../../../src/core/partners/permissionFlags.ts';
import { planQuestionSteps } from '../../../../src/core/partners/planQuestionSteps.ts';
import { InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { carryOut, flags, read } from '../../support/partners/permissionsBench.ts';

const anyFlags: fc.Arbitrary<PermissionFlags> = fc.record({
  can_view: fc.boolean(),
  can_edit: fc.boolean(),
  can_clone: fc.boolean(),
  can_run: fc.boolean(),
  can_view_results: fc.boolean(),
  can_view_code: fc.boolean(),
  can_view_schema: fc.boolean(),
  can_view_sample: fc.boolean(),
  can_configure_mapping: fc.boolean(),
});
const anyOpen = fc.subarray([...questionPermissions]);

/** A room with a question for each list of permissions that are open. */
function roomWith(...open: readonly (readonly QuestionPermissionName[])[]) {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  const questions = open.map((permissions, index) => world.question(room, `Question ${index + 1}`, permissions));
  return { world, room, questions, service: new InMemoryPartners(world) };
}

describe('planning question permissions', () => {
  it('leads from any permissions to any flags, and leaves those that no flag is about', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlags, fc.array(anyOpen, { minLength: 1, maxLength: 4 }), async (wished, open) => {
        const { world, room, questions, service } = roomWith(...open);
        await carryOut(service, planQuestionSteps(service, await read(service, room), {}, wished));
        for (const [index, { id }] of questions.entries()) {
          for (const flag of permissionFlagNames) {
            const lever = levers[flag];
            if (lever.kind === 'question_permission')
              assert.equal(world.access(id, lever.permission) === 'ALL_CLEAN_ROOM_PARTNERS', wished[flag], flag);
          }
          for (const permission of ['IN_PROGRESS', 'DELETE'] as const)
            assert.equal(world.access(id, permission) === 'ALL_CLEAN_ROOM_PARTNERS', open[index]?.includes(permission));
        }
        const again = planQuestionSteps(service, await read(service, room), {}, wished);
        assert.deepEqual(again.steps, [], 'a second plan plans nothing');
        assert.equal(again.leftOut.filter(({ code }) => code === 'already_so').length, questions.length);
      }),
    );
  });

  it('says of a step exactly what it opens and closes', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlags, anyOpen, async (wished, open) => {
        const { room, service } = roomWith(open);
        const { steps } = planQuestionSteps(service, await read(service, room), {}, wished);
        for (const flag of permissionFlagNames) {
          const lever = levers[flag];
          if (lever.kind !== 'question_permission') continue;
          const changes = wished[flag] !== open.includes(lever.permission);
          const [sentence = '', closing = ''] = [steps[0]?.sentence, steps[0]?.sentence.split('close ')[1]];
          assert.equal(sentence.split(/[^A-Z_]+/).includes(lever.permission), changes, `${flag}: ${sentence}`);
          if (changes) assert.equal(closing.split(/[^A-Z_]+/).includes(lever.permission), !wished[flag], sentence);
        }
        assert.equal(steps[0]?.takesAway ?? false, steps[0]?.sentence.includes('close ') ?? false);
      }),
    );
  });

  it('sets the chosen questions only, whatever they are called by', async () => {
    const { room, service } = roomWith([], [], [], []);
    const request = { questions: ['question-1', 'crq-000002', ' question 3 ', 'Question 3'] };
    const { steps } = planQuestionSteps(service, await read(service, room), request, flags({ can_run: true }));
    assert.deepEqual(
      steps.map(({ key }) => key),
      ['question|question-1', 'question|question-2', 'question|question-3'],
    );
  });

  it('sets none for an empty choice', async () => {
    const { room, service } = roomWith([]);
    const planned = planQuestionSteps(service, await read(service, room), { questions: [] }, flags({ can_run: true }));
    assert.deepEqual([planned.steps, planned.leftOut], [[], []]);
  });

  it('lets a single permission go before the template', async () => {
    const { world, room, service } = roomWith(['EDIT']);
    const request = {
      question_permissions: [
        { question: 'Question 1', permission: 'RUN' as const, access: 'QUESTION_OWNER_ONLY' as const },
        { question: 'Question 1', permission: 'DELETE' as const, access: 'ALL_CLEAN_ROOM_PARTNERS' as const },
      ],
    };
    await carryOut(service, planQuestionSteps(service, await read(service, room), request, flags({ can_run: true, can_clone: true })));
    const open = questionPermissions.filter((permission) => world.access('question-1', permission) === 'ALL_CLEAN_ROOM_PARTNERS');
    assert.deepEqual(open, ['CLONE', 'DELETE']);
  });

  it('leaves out what it cannot find, or finds twice, with what there is', async () => {
    const { world, room, service } = roomWith([]);
    world.question(room, 'Twin');
    world.question(room, 'Twin');
    const request = { questions: ['Reach', 'Twin', 'Question 1'] };
    const { steps, leftOut } = planQuestionSteps(service, await read(service, room), request, flags({ can_run: true }));
    assert.equal(steps.length, 1);
    assert.deepEqual(
      leftOut.map(({ code, subject, reason }) => [code, subject.name, reason]),
      [
        [
          'not_found',
          'Reach',
          '"Media Insights" (CR-000001) has no question "Reach". There are: "Question 1" (CRQ-000001), "Twin" (CRQ-000002), "Twin" (CRQ-000003).',
        ],
        ['not_found', 'Twin', '"Media Insights" (CR-000001) has several questions "Twin". Name one by its id: CRQ-000002, CRQ-000003.'],
      ],
    );
  });

  it('leaves out a question that cannot be read, with the reason, and plans the others', async () => {
    const { room, service } = roomWith([], []);
    service.fault = (operation, subject) =>
      operation === 'getCleanroomQuestionPermissions' && subject === 'question-1'
        ? new CleanRoomError('no_answer', 'It was late.')
        : undefined;
    const { steps, leftOut } = planQuestionSteps(service, await read(service, room), {}, flags({ can_run: true }));
    assert.deepEqual(
      steps.map(({ key }) => key),
      ['question|question-2'],
    );
    assert.deepEqual(
      leftOut.map(({ code, reason }) => [code, reason]),
      [['unreadable', 'It was late.']],
    );
  });

  it('leaves out a question that a partner brought, however it is asked for', async () => {
    const { world, room, service } = roomWith([]);
    world.question(room, 'Lift', [], { ownerOrganisationId: 'organisation-Nova' });
    const reading = await read(service, room);
    const request = {
      question_permissions: [{ question: 'Lift', permission: 'RUN' as const, access: 'ALL_CLEAN_ROOM_PARTNERS' as const }],
    };
    for (const [wanted, planned] of [
      ['not_ours', planQuestionSteps(service, reading, {}, flags({ can_run: true }))],
      ['not_possible', planQuestionSteps(service, reading, { ...request, questions: ['Question 1'] }, flags({ can_run: true }))],
    ] as const) {
      assert.deepEqual(
        [planned.steps.map(({ key }) => key), planned.leftOut.map(({ code, subject, reason }) => [code, subject.name, reason])],
        [['question|question-1'], [[wanted, 'Lift', 'It belongs to Nova, who alone sets its permissions.']]],
      );
    }
  });

  it('reports it where the service says another thing when it is read back', async () => {
    const { world, room, service } = roomWith([]);
    world.ignored.add('configureCleanRoomQuestionPermissions');
    const [step] = await carryOut(service, planQuestionSteps(service, await read(service, room), {}, flags({ can_run: true })));
    assert.equal(step?.outcome, 'differs');
    assert.equal(step.reason, 'The service accepted it, but read back it says: RUN = QUESTION_OWNER_ONLY.');
  });

  describe('warns', () => {
    const warned: [string, QuestionPermissionName[], Partial<PermissionFlags>, string[]][] = [
      ['of nothing where nothing changes', ['RUN', 'VIEW_RESULTS'], { can_run: true, can_view_results: true }, []],
      ['of nothing for results only', [], { can_view_results: true }, []],
      ['that code is open to everybody', [], { can_view_code: true }, ['wide_grant']],
      ['that something is taken away', ['VIEW_RESULTS'], {}, ['takes_away']],
      ['that runs without results make no sense', [], { can_run: true }, ['conflicting_grant']],
      ['that edits without code make no sense', [], { can_edit: true }, ['wide_grant', 'conflicting_grant']],
      ['that a clone shows the code', [], { can_clone: true }, ['wide_grant', 'conflicting_grant']],
      ['of a conflict by what is taken away', ['RUN', 'VIEW_RESULTS'], { can_run: true }, ['takes_away', 'conflicting_grant']],
      ['not of a conflict that was there before', ['RUN', 'VIEW_CODE'], { can_run: true }, ['takes_away']],
      ['of flags without a lever', [], { can_view_schema: true, can_view_sample: true }, ['no_lever']],
      ['that questions cannot be hidden', [], { can_view: false }, ['no_lever']],
    ];
    for (const [what, open, wished, codes] of warned) {
      it(what, async () => {
        const { room, service } = roomWith(open);
        const { warnings } = planQuestionSteps(service, await read(service, room), {}, flags(wished));
        assert.deepEqual(
          warnings.map(({ code }) => code),
          codes,
        );
      });
    }

    it('of conflicts by single permissions too, with how many questions', async () => {
      const { room, service } = roomWith([], []);
      const request = {
        question_permissions: ['Question 1', 'Question 2'].map((question) => ({
          question,
          permission: 'RUN' as const,
          access: 'ALL_CLEAN_ROOM_PARTNERS' as const,
        })),
      };
      const { warnings } = planQuestionSteps(service, await read(service, room), request, undefined);
      assert.deepEqual(
        warnings.map(({ sentence }) => sentence),
        ['Partners could run 2 questions and not see their results.'],
      );
    });
  });
});
