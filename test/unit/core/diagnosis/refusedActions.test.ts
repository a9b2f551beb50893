import assert from 'node:assert/strict';
import type { Look } from '../../../../src/core/diagnosis/checks/look.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { refusedActions } from '../../../../src/core/jobs/diagnosis/refusedActions.ts';
import { membership, table } from '../../builders.ts';
import { InMemoryService, World } from '../../inMemoryService.ts';
import { associated } from '../../support/rooms.ts';

/** An account with one collaboration and one association in it, of which these operations are refused. */
function refusing(...operations: readonly string[]): InMemoryService {
  const world = new World();
  world.join(membership(1)).associations.push(associated(1, 'one', table('part_one')));
  const service = new InMemoryService(world);
  service.fault = (operation) =>
    operations.includes(operation)
      ? new CleanRoomError('not_permitted', `${operation} is not permitted.`, {
          details: { operation, missingAction: `cleanrooms:${operation}` },
        })
      : undefined;
  return service;
}

async function found(service: InMemoryService, known: readonly string[] = [], callsLeft = Infinity, signal?: AbortSignal) {
  const calls = (): number => callsLeft - service.world.reads.length;
  const look: Look = { service, signal, unlooked: [], callsLeft: calls };
  return (await refusedActions(look, undefined, known)).map(({ subject, severity }) => [subject.name, severity]);
}

describe('What else a caller may not do', () => {
  const needed: [string, string][] = [
    ['ListMemberships', 'error'],
    ['ListCollaborations', 'error'],
    ['ListConfiguredTables', 'error'],
    ['GetRole', 'warning'],
    ['GetIdNamespace', 'warning'],
    ['ListIdNamespaceAssociations', 'error'],
    ['ListConfiguredTableAssociations', 'error'],
    ['BatchGetSchema', 'error'],
    ['ListMembers', 'warning'],
    ['BatchGetSchemaAnalysisRule', 'warning'],
  ];
  for (const [operation, severity] of needed)
    it(`tells that ${operation} is refused`, async () => {
      assert.deepEqual(await found(refusing(operation)), [[`cleanrooms:${operation}`, severity]]);
    });

  it('tells all that are refused, but for those that are known', async () => {
    const service = refusing('ListConfiguredTables', 'BatchGetSchema', 'ListMembers');
    assert.deepEqual(await found(service, ['cleanrooms:ListConfiguredTables']), [
      ['cleanrooms:BatchGetSchema', 'error'],
      ['cleanrooms:ListMembers', 'warning'],
    ]);
  });

  it('takes no other failure for a refusal', async () => {
    const service = refusing();
    service.fault = (operation) => (operation === 'BatchGetSchema' ? new CleanRoomError('service_fault', 'Broken.') : undefined);
    assert.deepEqual(await found(service), []);
  });

  it('asks no more than the diagnosis may', async () => {
    const service = refusing();
    await found(service, [], 3);
    assert.deepEqual(service.world.reads, ['ListMemberships', 'ListCollaborations', 'ListConfiguredTables']);
  });

  it('stops where it is cancelled', async () => {
    const service = refusing();
    await assert.rejects(found(service, [], Infinity, AbortSignal.abort()), { code: 'cancelled' });
    assert.deepEqual(service.world.reads, []);
  });
});
