import { nextId, uuidOf, type LiveRampWorld } from '../world/liveRampWorld.ts';
import type { ScenarioDataset } from './liveRampScenarioSchema.ts';

/** Brings a dataset of an organisation into a room. */
export function addDataset(
  world: LiveRampWorld,
  roomId: string,
  organisationId: string,
  entry: Omit<ScenarioDataset, 'organisation'>,
): void {
  world.datasets.push({
    id: nextId(world),
    roomId,
    organisationId,
    name: entry.name,
    connectionType: entry.connection_type,
    // The same dataset in two rooms is one connection.
    connectionId: uuidOf(`${organisationId} connection ${entry.name}`),
    stage: entry.stage,
    status: entry.status,
    partnerCanAssign: entry.partner_can_assign,
    mapped: entry.mapped ?? null,
    fields: entry.fields.map((name) => ({ id: nextId(world), name, type: 'STRING' })),
  });
}
