import assert from 'node:assert/strict';
import { id, membership, namespaceArn, namespaceName, settings } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { associatedNamespace, otherNamespaceArn } from '../../support/rooms.ts';
import { kindsOf, lookedAt, sentences } from './lookedAt.ts';

const right = (number: number, name = namespaceName) => associatedNamespace(number, name, namespaceArn);
const wrong = (number: number, name = namespaceName) => associatedNamespace(number, name, otherNamespaceArn);

function room(...associations: ReturnType<typeof right>[]): World {
  const world = new World();
  world.join(membership(1)).idNamespaceAssociations.push(...associations);
  return world;
}

describe('an ID namespace association', () => {
  it('that holds another namespace under the wished name is replaced', async () => {
    const { findings, first } = await lookedAt(room(wrong(1)));
    assert.deepEqual(
      [kindsOf(findings), sentences(first())],
      [['id_namespace.wrong_arn'], [`Delete the ID namespace association ${namespaceName} and make it anew for ${namespaceArn}`]],
    );
  });

  it('remembers what it held before, to be put back', async () => {
    const { changes } = await lookedAt(room(wrong(1)));
    assert.deepEqual(
      changes.map((change) => (change.kind === 'replaceIdNamespaceAssociation' ? [change.associationId, change.before] : change.kind)),
      [[id('association', 1), otherNamespaceArn]],
    );
  });

  for (const [story, associations] of [
    ['of the wished namespace is left alone', [right(1)]],
    ['of the wished namespace is left alone under whatever name', [right(1, 'mine')]],
    ['of another namespace is left alone where the wished one is there under another name', [wrong(1), right(2, 'mine')]],
    ['of another namespace under another name is left alone: a sync adds the wished one', [wrong(1, 'theirs')]],
  ] as const) {
    it(story, async () => {
      assert.deepEqual((await lookedAt(room(...associations))).findings, []);
    });
  }

  it('is left alone where the entry leaves ID namespaces alone', async () => {
    assert.deepEqual((await lookedAt(room(wrong(1)), { settings: settings({ associateNamespace: false }) })).findings, []);
  });
});
