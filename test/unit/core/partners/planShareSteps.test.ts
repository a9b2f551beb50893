import assert from 'node:assert/strict';
import { planShareSteps } from '../../../../src/core/partners/planShareSteps.ts';
import { fault, InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { carryOut, read } from '../../support/partners/permissionsBench.ts';

function roomWithShares() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  const [nova, orbit] = [world.partner(room, 'Nova'), world.partner(room, 'Orbit')];
  const question = world.question(room, 'Reach');
  world.shares.set(question.id, [{ partnerId: nova.id }]);
  return { world, room, nova, orbit, question, service: new InMemoryPartners(world) };
}

describe('planning result shares', () => {
  it('puts all wishes for a question into one step, whatever the question is called by', async () => {
    const { world, room, orbit, question, service } = roomWithShares();
    const wishes = [
      { question: 'Reach', partner: 'Orbit', shared: true },
      { question: question.id, partner: 'nova', shared: false },
    ];
    const planned = planShareSteps(service, await read(service, room, true), { result_shares: wishes });
    assert.deepEqual(
      (await carryOut(service, planned)).map(({ outcome, sentence }) => [outcome, sentence]),
      [['done', '"Reach": share results with Orbit; stop sharing results with Nova']],
    );
    assert.deepEqual(world.shares.get(question.id), [{ partnerId: orbit.id }]);
    assert.equal(planned.steps[0]?.takesAway, true);
    const again = planShareSteps(service, await read(service, room, true), { result_shares: wishes });
    assert.deepEqual([again.steps, again.leftOut.map(({ code }) => code)], [[], ['already_so']]);
  });

  it('takes nothing away where it only adds', async () => {
    const { room, service } = roomWithShares();
    const { steps } = planShareSteps(service, await read(service, room, true), {
      result_shares: [{ question: 'Reach', partner: 'Orbit', shared: true }],
    });
    assert.deepEqual(
      steps.map(({ takesAway }) => takesAway),
      [false],
    );
  });

  it('leaves out a question that a partner brought', async () => {
    const { world, room, service } = roomWithShares();
    world.question(room, 'Lift', [], { ownerOrganisationId: 'organisation-Nova' });
    const { steps, leftOut } = planShareSteps(service, await read(service, room, true), {
      result_shares: [{ question: 'Lift', partner: 'Orbit', shared: true }],
    });
    assert.deepEqual([steps, leftOut.map(({ code, subject }) => [code, subject.name])], [[], [['not_possible', 'Lift']]]);
  });

  it('leaves out questions and partners that there are not', async () => {
    const { room, service } = roomWithShares();
    const { steps, leftOut } = planShareSteps(service, await read(service, room, true), {
      result_shares: [
        { question: 'Overlap', partner: 'Nova', shared: true },
        { question: 'Reach', partner: 'Nebula', shared: true },
      ],
    });
    assert.deepEqual(steps, []);
    assert.deepEqual(
      leftOut.map(({ code, subject }) => [code, subject.name]),
      [
        ['not_found', 'Overlap'],
        ['not_found', 'Reach'],
      ],
    );
  });

  it('leaves out a question whose shares could not be read: replacing them would lose some', async () => {
    const { room, service } = roomWithShares();
    service.fault = fault('getCleanroomQuestionResultShares', 'no_answer', 'It was late.');
    const { steps, leftOut } = planShareSteps(service, await read(service, room, true), {
      result_shares: [{ question: 'Reach', partner: 'Orbit', shared: true }],
    });
    assert.deepEqual([steps, leftOut.map(({ code, reason }) => [code, reason])], [[], [['unreadable', 'It was late.']]]);
  });

  it('reports it where the service says other shares when they are read back', async () => {
    const { world, room, service } = roomWithShares();
    world.ignored.add('upsertCleanRoomQuestionResultShares');
    const planned = planShareSteps(service, await read(service, room, true), {
      result_shares: [{ question: 'Reach', partner: 'Orbit', shared: true }],
    });
    assert.deepEqual(
      (await carryOut(service, planned)).map(({ outcome }) => outcome),
      ['differs'],
    );
  });
});
