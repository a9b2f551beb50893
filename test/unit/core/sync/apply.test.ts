import assert from 'node:assert/strict';
import { apply } from '../../../../src/core/sync/apply.ts';
import { type ApplyOptions } from '../../../../src/core/sync/outcome.ts';
import type { WriteRecord } from '../../../../src/core/jobs/audit.ts';
import { CleanRoomError } from '../../../../src/core/errors.ts';
import { invitation, membership, tables } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { rejection } from '../../support/jobs.ts';
import { planned } from './inventoryOf.ts';

function joined(rooms = 1, count = 3): World {
  const world = new World();
  world.tables = tables(count);
  for (let number = 1; number <= rooms; number += 1) world.join(membership(number));
  return world;
}

async function applied(service: InMemoryService, options: Partial<ApplyOptions> = {}) {
  const { whole } = await planned(service);
  const { collaborations: outcomes } = await apply(service, whole, { recorder: { record: () => undefined }, ...options });
  return { outcomes, items: outcomes.flatMap(({ items }) => items), whole };
}
const tally = (items: { kind: string; outcome: string }[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(items, ({ kind, outcome }) => `${kind} ${outcome}`)].map(([key, all]) => [key, all.length]));

describe('applying a plan', () => {
  it('makes each rule after its association', async () => {
    const service = new InMemoryService(joined(1, 2));
    await applied(service);
    const order = service.world.writes.map(({ operation, subject }) => `${operation} ${subject}`);
    for (const name of ['acx_part_ibe_01', 'acx_part_ibe_02']) {
      assert.ok(
        order.indexOf(`CreateConfiguredTableAssociation ${name}`) < order.indexOf(`CreateConfiguredTableAssociationAnalysisRule ${name}`),
      );
    }
  });

  it('accepts before it associates, and tells at once', async () => {
    const world = new World().invite(invitation(1));
    world.tables = tables(1);
    const seen: string[] = [];
    await applied(new InMemoryService(world), {
      onAccepted: () => {
        seen.push(...world.writes.map(({ operation }) => operation));
        return Promise.resolve();
      },
    });
    assert.deepEqual(seen, ['CreateMembership']);
  });

  it("stops nothing for a failed table but the table's own rule", async () => {
    const service = new InMemoryService(joined());
    service.fault = fault('CreateConfiguredTableAssociation', 'refused', 'No.', 'part_ibe_02');
    const { items } = await applied(service);
    assert.deepEqual(tally(items), {
      'association created': 2,
      'association failed': 1,
      'analysis_rule created': 2,
      'analysis_rule failed': 1,
      'id_namespace created': 1,
    });
  });

  it('says of a failed item why, and which request it was', async () => {
    const service = new InMemoryService(joined(1, 1));
    service.fault = fault('CreateConfiguredTableAssociation', 'refused', 'The role is wrong.');
    const { items } = await applied(service);
    assert.deepEqual(
      items.find(({ kind }) => kind === 'association'),
      {
        code: 'refused',
        kind: 'association',
        name: 'acx_part_ibe_01',
        outcome: 'failed',
        reason: 'The role is wrong.',
        requestId: 'r-fault',
      },
    );
  });

  it('says of a rule whose association failed that this is why', async () => {
    const service = new InMemoryService(joined(1, 1));
    service.fault = fault('CreateConfiguredTableAssociation', 'refused');
    const { items } = await applied(service);
    assert.equal(items.find(({ kind }) => kind === 'analysis_rule')?.reason, 'Its association could not be created.');
  });

  it('leaves out what the service has no place for, each once and with no failed rule beside it', async () => {
    const service = new InMemoryService(joined(1, 8));
    service.quotasKnown = false;
    service.world.associationQuota = 5;
    const { items } = await applied(service);
    assert.deepEqual(tally(items), {
      'association created': 5,
      'association left_out': 3,
      'analysis_rule created': 5,
      'id_namespace created': 1,
    });
  });

  it("keeps the plan's order when the quota is reached half-way", async () => {
    const service = new InMemoryService(joined(1, 8));
    service.quotasKnown = false;
    service.world.associationQuota = 5;
    const { items } = await applied(service);
    assert.deepEqual(
      items.filter(({ outcome }) => outcome === 'left_out').map(({ name }) => name),
      ['acx_part_ibe_06', 'acx_part_ibe_07', 'acx_part_ibe_08'],
    );
  });

  it('lists the rule of an association that failed for its own reason while the quota ran out', async () => {
    const service = new InMemoryService(joined(1, 3));
    service.fault = (operation, subject) => {
      if (operation !== 'CreateConfiguredTableAssociation') return undefined;
      return subject.endsWith('03') ? new CleanRoomError('refused', 'No.') : new CleanRoomError('quota_reached', 'Full.');
    };
    const { items } = await applied(service);
    assert.deepEqual(tally(items), {
      'association left_out': 2,
      'association failed': 1,
      'analysis_rule failed': 1,
      'id_namespace created': 1,
    });
  });

  it('fails everything inside a collaboration that could not be joined, and nothing in its neighbour', async () => {
    const world = new World().invite(invitation(1)).invite(invitation(2));
    world.tables = tables(1);
    const service = new InMemoryService(world);
    service.fault = (operation, subject) =>
      operation === 'CreateMembership' && subject === invitation(1).collaborationId
        ? new CleanRoomError('refused', 'Withdrawn.')
        : undefined;
    const { outcomes } = await applied(service);
    assert.deepEqual(
      outcomes.map(({ items }) => tally(items)),
      [
        { 'membership failed': 1, 'association failed': 1, 'analysis_rule failed': 1, 'id_namespace failed': 1 },
        { 'membership created': 1, 'association created': 1, 'analysis_rule created': 1, 'id_namespace created': 1 },
      ],
    );
  });

  it('gives everything inside a collaboration that could not be joined the reason', async () => {
    const world = new World().invite(invitation(1));
    world.tables = tables(1);
    const service = new InMemoryService(world);
    service.fault = fault('CreateMembership', 'refused');
    const { items } = await applied(service);
    assert.deepEqual(
      items.filter(({ kind }) => kind !== 'membership').map(({ reason }) => reason),
      Array(3).fill('The invitation was not accepted.'),
    );
  });

  it('begins nothing more once it has been cancelled', async () => {
    const controller = new AbortController();
    const service = new InMemoryService(joined(4, 5));
    await applied(service, {
      signal: controller.signal,
      onItem: () => {
        controller.abort();
      },
    });
    const soFar = service.world.writes.length;
    assert.ok(soFar <= 4 * 6, `${soFar} writes`);
    assert.ok(service.world.writes.every(({ operation }) => operation !== 'CreateConfiguredTableAssociationAnalysisRule'));
  });

  it('lists what a cancellation kept from being done, so that nothing goes missing', async () => {
    const controller = new AbortController();
    controller.abort();
    const { items, whole } = await planned(new InMemoryService(joined(2, 3))).then(async ({ whole: plan }) => {
      const { collaborations: outcomes } = await apply(new InMemoryService(joined(2, 3)), plan, {
        recorder: { record: () => undefined },
        signal: controller.signal,
      });
      return { items: outcomes.flatMap((each) => each.items), whole: plan };
    });
    assert.equal(
      items.length,
      whole.collaborations.reduce((sum, { changes }) => sum + changes.length, 0),
    );
    assert.ok(items.every(({ outcome }) => outcome === 'failed'));
  });

  it('counts every change once in its progress, up to the total', async () => {
    const steps: number[] = [];
    let total = 0;
    const service = new InMemoryService(joined(2, 30));
    await applied(service, {
      onProgress: (progress) => {
        steps.push(progress.done);
        total = progress.total;
      },
    });
    assert.deepEqual(
      steps,
      Array.from({ length: total }, (_, index) => index + 1),
    );
  });
});

describe('an audit log that can no longer be written', () => {
  const full = (room: number) => {
    const records: WriteRecord[] = [];
    return {
      records,
      recorder: {
        record: (write: WriteRecord) => {
          if (records.length >= room) throw new CleanRoomError('audit_log_unwritable', 'The disk is full.');
          records.push(write);
        },
      },
    };
  };

  it('ends the whole run with that reason', async () => {
    assert.equal((await rejection(applied(new InMemoryService(joined()), full(2)))).code, 'audit_log_unwritable');
  });

  it('stops every other write, in every collaboration', async () => {
    const service = new InMemoryService(joined(6, 10));
    await rejection(applied(service, full(2)));
    // Everything that was still to come has had its chance.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.ok(
      service.world.writes.every(({ operation }) => operation !== 'CreateConfiguredTableAssociationAnalysisRule'),
      'rules were made although nothing could be recorded any more',
    );
  });
});
