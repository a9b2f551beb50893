import assert from 'node:assert/strict';
import { awaitReadiness, type ReadinessWait } from '../../../../src/core/sync/awaitReadiness.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { id, membership, northwind, table } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { rejection } from '../../support/jobs.ts';

const collaborationId = id('collaboration', 1);
function world(rule: boolean, tableRule: 'CUSTOM' | 'none' = 'CUSTOM'): World {
  const made = new World();
  made.tables = [table('part_a', tableRule)];
  made.join(membership(1)).associations.push({
    id: id('association', 1),
    name: 'acx_part_a',
    configuredTableId: table('part_a').id,
    roleArn: 'arn',
    ...(rule ? { rule: { type: 'CUSTOM', allowedResultReceivers: [northwind] } } : {}),
  });
  return made;
}

async function wait(made: World, changes: Partial<ReadinessWait> = {}) {
  const pauses: number[] = [];
  const service = new InMemoryService(made);
  const schemas = await awaitReadiness(service, collaborationId, ['acx_part_a'], {
    limitMs: 60_000,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    ...changes,
  });
  return { schemas, pauses, service };
}

describe('waiting until tables are ready', () => {
  it('asks once where everything is ready', async () => {
    const { schemas, pauses } = await wait(world(true));
    assert.deepEqual([schemas.get('acx_part_a')?.ready, pauses], [true, []]);
  });

  it('asks again, ever more slowly, until the service has caught up', async () => {
    const made = world(true);
    made.readsUntilReady = 7;
    const { schemas, pauses } = await wait(made);
    assert.deepEqual([schemas.get('acx_part_a')?.ready, pauses], [true, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]]);
  });

  it('gives up after the limit and tells what is known', async () => {
    const made = world(true);
    made.readsUntilReady = Infinity;
    const { schemas, pauses } = await wait(made, { limitMs: 3000 });
    assert.deepEqual([schemas.get('acx_part_a')?.ready, pauses], [false, [500, 1000, 2000]]);
  });

  it('does not wait for what only a person can mend', async () => {
    const { pauses } = await wait(world(false, 'none'));
    assert.deepEqual(pauses, []);
  });

  it('does not wait for a rule that nobody has made', async () => {
    const { pauses } = await wait(world(false), { withRule: new Set<string>() });
    assert.deepEqual(pauses, []);
  });

  it('asks nothing where there is nothing to wait for', async () => {
    const service = new InMemoryService(world(true));
    await awaitReadiness(service, collaborationId, [], { limitMs: 1000, pause: () => Promise.resolve() });
    assert.deepEqual(service.world.reads, []);
  });

  it('does not take the schema of another member for ours because it has the name', async () => {
    const made = world(true);
    made.rooms = [];
    made.foreignSchemas.set(collaborationId, [{ name: 'acx_part_a', creatorAccountId: northwind, ready: true, reasons: [] }]);
    const { schemas } = await wait(made, { limitMs: 0 });
    assert.equal(schemas.size, 0);
  });

  it('answers with what is known when it is cancelled', async () => {
    const made = world(true);
    made.readsUntilReady = Infinity;
    const { schemas } = await wait(made, { pause: () => Promise.reject(new CleanRoomError('cancelled', 'Cancelled.')) });
    assert.equal(schemas.get('acx_part_a')?.ready, false);
  });

  it('does not turn an error of the service into "not ready"', async () => {
    const service = new InMemoryService(world(true));
    service.fault = fault('BatchGetSchema', 'not_permitted');
    assert.equal(
      (await rejection(awaitReadiness(service, collaborationId, ['acx_part_a'], { limitMs: 0, pause: () => Promise.resolve() }))).code,
      'not_permitted',
    );
  });
});
