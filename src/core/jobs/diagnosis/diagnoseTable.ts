import { settingsOf } from '../../config/settings.ts';
import type { Configuration } from '../../config/schema.ts';
import { checkTableSource } from '../../diagnosis/checks/checkTableSource.ts';
import { optionally, type Look } from '../../diagnosis/checks/look.ts';
import type { Membership } from '../../model/collaboration.ts';
import type { ConfiguredTable, ConfiguredTableAssociation } from '../../model/table.ts';
import { associationNameFor } from '../../sync/desired.ts';
import type { JobContext } from '../job.ts';
import type { ReportedFinding } from '../report.ts';
import { lookClosely, type Looked } from '../surveyAccount.ts';
import { checkLooked } from './checkLooked.ts';
import type { Diagnosed } from './diagnosed.ts';
import { explanationsOf } from './explanationsOf.ts';
import { mostTags } from './mostTags.ts';
import { serviceForOneTable } from './serviceForOneTable.ts';
import { tablesInTheWay } from './tablesInTheWay.ts';
import { unwishedTable } from './unwishedTable.ts';

/** By the configured table's name or id, an association's, or the name that an association of it would get. */
export function tableNamed(
  wanted: string,
  tables: readonly ConfiguredTable[],
  associations: readonly ConfiguredTableAssociation[],
  configuration: Configuration | undefined,
  memberships: readonly Membership[],
): ConfiguredTable | undefined {
  const is = (...names: readonly string[]): boolean => names.some((name) => name.toLowerCase() === wanted);
  const held = associations.find(({ id, name }) => is(id, name));
  const templates = new Set(memberships.map((membership) => nameTemplate(configuration, membership)));
  return (
    tables.find(({ id, name }) => is(id, name)) ??
    tables.find(({ id }) => id === held?.configuredTableId) ??
    tables.find((table) => [...templates].some((template) => is(associationNameFor(template, table))))
  );
}

/** How associations are named in a collaboration. */
function nameTemplate(configuration: Configuration | undefined, { membershipId }: Membership): string {
  const entry = configuration?.collaborations?.find((each) => each.membership_id === membershipId);
  return settingsOf(configuration, entry).associationName;
}

/** A table in the collaborations that hold it; where none does, in those that were asked about. */
export async function diagnoseTable(
  context: JobContext,
  look: Look,
  table: ConfiguredTable,
  {
    memberships,
    lists,
    tables,
    configuration,
    room,
  }: {
    memberships: readonly Membership[];
    /** The associations of each membership. */
    lists: readonly ConfiguredTableAssociation[][];
    tables: readonly ConfiguredTable[];
    configuration: Configuration | undefined;
    /** The name of the collaboration that was asked about. */
    room: string | undefined;
  },
): Promise<Diagnosed> {
  const holding = memberships.filter((_, index) => lists[index]?.some(({ configuredTableId }) => configuredTableId === table.id) === true);
  const scope = (holding.length > 0 ? holding : memberships).map(({ collaborationId }) => collaborationId);
  const held = lists.flat().filter(({ configuredTableId }) => configuredTableId === table.id);
  const names = new Set(held.map(({ name }) => name));
  const isMissing = held.length === 0;
  // What takes the place of a table that has none is about that table too.
  const doubles = isMissing ? lists.flatMap(associatedTwice) : [];
  const inTheWay = memberships.flatMap((membership, index) =>
    tablesInTheWay(table, tables, lists[index] ?? [], nameTemplate(configuration, membership)),
  );
  const involved = new Set([table.id, ...doubles.map(({ configuredTableId }) => configuredTableId), ...inTheWay.map(({ id }) => id)]);
  const seen = lists.flat().filter((each) => involved.has(each.configuredTableId));
  const narrowed: JobContext = { ...context, service: serviceForOneTable(look.service, seen, isMissing) };
  const [looked] = await Promise.all([
    lookClosely(narrowed, {
      scope,
      selection: scope.map((id) => ({ collaboration_id: id, table_ids: [...involved], id_namespace: false })),
      tags: room === undefined ? mostTags : 1,
    }),
    // What is needed afterwards does not wait for the rest: the reads are remembered.
    checkTableSource({ ...look, unlooked: [] }, table),
    ...held.slice(0, 1).map(({ id }) => optionally({ ...look, unlooked: [] }, id, () => firstRole(look, memberships, lists, id))),
  ]);
  const ofTheTable: Looked = { ...looked, prepared: { ...looked.prepared, ...onlyTable(looked, table) } };
  const findings = await checkLooked(look, ofTheTable, { tables: [table], ids: false });
  const isLeftOut = findings.some(({ id }) => id === 'association.left_out_by_quota');
  return {
    about: { kind: 'table', name: table.name, ...(room === undefined ? {} : { room }) },
    findings: [
      ...findings.filter(({ id, subject }) => {
        if (subject.kind === 'table') return subject.id === table.id;
        if (isOfAnotherTable(subject, table, { memberships, lists })) return isLeftOut && id === 'association.double';
        const isOther = subject.kind === 'association' && !names.has(subject.name);
        return !isOther || subject.name.includes(table.name);
      }),
      ...unwishedTable(ofTheTable.prepared, table, room),
    ],
    unlooked: look.unlooked,
    explanations: explanationsOf(looked, findings),
  };
}

/** The associations of configured tables that a membership holds more than once. */
function associatedTwice(associations: readonly ConfiguredTableAssociation[]): ConfiguredTableAssociation[] {
  return [...Map.groupBy(associations, ({ configuredTableId }) => configuredTableId).values()].filter(({ length }) => length > 1).flat();
}

/** Whether an association is of another table: that one may have the very name that this one's should have. */
function isOfAnotherTable(
  { kind, id, name, collaboration_id: collaborationId }: ReportedFinding['subject'],
  table: ConfiguredTable,
  { memberships, lists }: { memberships: readonly Membership[]; lists: readonly ConfiguredTableAssociation[][] },
): boolean {
  if (kind !== 'association') return false;
  const there = lists[memberships.findIndex((each) => each.collaborationId === collaborationId)] ?? [];
  const association = there.find((each) => (id === undefined ? each.name === name : each.id === id));
  return association !== undefined && association.configuredTableId !== table.id;
}

/** Reads with which role an association is made, so that it is known when it is needed. */
async function firstRole(
  { service, signal }: Look,
  memberships: readonly Membership[],
  lists: readonly ConfiguredTableAssociation[][],
  id: string,
): Promise<[]> {
  const membership = memberships.find((_, index) => lists[index]?.some((each) => each.id === id));
  if (membership !== undefined) await service.inspection?.associationRole(membership.membershipId, id, signal);
  return [];
}

/** This table only, in what is and in what should be: of the others readiness was not read. */
function onlyTable(
  { prepared: { inventory, desired } }: Looked,
  { id }: ConfiguredTable,
): Pick<Looked['prepared'], 'inventory' | 'desired'> {
  return {
    inventory: {
      ...inventory,
      collaborations: inventory.collaborations.map((each) => ({
        ...each,
        associations: each.associations.filter(({ configuredTableId }) => configuredTableId === id),
      })),
    },
    desired: new Map([...desired].map(([key, wish]) => [key, { ...wish, tables: wish.tables.filter(({ table }) => table.id === id) }])),
  };
}
