import { settingsOf } from '../../config/settings.ts';
import type { Configuration } from '../../config/schema.ts';
import { checkForeignNamespace, checkIdMappingTables, checkIdNamespaces } from '../../diagnosis/checks/checkIds.ts';
import { checkRole } from '../../diagnosis/checks/checkRole.ts';
import { checkTableSource } from '../../diagnosis/checks/checkTableSource.ts';
import type { Look } from '../../diagnosis/checks/look.ts';
import { mostToldAlone, missingThings } from '../../diagnosis/missingInCollaboration.ts';
import { collaborationsWithoutReceiver, namedCauses } from '../../diagnosis/namedCauses.ts';
import type { GlueTable } from '../../inspectionService.ts';
import type { Finding } from '../../model/finding.ts';
import type { ConfiguredTable } from '../../model/table.ts';
import type { Plan, SyncChange } from '../../sync/change.ts';
import type { DesiredCollaboration } from '../../sync/desired.ts';
import type { Inventory } from '../../sync/inventory.ts';
import { plan } from '../../sync/plan.ts';
import { t } from '../../text.ts';
import { missingFindings } from '../missingFindings.ts';
import type { ReportedFinding } from '../report.ts';
import { reportedFinding } from '../reported.ts';
import type { Looked } from '../surveyAccount.ts';
import { furtherReasons } from './furtherReasons.ts';
import { usedRoles } from './usedRoles.ts';

/** Beyond so many, AWS Glue is asked only about tables that a question names. */
const mostTableSources = 10;

/** What to look at beyond what a survey does. */
export interface Further {
  /** The tables whose place in AWS Glue is looked at; undefined: the first of those in use. */
  tables: readonly ConfiguredTable[] | undefined;
  /** Whether ID namespaces and ID mapping tables belong to it. */
  ids: boolean;
}

/** Everything that the checks find in what a survey has read: its own findings, and causes that it does not look for. */
export async function checkLooked(look: Look, { survey, configuration, prepared }: Looked, further: Further): Promise<ReportedFinding[]> {
  const { inventory, work } = prepared;
  const heldUp = plansHeldUp(prepared);
  const single = [...work.plan.collaborations, ...heldUp].flatMap((each) => {
    const missing = missingThings(inventory.connection, each);
    return missing.length > mostToldAlone ? [] : missing;
  });
  const told = new Set(single.map(({ subject }) => subject.collaborationId));
  // What is told one by one is not told together as well.
  const surveyed = [...survey.result.findings, ...missingFindings({ ...work.plan, collaborations: heldUp }).map(reportedFinding)].filter(
    ({ id, subject }) => id !== 'collaboration.incomplete' || !told.has(subject.collaboration_id),
  );
  const isTold = ({ id, subject }: Finding): boolean =>
    surveyed.some(
      (each) => each.id === id && each.subject.name === subject.name && each.subject.collaboration_id === subject.collaborationId,
    );
  const named = [...furtherReasons(prepared, isTold), ...namedCauses(inventory), ...collaborationsWithoutReceiver(inventory, surveyed)];
  const ids = further.ids ? await checkAllIds(look, inventory, configuration, surveyed) : [];
  const sources = await checkSources(look, inventory, further.tables);
  const roles = await Promise.all((await usedRoles(look, prepared, sources.glueTables)).map((used) => checkRole(look, used)));
  return [...surveyed, ...[...single, ...named, ...ids, ...sources.found, ...roles.flat()].map(reportedFinding)];
}

/** What a sync would make where something that it needs is missing: that is missing too, and goes unnoticed otherwise. */
function plansHeldUp({ inventory, desired }: Looked['prepared']): Plan<SyncChange>['collaborations'] {
  const wishes = [...desired].flatMap(([id, wish]): [string, DesiredCollaboration][] =>
    wish.blocked === undefined || wish.blocked.length === 0
      ? []
      : [[id, { ...wish, blocked: [], roleArn: wish.roleArn ?? (wish.tablesLeftAlone === true ? undefined : '') }]],
  );
  return plan(inventory, new Map(wishes)).collaborations;
}

async function checkAllIds(
  look: Look,
  inventory: Inventory,
  configuration: Configuration | undefined,
  surveyed: readonly ReportedFinding[],
): Promise<Finding[]> {
  const missing = new Set(surveyed.filter(({ id }) => id === 'id_namespace.missing').map(({ subject }) => subject.name));
  const joined = inventory.collaborations.filter(({ place, unreadable }) => place.kind === 'membership' && unreadable === undefined);
  const found = await Promise.all(joined.flatMap((each) => [checkIdNamespaces(look, each), checkIdMappingTables(look, each)]));
  const foreign = joined.flatMap(({ place }) => {
    const entry =
      place.kind === 'membership'
        ? configuration?.collaborations?.find(({ membership_id: id }) => id === place.membership.membershipId)
        : undefined;
    return checkForeignNamespace(look, settingsOf(configuration, entry), missing);
  });
  return [...new Map(foreign.map((each) => [each.subject.name, each])).values(), ...found.flat()];
}

/** AWS Glue's tables, by the configured table's id, of those that are associated at all: what no collaboration uses can wait. */
async function checkSources(
  look: Look,
  inventory: Inventory,
  asked: readonly ConfiguredTable[] | undefined,
): Promise<{ glueTables: ReadonlyMap<string, GlueTable>; found: Finding[] }> {
  const used = new Set(
    inventory.collaborations.flatMap(({ associations }) => associations.map(({ configuredTableId }) => configuredTableId)),
  );
  const all = asked ?? inventory.configuredTables.filter(({ id }) => used.has(id));
  const chosen = asked ?? all.slice(0, mostTableSources);
  if (chosen.length < all.length)
    look.unlooked.push(
      t('AWS Glue was not asked about {0} of {1} configured tables. Ask about one by its name.', all.length - chosen.length, all.length),
    );
  const checked = await Promise.all(chosen.map(async (table) => ({ table, ...(await checkTableSource(look, table)) })));
  return {
    glueTables: new Map(checked.flatMap(({ table, glueTable }) => (glueTable === undefined ? [] : [[table.id, glueTable] as const]))),
    found: checked.flatMap(({ found }) => found),
  };
}
