import type { IdMappingTableRecord, IdMappingWorkflowRecord } from '../../world/records.ts';
import type { World } from '../../world/world.ts';

/**
 * The two ID namespace associations of a collaboration, anybody's, that a workflow joins; undefined where one of its
 * namespaces is not associated there.
 */
export function idMappingInputs(
  world: World,
  collaborationId: string,
  { source, target }: Pick<IdMappingWorkflowRecord, 'source' | 'target'>,
): IdMappingTableRecord['inputSources'] | undefined {
  const associations = [...world.memberships.values()]
    .filter((each) => each.collaborationId === collaborationId)
    .flatMap((each) => world.idNamespaceAssociationsOf(each));
  const idOf = (arn: string): string | undefined => associations.find((each) => each.idNamespaceArn === arn)?.id;
  const [sourceId, targetId] = [idOf(source), idOf(target)];
  if (sourceId === undefined || targetId === undefined) return undefined;
  return [
    { idNamespaceAssociationId: sourceId, type: 'SOURCE' },
    { idNamespaceAssociationId: targetId, type: 'TARGET' },
  ];
}
