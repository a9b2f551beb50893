import assert from 'node:assert/strict';
import { planDatasetSteps } from '../../../../src/core/partners/planDatasetSteps.ts';
import { InMemoryPartners, PartnerWorld } from '../../support/partners/inMemoryPartners.ts';
import { carryOut, flags, read } from '../../support/partners/permissionsBench.ts';

function roomWithDatasets() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.dataset(room, 'Sales');
  world.dataset(room, 'Stores', { partnerCanAssign: true });
  world.dataset(room, 'Impressions', { organisationName: 'Nova' });
  return { world, room, service: new InMemoryPartners(world) };
}

describe('planning who assigns datasets', () => {
  it('changes all of ours by the flag, and none of a partner', async () => {
    const { world, room, service } = roomWithDatasets();
    const { steps } = planDatasetSteps(service, await read(service, room), {}, flags({ can_configure_mapping: true }));
    assert.deepEqual(
      (await carryOut(service, { steps, leftOut: [], warnings: [] })).map(({ outcome, sentence }) => [outcome, sentence]),
      [['done', 'Let all partners assign the dataset "Sales"']],
    );
    assert.deepEqual(
      world.datasets.get(room.id)?.map(({ partnerCanAssign }) => partnerCanAssign),
      [true, true, false],
    );
    const again = planDatasetSteps(service, await read(service, room), {}, flags({ can_configure_mapping: true }));
    assert.deepEqual(again.steps, []);
  });

  it('lets a single wish go before the flag, and says what it takes away', async () => {
    const { room, service } = roomWithDatasets();
    const request = { dataset_assignments: [{ dataset: 'stores', partner_can_assign: false }] };
    const { steps } = planDatasetSteps(service, await read(service, room), request, flags({ can_configure_mapping: true }));
    assert.deepEqual(
      steps.map(({ sentence, takesAway }) => [sentence, takesAway]),
      [
        ['Let all partners assign the dataset "Sales"', false],
        ['Close the assignment of the dataset "Stores" to partners', true],
      ],
    );
  });

  it('leaves out all of them in a room of others', async () => {
    const { world, service } = roomWithDatasets();
    const theirs = world.room('Theirs', { owner: 'Nova' });
    world.dataset(theirs, 'Sales');
    const reading = await read(service, theirs);
    const room = { ...theirs, ours: false };
    const { steps, leftOut } = planDatasetSteps(service, { ...reading, room }, {}, flags({ can_configure_mapping: true }));
    assert.deepEqual(
      [steps, leftOut.map(({ code, reason }) => [code, reason])],
      [[], [['not_possible', '"Theirs" (CR-000002) belongs to Nova, who alone can do this.']]],
    );
  });

  it('changes no dataset for an empty choice', async () => {
    const { room, service } = roomWithDatasets();
    const planned = planDatasetSteps(service, await read(service, room), { datasets: [] }, flags({ can_configure_mapping: true }));
    assert.deepEqual([planned.steps, planned.leftOut], [[], []]);
  });

  it('leaves out a name that none has, or several have', async () => {
    const { world, room, service } = roomWithDatasets();
    world.dataset(room, 'Sales');
    const { steps, leftOut } = planDatasetSteps(
      service,
      await read(service, room),
      { datasets: ['Sales', 'Returns'] },
      flags({ can_configure_mapping: true }),
    );
    assert.deepEqual(steps, []);
    assert.deepEqual(
      leftOut.map(({ code, subject }) => [code, subject.name]),
      [
        ['not_found', 'Sales'],
        ['not_found', 'Returns'],
      ],
    );
  });

  it('reports it where the service says another thing when it is read back', async () => {
    const { world, room, service } = roomWithDatasets();
    world.ignored.add('updateCleanroomDatasetPartnerAssignment');
    const planned = planDatasetSteps(service, await read(service, room), {}, flags({ can_configure_mapping: true }));
    assert.deepEqual(
      (await carryOut(service, planned)).map(({ outcome }) => outcome),
      ['differs'],
    );
  });
});
