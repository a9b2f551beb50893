import assert from 'node:assert/strict';
import { verifyCollaborations } from '../../../../src/core/jobs/verifyCollaborations.ts';
import type { ReportedFinding } from '../../../../src/core/jobs/report.ts';
import { contoso, id, invitation, member, membership, northwind, ownAccount, stranger, table, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { runJob } from '../../support/jobs.ts';
import { associated, associatedNamespace, associationArn, entry, fileWith, otherNamespaceArn, rule } from '../../support/rooms.ts';
import { rowOf, surveyed } from './surveyed.ts';

/** Everything in it is as wished. */
function tidy(): World {
  const world = new World();
  world.doubles = true;
  world.tables = [table('part_a'), table('part_b')];
  const room = world.join(membership(1));
  room.associations.push(associated(1, 'acx_part_a', 'part_a'), associated(2, 'acx_part_b', 'part_b'));
  room.idNamespaceAssociations.push(associatedNamespace(9, 'ACXIdNamespace', world.namespaces[0]?.arn ?? ''));
  return world;
}

async function findingsOf(world: World, more: object = {}, service = new InMemoryService(world)): Promise<ReportedFinding[]> {
  return (await surveyed({ service, file: fileWith(entry(1, more)) })).result.findings;
}

const kinds = (findings: readonly ReportedFinding[]): string[] => findings.map((each) => each.id);

describe('what is found in an account', () => {
  it('names the first tables of which a collaboration lacks something, and what each lacks', async () => {
    const world = tidy();
    world.tables = ['part_a', 'part_b', 'part_c', 'part_d', 'part_e', 'part_f'].map((name) => table(name));
    world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', null));
    const [found] = await findingsOf(world);
    assert.deepEqual(found?.evidence, [
      'Not associated yet: acx_part_c, acx_part_d, acx_part_e, and 1 more.',
      'Without a collaboration analysis rule: acx_part_a.',
    ]);
  });

  it('is nothing where everything is as wished', async () => {
    const { result } = await surveyed({ service: new InMemoryService(tidy()), file: fileWith(entry(1)) });
    assert.deepEqual([result.ok, result.findings], [true, []]);
  });

  for (const [story, prepare, expected] of [
    [
      'a wrong name',
      (world) => {
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a'));
      },
      ['association.misnamed'],
    ],
    [
      'a wrong name and a wrong rule',
      (world) => {
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a', rule([northwind, stranger])));
      },
      ['rule.wrong_receivers', 'association.misnamed'],
    ],
    [
      'wrong receivers, of which the service says that the table is not ready',
      (world) => {
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', rule([])));
      },
      ['rule.wrong_receivers'],
    ],
    [
      'a rule of the wrong type, of which the service says that the table is not ready',
      (world) => {
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', rule([northwind], 'LIST')));
      },
      ['rule.wrong_type'],
    ],
    [
      'a wrong ID namespace',
      (world) => {
        world.rooms[0]?.idNamespaceAssociations.splice(0, 1, associatedNamespace(9, 'ACXIdNamespace', otherNamespaceArn));
      },
      ['id_namespace.wrong_arn'],
    ],
    [
      'a double',
      (world) => {
        world.rooms[0]?.associations.push(associated(3, 'pilot', 'part_a'));
      },
      ['association.double'],
    ],
    [
      'a missing rule, which a sync makes',
      (world) => {
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', null));
      },
      ['collaboration.incomplete'],
    ],
    [
      'swapped names',
      (world) => {
        world.rooms[0]?.associations.splice(0, 2, associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
      },
      ['association.misnamed', 'association.misnamed'],
    ],
    [
      'fewer receivers than could be',
      (world) => {
        world.members.get(id('collaboration', 1))?.push(member(contoso, { abilities: ['CAN_RECEIVE_RESULTS'] }));
      },
      ['rule.fewer_receivers', 'rule.fewer_receivers'],
    ],
    [
      'a table without a rule of its own',
      (world) => {
        world.tables.splice(0, 1, table('part_a', 'none'));
        world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', null));
      },
      ['schema.analysis_rule_missing', 'table.no_analysis_rule'],
    ],
    [
      'that nobody may receive results',
      (world) => {
        world.members.set(id('collaboration', 1), [member(northwind), member(ownAccount)]);
        world.rooms[0]?.associations.splice(
          0,
          2,
          ...[1, 2].map((n) => associated(n, `acx_part_${n === 1 ? 'a' : 'b'}`, `part_${n === 1 ? 'a' : 'b'}`, null)),
        );
      },
      ['rule.no_receiver'],
    ],
  ] satisfies [string, (world: World) => void, string[]][]) {
    it(`is told once: ${story}`, async () => {
      const world = tidy();
      prepare(world);
      const found = await findingsOf(world);
      assert.deepEqual(kinds(found), expected);
      assert.equal(new Set(found.map(({ id: kind, subject }) => JSON.stringify([kind, subject]))).size, found.length);
    });
  }

  it('is missing providers, by table', async () => {
    const found = await findingsOf(tidy(), { allowed_query_providers: [contoso] });
    assert.deepEqual(
      found.map(({ id: kind, subject }) => [kind, subject.name]),
      [
        ['table.providers_missing', 'part_a'],
        ['table.providers_missing', 'part_b'],
      ],
    );
  });

  it('names who else owns what needs a repair, and offers none then', async () => {
    const world = tidy();
    world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a'));
    world.tags.set(associationArn(1), { 'aws:cloudformation:stack-name': 'loyalty' });
    const [found = assert.fail('nothing was found')] = await findingsOf(world);
    assert.deepEqual([found.evidence.at(-1), found.remedies[0]?.job], ['Another tool owns it: CloudFormation (stack loyalty).', undefined]);
  });

  it('offers no repair either for what waits for a name that another tool owns', async () => {
    const world = tidy();
    world.rooms[0]?.associations.splice(0, 2, associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));
    world.tags.set(associationArn(1), { ManagedBy: 'Terraform' });
    const found = await findingsOf(world);
    assert.deepEqual(
      found.map(({ remedies }) => remedies[0]?.job),
      [undefined, undefined],
    );
  });

  it('reads no tags where nothing needs a repair', async () => {
    const service = new InMemoryService(tidy());
    await findingsOf(service.world, {}, service);
    assert.equal(service.callCounts()['ListTagsForResource'], undefined);
  });

  it('is, where tags may not be read, that nobody knows who owns what needs a repair', async () => {
    const world = tidy();
    world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('ListTagsForResource', 'not_permitted', 'No tags.');
    const found = await findingsOf(world, {}, service);
    assert.deepEqual(
      found.map(({ id: kind, evidence }) => [kind, evidence.at(-1)]).filter(([kind]) => kind === 'tags.unchecked'),
      [['tags.unchecked', 'No tags.']],
    );
  });

  it('is, where rules may not be read, that they could not be checked, and everything else', async () => {
    const world = tidy();
    world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a'));
    const service = new InMemoryService(world);
    service.fault = fault('BatchGetSchemaAnalysisRule', 'not_permitted', 'No rules.');
    assert.deepEqual(kinds(await findingsOf(world, {}, service)), ['association.misnamed', 'rules.unchecked']);
  });

  it('is, where so many rules do not show that asking for each would take minutes, that they could not be checked', async () => {
    const world = tidy();
    world.tables = tables(26).map((each) => table(each.name, 'none'));
    world.associationQuota = 30;
    const room = world.rooms[0] ?? assert.fail('there is no room');
    room.associations = world.tables.map((each, index) => associated(100 + index, `acx_${each.name}`, each));
    const service = new InMemoryService(world);
    const found = await findingsOf(world, {}, service);
    assert.ok(kinds(found).includes('rules.unchecked'));
    assert.equal(service.callCounts()['GetConfiguredTableAssociationAnalysisRule'], undefined);
  });

  it('is a collaboration that could not be read, once, and never that it is empty', async () => {
    const world = tidy();
    const service = new InMemoryService(world);
    service.fault = fault('ListConfiguredTableAssociations', 'not_permitted', 'No lists.');
    assert.deepEqual(kinds(await findingsOf(world, {}, service)), ['collaboration.unreadable']);
  });

  it('is a rule that the list knows and the schema does not show', async () => {
    const world = tidy();
    world.tables.splice(0, 1, table('part_a', 'none'));
    const it = await surveyed({ service: new InMemoryService(world), file: fileWith(entry(1)) });
    assert.deepEqual(rowOf(it).cells.find(({ columnId }) => columnId === 'table:part_a')?.rule, { type: 'CUSTOM', receivers: [northwind] });
  });

  it('is the invitations that wait, and those of strangers', async () => {
    const world = tidy()
      .invite(invitation(2))
      .invite(invitation(3, { creatorAccountId: stranger }));
    const file = fileWith(entry(1));
    file.text = file.text?.replace('"collaborations"', `"trusted_creators": ["${northwind}"], "collaborations"`);
    const { result } = await surveyed({ service: new InMemoryService(world), file });
    assert.deepEqual(kinds(result.findings), ['invitation.pending', 'invitation.untrusted_creator']);
  });

  it('is written nowhere: a survey writes nothing', async () => {
    const world = tidy();
    world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a'));
    await findingsOf(world);
    assert.deepEqual(world.writes, []);
  });
});

describe('memberships that the file does not list', () => {
  const untidy = (): World => {
    const world = tidy();
    const room = world.join(membership(2), [member(northwind), member(ownAccount)]);
    room.associations.push(
      associated(11, 'old', 'part_a', rule([stranger])),
      associated(12, 'pilot', 'part_b'),
      associated(13, 'acx_part_b', 'part_b', null),
    );
    world.tables.push(table('part_é'));
    return world;
  };

  it('are read where all are asked for, and what they lack is no finding', async () => {
    const { result } = await surveyed(
      { service: new InMemoryService(untidy()), file: fileWith(entry(1, { exclude_tables: ['part_é'] })) },
      { all: true },
    );
    assert.deepEqual(
      result.findings.map(({ id: kind, subject }) => [kind, subject.name]),
      [['membership.not_in_configuration', 'Collaboration 2']],
    );
  });

  it('are a finding where they cannot be read', async () => {
    const service = new InMemoryService(untidy());
    service.fault = fault('ListConfiguredTableAssociations', 'service_fault', 'Down.', id('membership', 2));
    const { result } = await surveyed({ service, file: fileWith(entry(1, { exclude_tables: ['part_é'] })) }, { all: true });
    assert.deepEqual(kinds(result.findings), ['collaboration.unreadable', 'membership.not_in_configuration']);
  });
});

describe('verify', () => {
  for (const [story, prepare, ok] of [
    ['ok with a wrong name: it is a warning', (world) => world.rooms[0]?.associations.splice(0, 1, associated(1, 'old', 'part_a')), true],
    [
      'not ok with a wrong receiver',
      (world) => world.rooms[0]?.associations.splice(0, 1, associated(1, 'acx_part_a', 'part_a', rule([stranger, northwind]))),
      false,
    ],
    ['not ok with a missing table', (world) => world.rooms[0]?.associations.splice(0, 1), false],
  ] satisfies [string, (world: World) => unknown, boolean][]) {
    it(`is ${story}`, async () => {
      const world = tidy();
      prepare(world);
      assert.equal((await runJob({ service: new InMemoryService(world), file: fileWith(entry(1)) }, verifyCollaborations)).ok, ok);
    });
  }
});
