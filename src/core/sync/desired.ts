import type { CollaborationSettings } from '../config/settings.ts';
import { associationNameLength, associationNamePattern, type ConfiguredTable } from '../model/table.ts';
import { t } from '../text.ts';

/** What should be in one collaboration: settings with role and ID namespace resolved and checked to exist. */
export interface DesiredCollaboration {
  collaborationId: string;
  tables: readonly DesiredTable[];
  /** True where the configuration says so: nothing of them is associated or mended. */
  tablesLeftAlone?: boolean | undefined;
  /** Undefined where tables are left alone, and where there is no role that can be used. */
  roleArn?: string | undefined;
  idNamespace?: { name: string; arn: string } | undefined;
  /** Accounts that the tables' own analysis rules should let query; undefined: nobody said. */
  allowedQueryProviders?: readonly string[] | undefined;
  acceptPayment: boolean;
  resultConfiguration: CollaborationSettings['resultConfiguration'];
  /** True where a person named this collaboration: keeping its invitation pending is then a failure. */
  named?: boolean | undefined;
  /** Undefined: every creator. */
  trustedCreators?: readonly string[] | undefined;
  /** Why nothing may be written here: what a sync needs does not exist. */
  blocked?: readonly string[];
}

/** A table that should be associated under a name, or why that cannot be. */
export interface DesiredTable {
  table: ConfiguredTable;
  associationName: string;
  impossible?: string;
}

/** Which tables and in which order: an explicit choice of ids, or prefix, exclusions and order of the settings. */
export type TableChoice = Pick<CollaborationSettings, 'tablePrefix' | 'excludeTables' | 'tableOrder' | 'associationName'> & {
  tableIds?: readonly string[];
};

/**
 * The tables to associate, in the order in which they get a place when a quota is short: `table_order` first, then
 * alphabetically by name; explicit ids in the order given. Names that break the service's pattern, and names that two
 * tables would share, are marked as impossible rather than dropped.
 */
export function chooseTables(all: readonly ConfiguredTable[], choice: TableChoice): DesiredTable[] {
  const chosen = choice.tableIds === undefined ? inOrder(matching(all, choice), choice.tableOrder) : byId(all, choice.tableIds);
  const named = chosen.map((table) => ({ table, associationName: associationNameFor(choice.associationName, table) }));
  const uses = Map.groupBy(named, ({ associationName }) => associationName);
  return named.map((each) => {
    const others = (uses.get(each.associationName) ?? []).filter(({ table }) => table.id !== each.table.id);
    const impossible =
      invalidName(each.associationName) ??
      (others.length > 0
        ? t(
            'Two configured tables would get the association name "{0}": {1}.',
            each.associationName,
            [each.table, ...others.map(({ table }) => table)]
              .map(({ id }) => id)
              .sort()
              .join(', '),
          )
        : undefined);
    return impossible === undefined ? each : { ...each, impossible };
  });
}

/** The association name that the template gives a table. */
export function associationNameFor(template: string, table: ConfiguredTable): string {
  return template.replaceAll('{table_name}', () => table.name);
}

function matching(all: readonly ConfiguredTable[], { tablePrefix, excludeTables }: TableChoice): ConfiguredTable[] {
  const excluded = new Set(excludeTables);
  return all.filter(({ name }) => name.startsWith(tablePrefix) && !excluded.has(name));
}

function inOrder(tables: readonly ConfiguredTable[], order: readonly string[]): ConfiguredTable[] {
  const place = new Map(order.map((name, index) => [name, index]));
  return [...tables].sort(
    (a, b) => (place.get(a.name) ?? order.length) - (place.get(b.name) ?? order.length) || compare(a.name, b.name) || compare(a.id, b.id),
  );
}

function byId(all: readonly ConfiguredTable[], ids: readonly string[]): ConfiguredTable[] {
  return [...new Set(ids)].flatMap((id) => all.find((table) => table.id === id) ?? []);
}

function invalidName(name: string): string | undefined {
  if (name.length > associationNameLength)
    return t('The association name "{0}" has {1} characters; AWS Clean Rooms allows {2}.', name, name.length, associationNameLength);
  return associationNamePattern.test(name)
    ? undefined
    : t('The association name "{0}" has characters that AWS Clean Rooms does not allow.', name);
}

/** By code unit, the same on every machine and in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
