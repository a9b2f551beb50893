import assert from 'node:assert/strict';
import type { PermissionRequest } from '../../../../src/core/partners/permissionRequest.ts';
import type { CleanRoom } from '../../../../src/core/model/cleanRoom.ts';
import { planMemberSteps } from '../../../../src/core/partners/planMemberSteps.ts';
import { contoso, id, member, membership, northwind, ownAccount, roleArn, stranger, table } from '../../builders.ts';
import { World } from '../../inMemoryService.ts';
import { InMemoryCollaborations } from '../../support/partners/inMemoryCollaborations.ts';
import { carryOut, read } from '../../support/partners/permissionsBench.ts';

/** A collaboration of ours with Northwind, which can receive results, and Contoso, which cannot; and one table in it. */
async function collaboration({ creator = ownAccount, rule = true } = {}) {
  const world = new World();
  const sales = table('part_sales');
  world.tables.push(sales);
  world.providers.set(sales.id, [northwind]);
  const room = world.join(membership(1, { creatorAccountId: creator }), [
    member(ownAccount),
    member(northwind, { displayName: 'Northwind', abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }),
    member(contoso, { displayName: 'Contoso', status: 'INVITED' }),
  ]);
  room.associations.push({
    id: id('association', 1),
    name: 'acx_part_sales',
    configuredTableId: sales.id,
    roleArn,
    ...(rule ? { rule: { type: 'CUSTOM', allowedResultReceivers: [northwind] } } : {}),
  });
  const service = new InMemoryCollaborations(world);
  const [found] = await service.cleanRooms.list();
  assert.ok(found);
  return { world, service, room: found };
}

function request(changes: Partial<PermissionRequest>): PermissionRequest {
  return { room: 'x', keep_on_room: false, ...changes };
}

async function plan(service: InMemoryCollaborations, room: CleanRoom, changes: Partial<PermissionRequest>) {
  return planMemberSteps(service, await read(service, room), request(changes));
}

describe('planning what members may do', () => {
  describe('abilities', () => {
    const contosoReceives = { members: [{ account_id: contoso, can_receive_results: true }] };

    it('lets a member receive results, and keeps the other abilities', async () => {
      const { world, service, room } = await collaboration();
      const wishes = {
        members: [
          { account_id: contoso, can_receive_results: true },
          { account_id: northwind, can_receive_results: false },
        ],
      };
      const planned = await plan(service, room, wishes);
      assert.deepEqual(
        planned.steps.map(({ sentence, takesAway }) => [sentence, takesAway]),
        [
          [`Let Contoso (${contoso}) receive results`, false],
          [`Let Northwind (${northwind}) no longer receive results`, true],
        ],
      );
      assert.deepEqual(
        planned.warnings.map(({ code }) => code),
        ['needs_approval'],
      );
      await carryOut(service, planned);
      assert.deepEqual(
        world.members.get(room.id)?.map(({ abilities }) => abilities),
        [[], ['CAN_QUERY'], ['CAN_RECEIVE_RESULTS']],
      );
      assert.deepEqual((await plan(service, room, wishes)).steps, []);
    });

    it('says that the other members have to agree first', async () => {
      const { service, room } = await collaboration();
      service.needsApproval = true;
      const [step] = await carryOut(service, await plan(service, room, contosoReceives));
      assert.deepEqual([step?.outcome, step?.reason], ['done', 'The change request waits for the members: PENDING.']);
    });

    it('is for the creator alone', async () => {
      const { service, room } = await collaboration({ creator: northwind });
      const { steps, leftOut } = await plan(service, room, contosoReceives);
      assert.deepEqual(
        [steps, leftOut.map(({ code, reason }) => [code, reason])],
        [[], [['not_possible', `Only the creator ${northwind} can change what members may do.`]]],
      );
    });

    for (const status of ['LEFT', 'REMOVED'] as const) {
      it(`leaves out a member whose status is ${status}`, async () => {
        const { world, service, room } = await collaboration();
        const contosoMember = world.members.get(room.id)?.find(({ accountId }) => accountId === contoso);
        assert.ok(contosoMember);
        contosoMember.status = status;
        const { steps, leftOut } = await plan(service, room, contosoReceives);
        assert.deepEqual(
          [steps, leftOut.map(({ code, reason }) => [code, reason])],
          [[], [['not_possible', `Contoso takes no part any more: the status is ${status}.`]]],
        );
      });
    }

    it('leaves out accounts that are no members, and makes one step of two wishes for one', async () => {
      const { service, room } = await collaboration();
      const wish = (account_id: string, can_receive_results: boolean) => ({ account_id, can_receive_results });
      const members = [wish(stranger, true), wish(contoso, false), wish(contoso, true)];
      const { steps, leftOut } = await plan(service, room, { members });
      assert.deepEqual(
        [steps.map(({ key }) => key), leftOut.map(({ reason }) => reason)],
        [[`abilities|${room.id}|${contoso}`], [`Account ${stranger} is no member.`]],
      );
    });
  });

  describe('receivers', () => {
    it('changes who receives what a table answers, and reads it back', async () => {
      const { world, service, room } = await collaboration();
      const contosoMember = world.members.get(room.id)?.find(({ accountId }) => accountId === contoso);
      contosoMember?.abilities.push('CAN_RECEIVE_RESULTS');
      const receivers = [
        { association: 'acx_part_sales', add: [contoso], remove: [] },
        { association: id('association', 1), add: [], remove: [northwind] },
      ];
      const planned = await plan(service, room, { receivers });
      const [step, ...more] = await carryOut(service, planned);
      assert.deepEqual([step?.outcome, step?.reason, more], ['done', `Receivers now: ${contoso}.`, []]);
      assert.equal(planned.steps[0]?.takesAway, true);
      assert.deepEqual((await plan(service, room, { receivers })).steps, []);
    });

    it('does not offer results to a member who cannot receive any', async () => {
      const { service, room } = await collaboration();
      const { steps, leftOut } = await plan(service, room, {
        receivers: [{ association: 'acx_part_sales', add: [contoso], remove: [] }],
      });
      assert.deepEqual([steps, leftOut.map(({ reason }) => reason)], [[], [`${contoso} cannot receive results in this collaboration.`]]);
    });

    it('needs the rule that a sync makes', async () => {
      const { service, room } = await collaboration({ rule: false });
      const { leftOut } = await plan(service, room, {
        receivers: [{ association: 'acx_part_sales', add: [northwind], remove: [] }],
      });
      assert.deepEqual(
        leftOut.map(({ code, reason }) => [code, reason]),
        [['not_possible', 'It has no collaboration analysis rule yet: sync the collaboration first.']],
      );
    });

    it('reports it where the rule says another thing when it is read back', async () => {
      const { world, service, room } = await collaboration();
      const planned = await plan(service, room, { receivers: [{ association: 'acx_part_sales', add: [], remove: [northwind] }] });
      const stored = world.rooms[0]?.associations[0];
      // Somebody puts the receiver back while it is looked at.
      service.fault = (operation) => {
        if (operation === 'GetConfiguredTableAssociationAnalysisRule' && stored !== undefined)
          stored.rule = { type: 'CUSTOM', allowedResultReceivers: [northwind] };
        return undefined;
      };
      assert.deepEqual(
        (await carryOut(service, planned)).map(({ outcome, reason }) => [outcome, reason]),
        [['differs', `Receivers now: ${northwind}.`]],
      );
    });
  });

  describe('providers', () => {
    it('lets accounts query a table, and says that it holds everywhere', async () => {
      const { world, service, room } = await collaboration();
      const providers = [
        { table: 'part_sales', add: [contoso, northwind], remove: [] },
        { table: 'acx_part_sales', add: [contoso], remove: [] },
      ];
      const planned = await plan(service, room, { providers });
      assert.deepEqual(
        [planned.steps.map(({ sentence }) => sentence), planned.warnings.map(({ code }) => code)],
        [[`"part_sales": let ${contoso} query the table`], ['wide_grant']],
      );
      await carryOut(service, planned);
      assert.deepEqual([...world.providers.values()], [[northwind, contoso]]);
      assert.deepEqual((await plan(service, room, { providers })).steps, []);
    });

    it('takes accounts away, and says that it holds everywhere', async () => {
      const { world, service, room } = await collaboration();
      world.providers.set(world.tables[0]?.id ?? '', [northwind, contoso]);
      const providers = [{ table: 'part_sales', add: [stranger], remove: [northwind, contoso, stranger] }];
      const planned = await plan(service, room, { providers });
      assert.deepEqual(
        planned.steps.map(({ sentence, takesAway }) => [sentence, takesAway]),
        [[`"part_sales": let ${stranger} query the table; no longer let ${northwind}, ${contoso} query the table`, true]],
      );
      assert.deepEqual(
        planned.warnings.map(({ code }) => code),
        ['wide_grant', 'takes_away'],
      );
      const [step] = await carryOut(service, planned);
      assert.deepEqual([step?.outcome, step?.reason], ['done', `May query it now: ${stranger}.`]);
      assert.deepEqual([...world.providers.values()], [[stranger]]);
      assert.deepEqual((await plan(service, room, { providers })).steps, []);
    });

    it('does not take the last account away: AWS refuses a rule without one', async () => {
      const { service, room } = await collaboration();
      const { steps, leftOut } = await plan(service, room, { providers: [{ table: 'part_sales', add: [], remove: [northwind] }] });
      assert.deepEqual([steps, leftOut.map(({ code }) => code)], [[], ['not_possible']]);
    });

    it('reports it where the rule says another thing when it is read back', async () => {
      const { world, service, room } = await collaboration();
      const planned = await plan(service, room, { providers: [{ table: 'part_sales', add: [contoso], remove: [] }] });
      // Somebody takes the account out while it is looked at.
      service.fault = (operation) => {
        if (operation === 'BatchGetSchemaAnalysisRule') world.providers.set(world.tables[0]?.id ?? '', [northwind]);
        return undefined;
      };
      assert.deepEqual(
        (await carryOut(service, planned)).map(({ outcome, reason }) => [outcome, reason]),
        [['differs', `May query it now: ${northwind}.`]],
      );
    });

    it('says so where the rule cannot be read back', async () => {
      const { world, service, room } = await collaboration();
      const planned = await plan(service, room, { providers: [{ table: 'part_sales', add: [contoso], remove: [] }] });
      service.fault = (operation) => {
        // The association has gone meanwhile, and its schema with it.
        if (operation === 'BatchGetSchemaAnalysisRule') for (const { associations } of world.rooms) associations.splice(0);
        return undefined;
      };
      assert.deepEqual(
        (await carryOut(service, planned)).map(({ outcome, reason }) => [outcome, reason]),
        [['differs', 'The service accepted it, but the rule could not be read back.']],
      );
    });

    it('leaves out a table whose rule names no providers', async () => {
      const { world, service, room } = await collaboration();
      world.analyses.set(world.tables[0]?.id ?? '', ['arn:of:a:template']);
      const { steps, leftOut } = await plan(service, room, { providers: [{ table: 'part_sales', add: [contoso], remove: [] }] });
      assert.deepEqual([steps, leftOut.map(({ code }) => code)], [[], ['not_possible']]);
    });
  });
});
