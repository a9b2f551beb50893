import type { GlueTable } from '../../inspectionService.ts';
import type { Finding } from '../../model/finding.ts';
import type { ConfiguredTable } from '../../model/table.ts';
import { t } from '../../text.ts';
import { tableGoneFromGlue } from '../configuredTableFindings.ts';
import { optionally, type Look } from './look.ts';

/** Where a configured table's rows are; `found` says what is wrong with that. */
export interface CheckedSource {
  glueTable: GlueTable | undefined;
  found: Finding[];
}

/** Whether what a configured table points to is there. Reads GetConfiguredTable and glue:GetTable. */
export async function checkTableSource(look: Look, table: ConfiguredTable): Promise<CheckedSource> {
  const { service, signal } = look;
  const { inspection, connection } = service;
  let glueTable: GlueTable | undefined;
  const found = await optionally(look, t('the table behind {0} in AWS Glue', table.name), async () => {
    const source = await inspection?.tableSource(table.id, signal);
    if (inspection === undefined || source?.kind !== 'glue') return [];
    glueTable = await inspection.glueTable(source, signal);
    return glueTable === undefined ? [tableGoneFromGlue(connection, table, source)] : [];
  });
  return { glueTable, found };
}
