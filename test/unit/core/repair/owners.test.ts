import assert from 'node:assert/strict';
import fc from 'fast-check';
import { possibleChanges } from '../../../../src/core/repair/planRepair.ts';
import { ownerIn, readOwners } from '../../../../src/core/repair/owners.ts';
import { arnOf, membership, settings, table } from '../../builders.ts';
import { fault, InMemoryService, World, type StoredAssociation } from '../../inMemoryService.ts';
import { associated, associatedNamespace, associationArn, otherNamespaceArn } from '../../support/rooms.ts';
import { rejection } from '../../support/jobs.ts';
import { kindsOf, lookedAt, sentences } from './lookedAt.ts';

describe('the tool that owns something', () => {
  for (const [tags, owner] of [
    [{ 'aws:cloudformation:stack-name': 'loyalty', 'aws:cloudformation:logical-id': 'A' }, 'CloudFormation (stack loyalty)'],
    [{ ManagedBy: 'Terraform' }, 'Terraform (tag ManagedBy = Terraform)'],
    [{ 'managed-by': 'terraform' }, 'Terraform (tag managed-by = terraform)'],
    [{ team: 'data', terraform: 'true' }, 'Terraform (tag terraform = true)'],
    [{ TerraformWorkspace: 'prod' }, 'Terraform (tag TerraformWorkspace = prod)'],
    [{ provisioner: 'OpenTofu' }, 'Terraform (tag provisioner = OpenTofu)'],
    [{ source: 'git::https://example.com/terraform-modules' }, 'Terraform (tag source = git::https://example.com/terraform-modules)'],
    [{ team: 'terra firma', form: 'a' }, undefined],
    [{ 'aws:createdBy': 'somebody' }, undefined],
    [{}, undefined],
  ] as const) {
    it(`is ${owner ?? 'nobody'} by the tags ${JSON.stringify(tags)}`, () => {
      assert.equal(ownerIn(tags), owner);
    });
  }

  it('is found however Terraform is spelt, in the key or in the value', () => {
    const spelt = fc
      .constantFrom('terraform', 'opentofu')
      .chain((word) =>
        fc
          .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
          .map((upper) => Array.from(word, (letter, index) => (upper[index] === true ? letter.toUpperCase() : letter)).join('')),
      );
    fc.assert(
      fc.property(spelt, fc.boolean(), fc.string({ maxLength: 5 }), (word, inKey, around) => {
        assert.notEqual(ownerIn(inKey ? { [`${around}${word}`]: 'x' } : { x: `${word}${around}` }), undefined);
      }),
    );
  });
});

/** A room with a misnamed association, a double and a wrong ID namespace. */
function room(...associations: StoredAssociation[]): World {
  const world = new World();
  world.doubles = true;
  world.tables = ['part_a', 'part_b', 'part_c'].map((name) => table(name));
  world.join(membership(1)).associations.push(...associations);
  return world;
}
const swapped = (): World => room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_b'));

describe('what another tool owns', () => {
  const terraform = 'Terraform (tag ManagedBy = Terraform)';
  const ownedBy = (...numbers: number[]) => new Map(numbers.map((number) => [associationArn(number), terraform]));

  it('is left alone, and its finding says whose it is and offers no repair', async () => {
    const { first } = await lookedAt(room(associated(1, 'old', 'part_a')));
    const { changes, findings } = first({}, ownedBy(1));
    assert.deepEqual(
      [changes, findings.map(({ evidence, remedies }) => [evidence.at(-1), remedies.map(({ job }) => job)])],
      [[], [[`Another tool owns it: ${terraform}.`, [undefined]]]],
    );
  });

  it('is changed where that is asked for', async () => {
    const { first } = await lookedAt(room(associated(1, 'old', 'part_a')));
    assert.equal(first({ includeOwned: true }, ownedBy(1)).changes.length, 1);
  });

  it('is named by its change then, so that whoever agrees knows whose it is', async () => {
    const { first } = await lookedAt(room(associated(1, 'old', 'part_a')));
    assert.deepEqual(
      first({ includeOwned: true }, ownedBy(1)).changes.map((change) => change.owner),
      [terraform],
    );
  });

  it('leaves its neighbours to be mended', async () => {
    const { first } = await lookedAt(room(associated(1, 'old', 'part_a'), associated(2, 'older', 'part_b')));
    assert.deepEqual(sentences(first({}, ownedBy(1))), ['Delete the association older and make it anew as acx_part_b, with its rule']);
  });

  it('keeps its name, so that no other can be given it', async () => {
    const { first } = await lookedAt(swapped());
    const { changes, findings } = first({}, ownedBy(1));
    assert.deepEqual(
      [changes, findings.map(({ subject, evidence }) => [subject.name, evidence.at(-1)])],
      [
        [],
        [
          ['acx_part_b', `Another tool owns it: ${terraform}.`],
          ['acx_part_a', `Its right name is held by "acx_part_b", which another tool owns: ${terraform}.`],
        ],
      ],
    );
  });

  it('keeps its name, so that a whole chain behind it waits', async () => {
    const { first } = await lookedAt(
      room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_c', 'part_b'), associated(3, 'old', 'part_c')),
    );
    assert.deepEqual(first({}, ownedBy(1)).changes, []);
  });

  it('keeps its name also where it is a double', async () => {
    const { first } = await lookedAt(
      room(associated(1, 'acx_part_b', 'part_a'), associated(2, 'acx_part_a', 'part_a'), associated(3, 'old', 'part_b')),
    );
    assert.deepEqual(first({}, ownedBy(1)).changes, []);
  });

  it('is, of a configured table, its rule', async () => {
    const world = room(associated(1, 'acx_part_a', 'part_a'));
    const { plan } = await lookedAt(world, { settings: settings({ allowedQueryProviders: ['888899990000'] }) });
    const { tables, findings } = plan({}, new Map([[table('part_a').arn, terraform]]));
    assert.deepEqual([tables, findings.map(({ evidence }) => evidence.at(-1))], [[], [`Another tool owns it: ${terraform}.`]]);
  });
});

describe('where it is not known who owns what', () => {
  it('nothing is deleted, not even to be made anew, and everything else is mended', async () => {
    const world = room(
      associated(1, 'old', 'part_a'),
      associated(2, 'acx_part_b', 'part_b', { type: 'CUSTOM', allowedResultReceivers: [] }),
    );
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, 'ACXIdNamespace', otherNamespaceArn));
    const { changes, findings } = (await lookedAt(world)).first({ mayDelete: false });
    assert.deepEqual(
      [changes.map(({ kind }) => kind), kindsOf(findings)],
      [['allowReceivers'], ['association.misnamed', 'id_namespace.wrong_arn']],
    );
  });
});

describe('reading who owns what', () => {
  const read = async (service: InMemoryService, limit?: number) =>
    readOwners(service, possibleChanges((await lookedAt(service.world, {}, service)).found), limit === undefined ? {} : { limit });

  it('looks at each thing that would be changed once, and at nothing else', async () => {
    const service = new InMemoryService(
      room(associated(1, 'old', 'part_a', { type: 'CUSTOM', allowedResultReceivers: [] }), associated(2, 'acx_part_b', 'part_b')),
    );
    await read(service);
    assert.equal(service.callCounts()['ListTagsForResource'], 1);
  });

  it('names the owner by the ARN', async () => {
    const service = new InMemoryService(swapped());
    service.world.tags.set(associationArn(2), { ManagedBy: 'Terraform' });
    assert.deepEqual([...(await read(service)).owners], [[associationArn(2), 'Terraform (tag ManagedBy = Terraform)']]);
  });

  it('says why where tags may not be read', async () => {
    const service = new InMemoryService(swapped());
    service.fault = fault('ListTagsForResource', 'not_permitted', 'No.');
    const { owners, unread } = await read(service);
    assert.deepEqual([owners.size, unread?.message], [0, 'No.']);
  });

  it('does not mind what is gone meanwhile', async () => {
    const service = new InMemoryService(swapped());
    service.fault = fault('ListTagsForResource', 'not_found');
    assert.deepEqual(await read(service), { owners: new Map(), notLookedAt: 0 });
  });

  it('looks at no more than it was told to', async () => {
    const service = new InMemoryService(swapped());
    await read(service, 1);
    assert.equal(service.callCounts()['ListTagsForResource'], 1);
  });

  it('ends with a cancellation', async () => {
    const service = new InMemoryService(swapped());
    const { found } = await lookedAt(service.world, {}, service);
    assert.equal((await rejection(readOwners(service, possibleChanges(found), { signal: AbortSignal.abort() }))).code, 'cancelled');
  });

  it('knows the ARN of an ID namespace association too', async () => {
    const world = room();
    world.rooms[0]?.idNamespaceAssociations.push(associatedNamespace(9, 'ACXIdNamespace', otherNamespaceArn));
    const arn = arnOf('idnamespaceassociation', associatedNamespace(9, '', '').id);
    world.tags.set(arn, { 'aws:cloudformation:stack-name': 's' });
    assert.deepEqual([...(await read(new InMemoryService(world))).owners.keys()], [arn]);
  });
});
