import assert from 'node:assert/strict';
import type { Member } from '../../../../src/core/model/collaboration.ts';
import type { Wish } from '../../../../src/core/sync/wishes.ts';
import { invitation, member, northwind, ownAccount, roleArn, settings, stranger, table } from '../../builders.ts';
import { fault, InMemoryService, World } from '../../inMemoryService.ts';
import { planned } from './inventoryOf.ts';

const resultConfiguration = { bucket: 'results', resultFormat: 'CSV', roleArn } as const;

async function planFor(own: Partial<Member>, wish: Partial<Wish> = {}, creator = northwind) {
  const world = new World().invite(invitation(1, { creatorAccountId: creator }), [
    member(creator, { abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'] }),
    member(ownAccount, { status: 'INVITED', ...own }),
  ]);
  world.tables = [table('part_a')];
  const { first } = await planned(new InMemoryService(world), wish);
  return { ...first, acceptance: first.changes.find((change) => change.kind === 'acceptInvitation'), world };
}

describe('planning the acceptance of an invitation', () => {
  it('accepts one that asks for nothing, and plans everything inside it in the same run', async () => {
    const { changes } = await planFor({});
    assert.deepEqual(
      changes.map(({ kind }) => kind),
      ['acceptInvitation', 'createAssociation', 'createAnalysisRule', 'createIdNamespaceAssociation'],
    );
  });

  it('keeps the invitation of a creator who is not trusted pending, with nothing else planned', async () => {
    const { changes, findings, settled } = await planFor({}, { trustedCreators: [northwind] }, stranger);
    assert.deepEqual([changes, settled, findings.map(({ id }) => id)], [[], [], ['invitation.untrusted_creator']]);
  });

  it('does not even read the members of a creator who is not trusted', async () => {
    const { world } = await planFor({}, { trustedCreators: [northwind] }, stranger);
    assert.ok(!world.reads.includes('ListMembers'));
  });

  it('trusts nobody where the list of trusted creators is empty', async () => {
    const { changes } = await planFor({}, { trustedCreators: [] });
    assert.deepEqual(changes, []);
  });

  it('trusts every creator where there is no list', async () => {
    const { acceptance } = await planFor({}, {}, stranger);
    assert.ok(acceptance !== undefined);
  });

  it('keeps an invitation that would make this account pay pending', async () => {
    const { changes, findings } = await planFor({ payment: { queryCompute: true } });
    assert.deepEqual([changes, findings.map(({ id }) => id)], [[], ['invitation.payer']]);
  });

  for (const cost of ['jobCompute', 'modelTraining', 'modelInference', 'syntheticDataGeneration'] as const) {
    it(`counts ${cost} as a cost, too`, async () => {
      const { changes } = await planFor({ payment: { queryCompute: false, [cost]: true } });
      assert.deepEqual(changes, []);
    });
  }

  it('agrees to exactly what the creator configured once accept_payment is set', async () => {
    const { acceptance } = await planFor(
      { payment: { queryCompute: true, jobCompute: false } },
      { settings: settings({ acceptPayment: true }) },
    );
    assert.deepEqual([acceptance?.pays, acceptance?.payment], [['queryCompute'], { queryCompute: true, jobCompute: false }]);
  });

  it('says nothing about payment where this account pays nothing', async () => {
    const { acceptance } = await planFor({}, { settings: settings({ acceptPayment: true }) });
    assert.equal(acceptance?.payment, undefined);
  });

  it('fails an invitation that demands a result location where none is configured', async () => {
    const { changes, settled, findings } = await planFor({ abilities: ['CAN_RECEIVE_RESULTS'] });
    assert.deepEqual(
      [changes, settled.map(({ outcome }) => outcome), findings.map(({ id, severity }) => [id, severity])],
      [[], ['failed'], [['invitation.result_configuration_missing', 'error']]],
    );
  });

  it('gives the configured result location to an invitation that demands one', async () => {
    const { acceptance } = await planFor({ abilities: ['CAN_RECEIVE_RESULTS'] }, { settings: settings({ resultConfiguration }) });
    assert.deepEqual(acceptance?.resultConfiguration, resultConfiguration);
  });

  it('demands no result location of a member who can query', async () => {
    const { acceptance } = await planFor({ abilities: ['CAN_RECEIVE_RESULTS', 'CAN_QUERY'] });
    assert.ok(acceptance !== undefined);
  });

  it('keeps the result location to itself where this account receives nothing', async () => {
    const { acceptance } = await planFor({}, { settings: settings({ resultConfiguration }) });
    assert.equal(acceptance?.resultConfiguration, undefined);
  });

  it('does not accept where it is not known what joining would mean, because the members do not list this account', async () => {
    const world = new World().invite(invitation(1), [member(northwind)]);
    const { first } = await planned(new InMemoryService(world));
    assert.deepEqual([first.changes, first.settled.map(({ outcome }) => outcome)], [[], ['failed']]);
  });

  it('does not accept where the members could not be read', async () => {
    const service = new InMemoryService(new World().invite(invitation(1)));
    service.fault = fault('ListMembers', 'not_permitted');
    const { first } = await planned(service);
    assert.deepEqual([first.changes, first.settled.map(({ outcome }) => outcome)], [[], ['failed']]);
  });

  it('accepts nothing into a collaboration whose role does not exist', async () => {
    const { changes, settled } = await planFor({}, { settings: settings({ roleName: 'no-such-role' }) });
    assert.deepEqual([changes, settled.map(({ outcome }) => outcome)], [[], ['failed']]);
  });
});
