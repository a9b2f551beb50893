import assert from 'node:assert/strict';
import { resolveWishes, type Wish } from '../../../../src/core/sync/wishes.ts';
import { id, namespaceArn, ownAccount, roleArn, settings, table } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { rejection } from '../../support/jobs.ts';

const collaborationId = id('collaboration', 1);
async function resolve(wish: Partial<Wish> = {}, service = new InMemoryService(new World())) {
  const { desired, findings } = await resolveWishes(service, [{ collaborationId, settings: settings(), ...wish }], [table('part_a')]);
  return { desired: desired.get(collaborationId), findings, service };
}
const idNamespace = (name: string, arn?: string) => ({ name, arn, configured: true });

describe('resolving role and ID namespace before the first write', () => {
  it('turns the names into ARNs that exist', async () => {
    const { desired } = await resolve();
    assert.deepEqual([desired?.roleArn, desired?.idNamespace?.arn, desired?.blocked], [roleArn, namespaceArn, []]);
  });

  for (const [story, wish, finding, sentence] of [
    [
      'a role that does not exist',
      { settings: settings({ roleName: 'gone' }) },
      'role.missing',
      `Account ${ownAccount} has no IAM role "gone", so no table can be associated.`,
    ],
    [
      'a role that the configuration says there is none of',
      { settings: settings({ roleName: null }) },
      'role.missing',
      'The configuration names no IAM role (role_name is null), so no table can be associated.',
    ],
    [
      'a role ARN of another account',
      { roleArn: 'arn:aws:iam::999988887777:role/cleanrooms-glue-s3-access' },
      'role.missing',
      `Account ${ownAccount} has no IAM role "arn:aws:iam::999988887777:role/cleanrooms-glue-s3-access", so no table can be associated.`,
    ],
    [
      'a configured ID namespace that does not exist',
      { settings: settings({ idNamespace: idNamespace('Nope') }) },
      'id_namespace.missing',
      `Account ${ownAccount} has no ID namespace "Nope" in us-east-1.`,
    ],
  ] as const) {
    it(`blocks the collaboration for ${story}`, async () => {
      const { desired, findings } = await resolve(wish);
      assert.deepEqual([desired?.blocked, findings.map(({ id: kind, severity }) => [kind, severity])], [[sentence], [[finding, 'error']]]);
    });
  }

  it('blocks for a role that the service cannot assume', async () => {
    const world = new World();
    world.roles = [{ name: 'cleanrooms-glue-s3-access', arn: roleArn, trustsService: false }];
    const { desired, findings } = await resolve({}, new InMemoryService(world));
    assert.deepEqual([desired?.blocked?.length, findings.map(({ id: kind }) => kind)], [1, ['role.not_trusting']]);
  });

  it('goes on with a warning where the role may not be looked at', async () => {
    const service = new InMemoryService(new World());
    service.fault = fault('GetRole', 'not_permitted', 'GetRole is not permitted.');
    const { desired, findings } = await resolve({}, service);
    assert.deepEqual(
      [desired?.roleArn, desired?.blocked, findings.map(({ id: kind, severity }) => [kind, severity])],
      [roleArn, [], [['role.unchecked', 'warning']]],
    );
  });

  for (const code of ['no_answer', 'service_fault', 'throttled', 'unexpected_answer'] as const)
    for (const [operation, finding] of [
      ['GetRole', 'role.unchecked'],
      ['GetIdNamespace', 'id_namespace.unchecked'],
    ] as const)
      it(`writes nothing that needs what ${operation} did not answer (${code}), and says what`, async () => {
        const service = new InMemoryService(new World());
        service.fault = fault(operation, code, 'No answer this time.');
        const { desired, findings } = await resolve({ settings: settings({ idNamespace: idNamespace('ACXIdNamespace') }) }, service);
        assert.deepEqual(
          [desired?.blocked?.length, findings.map(({ id: kind, waitsFor, evidence }) => [kind, waitsFor, evidence])],
          [1, [[finding, 'service', ['No answer this time.']]]],
        );
      });

  it('ends the run where the credentials are no good any more', async () => {
    const service = new InMemoryService(new World());
    service.fault = fault('GetRole', 'connection_unusable');
    assert.equal((await rejection(resolve({}, service))).code, 'connection_unusable');
  });

  it('blocks nothing for the built-in ID namespace that nobody asked for', async () => {
    const world = new World();
    world.namespaces = [];
    const { desired, findings } = await resolve({}, new InMemoryService(world));
    assert.deepEqual(
      [desired?.blocked, findings.map(({ id: kind, severity }) => [kind, severity])],
      [[], [['id_namespace.missing', 'information']]],
    );
  });

  it('associates no ID namespace where the configuration says that there is none, with a finding', async () => {
    const { desired, findings } = await resolve({ settings: settings({ idNamespace: null }) });
    assert.deepEqual([desired?.idNamespace, findings.map(({ severity }) => severity)], [undefined, ['warning']]);
  });

  it('asks for each role and namespace once, however many collaborations want them', async () => {
    const service = new InMemoryService(new World());
    await resolveWishes(
      service,
      [1, 2, 3].map((number) => ({ collaborationId: id('collaboration', number), settings: settings() })),
      [table('part_a')],
    );
    assert.deepEqual(service.world.reads, ['GetRole', 'GetIdNamespace']);
  });

  it('says a missing role once, however many collaborations want it', async () => {
    const { findings } = await resolveWishes(
      new InMemoryService(new World()),
      [1, 2, 3].map((number) => ({ collaborationId: id('collaboration', number), settings: settings({ roleName: 'gone' }) })),
      [table('part_a')],
    );
    assert.equal(findings.length, 1);
  });

  it('asks for no role where there is no table to associate', async () => {
    const service = new InMemoryService(new World());
    await resolveWishes(service, [{ collaborationId, settings: settings({ roleName: 'gone' }) }], []);
    assert.deepEqual(service.world.reads, ['GetIdNamespace']);
  });

  it('asks for no role where tables are left alone', async () => {
    const { service } = await resolve({ settings: settings({ associateTables: false, roleName: 'gone' }) });
    assert.deepEqual(service.world.reads, ['GetIdNamespace']);
  });
});
