import { membership, contoso, id, member, northwind, ownAccount, roleArn, table } from '../unit/builders.ts';
import { World } from '../unit/inMemoryService.ts';
import { InMemoryCollaborations } from '../unit/support/partners/inMemoryCollaborations.ts';
import { administratorRole, InMemoryPartners, PartnerWorld } from '../unit/support/partners/inMemoryPartners.ts';
import { MemoryPartnerSettings } from '../unit/support/partners/memoryPartnerSettings.ts';
import { MemoryWorkplace } from '../unit/support/partners/memoryWorkplace.ts';

/** A room of ours with two partners, three questions and two datasets, one of which is a partner's. */
export function liveRamp() {
  const world = new PartnerWorld();
  const room = world.room('Media Insights');
  world.partner(room, 'Nova');
  world.partner(room, 'Orbit', administratorRole);
  world.question(room, 'Reach', ['VIEW_RESULTS']);
  world.question(room, 'Overlap', ['VIEW_RESULTS', 'VIEW_CODE']);
  world.question(room, 'Frequency', [], { status: 'MISSING_DATASETS' });
  world.dataset(room, 'Sales');
  world.dataset(room, 'Impressions', { organisationName: 'Nova', partnerCanAssign: true });
  const service = new InMemoryPartners(world);
  const workplace = new MemoryWorkplace();
  workplace.folder = new MemoryPartnerSettings();
  workplace.services.set('acme', service);
  return { world, room, service, workplace };
}

/** A collaboration with Northwind, which can receive results, and Contoso, which cannot; and one table of ours in it. */
export function collaboration(creator = ownAccount) {
  const world = new World();
  const sales = table('part_sales');
  world.tables.push(sales);
  world.providers.set(sales.id, [northwind]);
  const room = world.join(membership(1, { creatorAccountId: creator }), [
    member(ownAccount),
    member(northwind, { displayName: 'Northwind', abilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], payment: { queryCompute: true } }),
    member(contoso, { displayName: 'Contoso', status: 'INVITED' }),
  ]);
  room.associations.push({
    id: id('association', 1),
    name: 'acx_part_sales',
    configuredTableId: sales.id,
    roleArn,
    rule: { type: 'CUSTOM', allowedResultReceivers: [northwind] },
  });
  const service = new InMemoryCollaborations(world);
  const workplace = new MemoryWorkplace();
  workplace.services.set('prod', service);
  return { world, service, workplace };
}
