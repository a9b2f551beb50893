import type { AnalysisRuleType, CollaborationAnalysisRule, ConfiguredTable } from '../../../src/core/model/table.ts';
import { arnOf, configurationText, id, membership, northwind, ownAccount, roleArn, table } from '../builders.ts';
import type { StoredAssociation, StoredIdNamespaceAssociation, World } from './inMemory/world.ts';
import { MemoryFile } from './jobs.ts';

/** What is in a room before a test begins. */

export const otherNamespaceArn = `arn:aws:entityresolution:us-east-1:${ownAccount}:idnamespace/OldIdNamespace`;

export function rule(
  receivers: readonly string[] = [northwind],
  type: AnalysisRuleType = 'CUSTOM',
  additional?: readonly string[],
): CollaborationAnalysisRule {
  return {
    type,
    allowedResultReceivers: [...receivers],
    ...(additional === undefined ? {} : { allowedAdditionalAnalyses: [...additional] }),
  };
}

/** An association of a table under a name, with the usual rule unless another or `null` for none is given. */
export function associated(
  number: number,
  name: string,
  it: ConfiguredTable | string,
  its: CollaborationAnalysisRule | null = rule(),
): StoredAssociation {
  return {
    id: id('association', number),
    name,
    configuredTableId: (typeof it === 'string' ? table(it) : it).id,
    roleArn,
    ...(its === null ? {} : { rule: its }),
  };
}

export function associatedNamespace(number: number, name: string, idNamespaceArn: string): StoredIdNamespaceAssociation {
  return { id: id('association', number), arn: arnOf('idnamespaceassociation', id('association', number)), name, idNamespaceArn };
}

/** The ARN under which an association's tags stand. */
export function associationArn(number: number): string {
  return arnOf('configuredtableassociation', id('association', number));
}

/** An active entry of the configuration. */
export function entry(number: number, more: object = {}): object {
  const { collaborationName: name, collaborationId: collaboration_id, membershipId: membership_id } = membership(number);
  return { name, collaboration_id, membership_id, status: 'active', ...more };
}

/** A configuration file with these entries. */
export function fileWith(...entries: object[]): MemoryFile {
  return new MemoryFile(configurationText({ collaborations: entries }));
}

/** The names of the associations of the first room, in order. */
export function namesIn(world: World, room = 0): string[] {
  return (world.rooms[room]?.associations ?? []).map(({ name }) => name).sort();
}
