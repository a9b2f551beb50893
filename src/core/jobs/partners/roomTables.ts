import type { CleanRoom } from '../../model/cleanRoom.ts';
import { anyQuery } from '../../model/table.ts';
import type { CleanRoomService } from '../../service.ts';
import type { PermittedTable } from './readPartnerPermissions.ts';

/** AWS: our tables in a collaboration, with receivers and providers; undefined where the service has no tables. */
export async function readRoomTables(
  service: CleanRoomService,
  { id: collaborationId, membershipId }: CleanRoom,
  signal: AbortSignal | undefined,
): Promise<PermittedTable[] | undefined> {
  const { associations: port } = service;
  if (port === undefined || membershipId === undefined) return undefined;
  const [associations, configured] = await Promise.all([port.list(membershipId, signal), port.configuredTables(signal)]);
  const tables = new Map(configured.map((table) => [table.id, table]));
  const asked = associations.flatMap(({ name, configuredTableId }) => {
    const type = tables.get(configuredTableId)?.analysisRuleType;
    return type === undefined ? [] : [{ name, type }];
  });
  const rules = await port.rules(collaborationId, asked, signal);
  return associations.map(({ id, name, configuredTableId }): PermittedTable => {
    const { table, collaboration } = rules.get(name) ?? {};
    const named = table?.type === 'CUSTOM' && table.allowedAnalyses.includes(anyQuery);
    return {
      associationId: id,
      associationName: name,
      configuredTableId,
      tableName: tables.get(configuredTableId)?.name ?? name,
      ruleType: collaboration?.type ?? table?.type,
      receivers: collaboration?.allowedResultReceivers ?? [],
      providers: named ? table.allowedAnalysisProviders : undefined,
      hasRule: collaboration !== undefined,
    };
  });
}
