import assert from 'node:assert/strict';
import { planRoleSteps } from '../../../../src/core/partners/planRoleSteps.ts';
import { administratorRole, analystRole, InMemoryPartners, PartnerWorld, viewerRole } from '../../support/partners/inMemoryPartners.ts';
import { carryOut, flags, read } from '../../support/partners/permissionsBench.ts';

function roomWithPartners() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova', analystRole);
  world.partner(room, 'Orbit', viewerRole);
  world.partner(room, 'Pulse', administratorRole);
  return { world, room, service: new InMemoryPartners(world) };
}

describe('planning roles', () => {
  it('gives every user of a partner the role of the template, except administrators', async () => {
    const { world, room, service } = roomWithPartners();
    const { steps, leftOut } = planRoleSteps(service, await read(service, room), {}, flags({ role: 'viewer' }));
    assert.deepEqual(
      (await carryOut(service, { steps, leftOut, warnings: [] })).map(({ outcome, sentence }) => [outcome, sentence]),
      [['done', 'Give dana@nova.example (Nova) the role Viewer']],
    );
    assert.deepEqual(
      world.partners.get(room.id)?.map(({ users }) => users[0]?.role?.name),
      ['Viewer', 'Viewer', 'Partner Administrator'],
    );
    assert.deepEqual(planRoleSteps(service, await read(service, room), {}, flags({ role: 'viewer' })).steps, []);
  });

  it('leaves roles alone where the template has none', async () => {
    const { room, service } = roomWithPartners();
    assert.deepEqual(planRoleSteps(service, await read(service, room), {}, flags()).steps, []);
  });

  it('is for the named partners only, and says which it does not know', async () => {
    const { room, service } = roomWithPartners();
    const request = { partners: ['orbit', 'Nebula'] };
    const { steps, leftOut } = planRoleSteps(service, await read(service, room), request, flags({ role: 'Data Analyst' }));
    assert.deepEqual(
      steps.map(({ subject }) => subject.name),
      ['dana@orbit.example'],
    );
    assert.deepEqual(
      leftOut.map(({ code, reason }) => [code, reason]),
      [['not_found', 'The clean room has no partner "Nebula".']],
    );
  });

  const single: [string, { email: string; role: string }, string][] = [
    [
      'somebody whom no partner has',
      { email: 'eve@nova.example', role: 'Viewer' },
      'No partner of the clean room has a user eve@nova.example.',
    ],
    [
      'a role that there is not',
      { email: 'dana@nova.example', role: 'King' },
      'Nova has no role "King". There are: Data Analyst, Viewer, Partner Administrator.',
    ],
    [
      'an administrator',
      { email: 'dana@pulse.example', role: 'Viewer' },
      'The API does not change the roles Administrator and Partner Administrator; the LiveRamp console does.',
    ],
    [
      'the role of an administrator',
      { email: 'dana@nova.example', role: 'Partner Administrator' },
      'The API does not change the roles Administrator and Partner Administrator; the LiveRamp console does.',
    ],
    ['the role that somebody has', { email: 'DANA@nova.example', role: 'data analyst' }, 'Has the role Data Analyst already.'],
  ];
  for (const [what, wish, reason] of single) {
    it(`leaves out ${what}, with the reason`, async () => {
      const { room, service } = roomWithPartners();
      const { steps, leftOut } = planRoleSteps(service, await read(service, room), { roles: [wish] }, undefined);
      assert.deepEqual(steps, []);
      assert.deepEqual(
        leftOut.map((each) => each.reason),
        [reason],
      );
    });
  }

  it('gives a role to somebody at every partner that he works for', async () => {
    const { world, room, service } = roomWithPartners();
    for (const { users } of world.partners.get(room.id) ?? []) for (const user of users) user.email = 'dana@agency.example';
    const roles = [{ email: 'dana@agency.example', role: viewerRole.name }];
    const { steps } = planRoleSteps(service, await read(service, room), { roles }, undefined);
    assert.equal(steps.length, 1, 'at Nova; at Orbit she has it, and at Pulse she is an administrator');
  });

  it('gives a role to one user by his id, whoever else has the address', async () => {
    const { world, room, service } = roomWithPartners();
    for (const { users } of world.partners.get(room.id) ?? []) for (const user of users) user.email = 'dana@agency.example';
    const [nova] = world.partners.get(room.id) ?? [];
    const roles = [{ email: nova?.users[0]?.id ?? '', role: viewerRole.id }];
    const { steps, leftOut } = planRoleSteps(service, await read(service, room), { roles }, undefined);
    assert.deepEqual([steps.map(({ key }) => key), leftOut], [[`role|${nova?.users[0]?.id}`], []]);
  });

  it('reports it where the service says another role when it is read back', async () => {
    const { world, room, service } = roomWithPartners();
    world.ignored.add('updateCleanroomPartnerUserRole');
    const planned = planRoleSteps(service, await read(service, room), {}, flags({ role: 'Viewer' }));
    const [step] = await carryOut(service, planned);
    assert.deepEqual([step?.outcome, step?.reason], ['differs', 'The service accepted it, but read back the role is Data Analyst.']);
  });
});
