import type { IdMappingTable } from '../../inspectionService.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { SchemaReadiness } from '../../model/readiness.ts';
import type { CollaborationSettings } from '../../config/settings.ts';
import { identityOf, type CollaborationIdentity, type CollaborationInventory } from '../../sync/inventory.ts';
import { t } from '../../text.ts';
import { foreignIdNamespace, idNamespacePolicyRefuses, mappingTableFinding } from '../idFindings.ts';
import { notReadyTable } from '../tableFindings.ts';
import { optionally, type Look } from './look.ts';

/** Whether the namespaces of a collaboration can be used. Reads entityresolution:GetPolicy once for each namespace. */
export async function checkIdNamespaces(look: Look, collaboration: CollaborationInventory): Promise<Finding[]> {
  const { service, signal } = look;
  const { connection, inspection } = service;
  const identity = identityOf(collaboration);
  const own = collaboration.idNamespaceAssociations.filter(({ idNamespaceArn: arn }) => arn.split(':')[4] === connection.accountId);
  const found = await Promise.all(
    own.map((association) =>
      optionally(look, t('the resource policy of the ID namespace {0}', association.name), async () =>
        (await inspection?.idNamespacePolicy(association.idNamespaceArn, signal)) === 'refuses'
          ? [idNamespacePolicyRefuses(connection, identity, association)]
          : [],
      ),
    ),
  );
  return found.flat();
}

/**
 * An ARN of another account stands for its name (one file may serve many accounts); where this account has none of that
 * name either, it is why none can be associated. @param missing the names and ARNs that were not found
 */
export function checkForeignNamespace(
  look: Look,
  { idNamespace, associateNamespace }: CollaborationSettings,
  missing: ReadonlySet<string>,
): Finding[] {
  const { connection } = look.service;
  const arn = idNamespace?.arn;
  if (arn === undefined || !associateNamespace || arn.split(':')[4] === connection.accountId) return [];
  return missing.has(arn) || missing.has(idNamespace?.name ?? '') ? [foreignIdNamespace(connection, arn)] : [];
}

/**
 * Whether the ID mapping tables of a collaboration have rows. Reads ListIdMappingTables, BatchGetSchema of their names and,
 * only of those without rows, the newest job of the workflow.
 */
export async function checkIdMappingTables(look: Look, collaboration: CollaborationInventory): Promise<Finding[]> {
  const { service, signal } = look;
  const { connection, inspection, associations } = service;
  const identity = identityOf(collaboration);
  const { membershipId } = identity;
  if (inspection === undefined || associations === undefined || membershipId === undefined) return [];
  const check = async (): Promise<Finding[]> => {
    const tables = await inspection.idMappingTables(membershipId, signal);
    if (tables.length === 0) return [];
    const schemas = await associations.readiness(
      identity.collaborationId,
      tables.map(({ name }) => name),
      signal,
    );
    const empty = tables.filter(({ name }) =>
      schemas.some((schema) => schema.name === name && schema.reasons.some(({ code }) => code === 'ID_MAPPING_TABLE_NOT_POPULATED')),
    );
    const found = await Promise.all(
      empty.map(async (table) =>
        mappingTableFinding(connection, identity, table, await inspection.newestIdMappingJob(table.workflowArn, signal)),
      ),
    );
    return [...found, ...otherReasons(connection, identity, tables, schemas)];
  };
  return optionally(look, t('the ID mapping tables of "{0}"', identity.name), check, false);
}

/** Whatever else the service says against an ID mapping table, in its own words; that it has no rows is told by its job. */
function otherReasons(
  connection: Connection,
  identity: CollaborationIdentity,
  tables: readonly IdMappingTable[],
  schemas: readonly SchemaReadiness[],
): Finding[] {
  return tables.flatMap(({ id, name }) =>
    schemas
      .filter((schema) => schema.name === name && !schema.ready && schema.reasons.length > 0)
      .flatMap((schema) => notReadyTable(connection, identity, name, schema))
      .filter((finding) => finding.id !== 'schema.id_mapping_table_not_populated')
      .map((finding) => ({ ...finding, subject: { ...finding.subject, kind: 'id_mapping_table' as const, id } })),
  );
}
