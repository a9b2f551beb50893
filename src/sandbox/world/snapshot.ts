/** The whole of a sandbox as JSON, so that a test can return to it exactly. */
import * as z from 'zod/mini';
import type { CallCounts } from '../callCounter.ts';
import { liveRampWorldShape, type LiveRampWorld } from '../liveramp/world/liveRampWorld.ts';
import type {
  AccountRecord,
  ChangeRequestRecord,
  CollaborationRecord,
  ConfiguredTableAssociationRecord,
  ConfiguredTableRecord,
  GlueTableRecord,
  IdMappingTableRecord,
  IdMappingWorkflowRecord,
  IdNamespaceAssociationRecord,
  IdNamespaceRecord,
  MembershipRecord,
  TagsRecord,
  WriteRecord,
} from './records.ts';
import type { Settings } from './settings.ts';
import { World } from './world.ts';

const format = 'clean-rooms-workbench-sandbox-3';

/** Ids, times, the id counter, writes and call counts included; faults and the filling of the token buckets are not. */
export interface Snapshot {
  format: typeof format;
  scenario: string;
  settings: Settings;
  idsGiven: number;
  accounts: AccountRecord[];
  glueTables: GlueTableRecord[];
  idNamespaces: IdNamespaceRecord[];
  idMappingWorkflows: IdMappingWorkflowRecord[];
  idMappingTables: IdMappingTableRecord[];
  configuredTables: ConfiguredTableRecord[];
  collaborations: CollaborationRecord[];
  changeRequests: ChangeRequestRecord[];
  memberships: MembershipRecord[];
  associations: ConfiguredTableAssociationRecord[];
  idNamespaceAssociations: IdNamespaceAssociationRecord[];
  tags: TagsRecord[];
  liveRamp: LiveRampWorld;
  writes: WriteRecord[];
  counts: CallCounts;
}

const lists = [
  'accounts',
  'glueTables',
  'idNamespaces',
  'idMappingWorkflows',
  'idMappingTables',
  'configuredTables',
  'collaborations',
  'changeRequests',
  'memberships',
  'associations',
  'idNamespaceAssociations',
  'tags',
  'writes',
];
const looksLikeSnapshot = z.object({
  format: z.literal(format),
  scenario: z.string(),
  settings: z.object({ quotas: z.object({}) }),
  idsGiven: z.int(),
  liveRamp: liveRampWorldShape,
  counts: z.object({ calls: z.object({}), throttled: z.object({}) }),
  ...Object.fromEntries(lists.map((each) => [each, z.array(z.unknown())])),
});

/** The body of `PUT /_sandbox/snapshot`: what GET gave. Its records are taken as they are. */
export const snapshotSchema = z.custom<Snapshot>(
  (value) => looksLikeSnapshot.safeParse(value).success,
  'is not a snapshot of this sandbox',
);

export function takeSnapshot(world: World, counts: CallCounts): Snapshot {
  return {
    format,
    scenario: world.scenario,
    settings: world.settings,
    idsGiven: world.idsGiven,
    accounts: [...world.accounts.values()],
    glueTables: [...world.glueTables.values()],
    idNamespaces: [...world.idNamespaces.values()],
    idMappingWorkflows: [...world.idMappingWorkflows.values()],
    idMappingTables: [...world.idMappingTables.values()],
    configuredTables: [...world.configuredTables.values()],
    collaborations: [...world.collaborations.values()],
    changeRequests: [...world.changeRequests.values()],
    memberships: [...world.memberships.values()],
    associations: world.allAssociations(),
    idNamespaceAssociations: world.allIdNamespaceAssociations(),
    tags: [...world.tags.values()],
    liveRamp: world.liveRamp,
    writes: world.writes,
    counts,
  };
}

export function restoreSnapshot(snapshot: Snapshot): World {
  const world = new World(snapshot.scenario, snapshot.settings, snapshot.liveRamp);
  world.idsGiven = snapshot.idsGiven;
  fill(world.accounts, snapshot.accounts);
  fill(world.glueTables, snapshot.glueTables);
  fill(world.idNamespaces, snapshot.idNamespaces);
  fill(world.idMappingWorkflows, snapshot.idMappingWorkflows);
  fill(world.idMappingTables, snapshot.idMappingTables);
  fill(world.configuredTables, snapshot.configuredTables);
  fill(world.collaborations, snapshot.collaborations);
  fill(world.changeRequests, snapshot.changeRequests);
  fill(world.memberships, snapshot.memberships);
  fill(world.tags, snapshot.tags);
  for (const each of snapshot.associations) world.addAssociation(each);
  for (const each of snapshot.idNamespaceAssociations) world.addIdNamespaceAssociation(each);
  world.writes.push(...snapshot.writes);
  return world;
}

function fill<T extends { id: string }>(map: Map<string, T>, records: T[]): void {
  for (const record of records) map.set(record.id, record);
}
