import assert from 'node:assert/strict';
import { addCollaboration } from '../../../../src/core/jobs/addCollaboration.ts';
import { associateResources } from '../../../../src/core/jobs/associateResources.ts';
import { initialiseConfiguration } from '../../../../src/core/jobs/initialiseConfiguration.ts';
import { listCollaborations } from '../../../../src/core/jobs/listCollaborations.ts';
import { listInvitations } from '../../../../src/core/jobs/listInvitations.ts';
import { verifyCollaborations } from '../../../../src/core/jobs/verifyCollaborations.ts';
import {
  configurationText,
  id,
  invitation,
  membership,
  namespaceArn,
  northwind,
  roleName,
  stranger,
  table,
  tables,
} from '../../builders.ts';
import { InMemoryService, World } from '../../inMemoryService.ts';
import { MemoryFile, rejection, runJob } from '../../support/jobs.ts';

const entry = (number: number) => ({
  name: `Collaboration ${number}`,
  collaboration_id: id('collaboration', number),
  membership_id: id('membership', number),
  status: 'active',
});
function rooms(count: number, names = tables(2)): World {
  const world = new World();
  world.tables = names;
  for (let number = 1; number <= count; number += 1) world.join(membership(number));
  return world;
}

describe('init-config', () => {
  it('writes down what the account has: Region, role, namespace, memberships, known creators', async () => {
    const file = new MemoryFile();
    const { ok } = await runJob({ service: new InMemoryService(rooms(2)), file }, initialiseConfiguration);
    const { defaults, trusted_creators, collaborations, pending_invitations } = file.configuration;
    assert.deepEqual(
      [
        ok,
        defaults?.region,
        defaults?.role_name,
        defaults?.id_namespace_arn,
        trusted_creators,
        collaborations?.length,
        pending_invitations,
      ],
      [true, 'us-east-1', roleName, namespaceArn, [northwind], 2, []],
    );
  });

  it('writes null, with a finding, for a role and a namespace that do not exist', async () => {
    const world = rooms(1);
    world.roles = [];
    world.namespaces = [];
    const file = new MemoryFile();
    const { ok, findings } = await runJob({ service: new InMemoryService(world), file }, initialiseConfiguration);
    assert.deepEqual(
      [ok, file.configuration.defaults?.role_name, file.configuration.defaults?.id_namespace_arn, findings.map((each) => each.id).sort()],
      [true, null, null, ['id_namespace.missing', 'role.missing']],
    );
  });

  it('takes the only namespace there is where the usual one does not exist', async () => {
    const world = rooms(1);
    world.namespaces = [{ name: 'Mine', arn: 'arn:aws:entityresolution:us-east-1:111122223333:idnamespace/Mine' }];
    const file = new MemoryFile();
    await runJob({ service: new InMemoryService(world), file }, initialiseConfiguration);
    assert.equal(file.configuration.defaults?.id_namespace_name, 'Mine');
  });

  it('leaves trusted_creators out where nobody is known yet: an empty list would trust nobody', async () => {
    const file = new MemoryFile();
    await runJob({ service: new InMemoryService(rooms(0)), file }, initialiseConfiguration);
    assert.ok(!('trusted_creators' in file.configuration));
  });

  it('never replaces a file, not even a broken one', async () => {
    const file = new MemoryFile('{ "a": ');
    assert.equal(
      (await rejection(runJob({ service: new InMemoryService(rooms(1)), file }, initialiseConfiguration))).code,
      'configuration_broken',
    );
    assert.equal(file.text, '{ "a": ');
  });
});

describe('verify', () => {
  it('writes nothing and is not ok where a sync would make something', async () => {
    const world = rooms(1);
    const report = await runJob(
      { service: new InMemoryService(world), file: new MemoryFile(configurationText({ collaborations: [entry(1)] })) },
      verifyCollaborations,
    );
    assert.deepEqual(
      [report.ok, world.writes, report.findings.map(({ title }) => title)],
      [false, [], ['"Collaboration 1" lacks 2 associations, 2 collaboration analysis rules, the ID namespace association.']],
    );
  });

  it('is not ok where a table can never be associated', async () => {
    const file = new MemoryFile(configurationText({ collaborations: [entry(1)] }));
    const report = await runJob({ service: new InMemoryService(rooms(1, [table('part_é')])), file }, verifyCollaborations);
    assert.ok(!report.ok && report.findings.some((each) => each.id === 'association.impossible'));
  });

  it('names invitations that wait, and is ok with them', async () => {
    const report = await runJob(
      {
        service: new InMemoryService(new World().invite(invitation(1)).invite(invitation(2, { creatorAccountId: stranger }))),
        file: new MemoryFile(configurationText({ trusted_creators: [northwind] })),
      },
      verifyCollaborations,
    );
    assert.deepEqual([report.ok, report.findings.map((each) => each.id)], [true, ['invitation.pending', 'invitation.untrusted_creator']]);
  });
});

describe('list and invitations', () => {
  it('list what is, and are ok whatever it is', async () => {
    const report = await runJob(
      { service: new InMemoryService(rooms(2)), file: new MemoryFile(configurationText({ collaborations: [entry(1)] })) },
      listCollaborations,
    );
    assert.deepEqual([report.ok, report.summary.collaborations], [true, 1]);
  });

  it('list every active membership where there is no file', async () => {
    assert.equal((await runJob({ service: new InMemoryService(rooms(2)) }, listCollaborations)).summary.collaborations, 2);
  });

  it('mark the invitations of strangers', async () => {
    const report = await runJob(
      {
        service: new InMemoryService(new World().invite(invitation(1, { creatorAccountId: stranger }))),
        file: new MemoryFile(configurationText({ trusted_creators: [] })),
      },
      listInvitations,
    );
    assert.deepEqual(
      [report.ok, report.invitations.length, report.findings.map((each) => each.id)],
      [true, 1, ['invitation.untrusted_creator']],
    );
  });
});

describe('add', () => {
  it('lists a membership under the given name', async () => {
    const file = new MemoryFile(configurationText());
    await runJob({ service: new InMemoryService(rooms(1)), file }, addCollaboration, { membership_id: id('membership', 1), name: 'Mine' });
    assert.deepEqual(
      file.configuration.collaborations?.map(({ name, status }) => [name, status]),
      [['Mine', 'active']],
    );
  });

  it('refuses a membership that the account does not have', async () => {
    const file = new MemoryFile(configurationText());
    assert.equal(
      (await rejection(runJob({ service: new InMemoryService(rooms(0)), file }, addCollaboration, { membership_id: id('membership', 1) })))
        .code,
      'not_found',
    );
    assert.equal(file.text, configurationText());
  });
});

describe('associate', () => {
  it('associates exactly the named tables, with their rules (defect 4)', async () => {
    const world = rooms(1, [table('part_a'), table('other')]);
    const report = await runJob({ service: new InMemoryService(world) }, associateResources, {
      membership_id: id('membership', 1),
      table_ids: [table('other').id],
    });
    assert.deepEqual(
      [report.ok, world.rooms[0]?.associations.map(({ name, rule }) => [name, rule?.type])],
      [true, [['acx_other', 'CUSTOM']]],
    );
  });

  it('refuses a table that does not exist before anything is written', async () => {
    const world = rooms(1);
    assert.equal(
      (
        await rejection(
          runJob({ service: new InMemoryService(world) }, associateResources, {
            membership_id: id('membership', 1),
            table_ids: [id('table', 3)],
          }),
        )
      ).code,
      'not_found',
    );
    assert.deepEqual(world.writes, []);
  });

  it('associates the named ID namespace', async () => {
    const world = rooms(1, []);
    const arn = 'arn:aws:entityresolution:us-east-1:111122223333:idnamespace/Mine';
    world.namespaces.push({ name: 'Mine', arn });
    await runJob({ service: new InMemoryService(world) }, associateResources, {
      membership_id: id('membership', 1),
      id_namespace_name: 'Mine',
    });
    assert.deepEqual(
      world.rooms[0]?.idNamespaceAssociations.map(({ name, idNamespaceArn }) => [name, idNamespaceArn]),
      [['Mine', arn]],
    );
  });
});
