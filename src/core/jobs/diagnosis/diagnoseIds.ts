import { settingsOf } from '../../config/settings.ts';
import type { Configuration } from '../../config/schema.ts';
import type { Look } from '../../diagnosis/checks/look.ts';
import type { Membership } from '../../model/collaboration.ts';
import type { CleanRoomService } from '../../service.ts';
import type { JobContext } from '../job.ts';
import type { ReportedFinding } from '../report.ts';
import { lookClosely, type Looked } from '../surveyAccount.ts';
import { checkLooked } from './checkLooked.ts';
import type { Diagnosed } from './diagnosed.ts';
import { explanationsOf } from './explanationsOf.ts';
import { mostTags } from './mostTags.ts';
import { onlyAssociations } from './onlyAssociations.ts';

/** An ID namespace or ID mapping table in a collaboration, or one that the configuration wishes to be there. */
interface NamedIds {
  membership: Membership;
  name: string;
  kind: 'id_namespace' | 'id_mapping_table';
}

/** An ID namespace or ID mapping table of that name; undefined where there is none and none is wished. */
export async function diagnoseIds(
  context: JobContext,
  look: Look,
  wanted: string,
  memberships: readonly Membership[],
  room: string | undefined,
): Promise<Diagnosed | undefined> {
  const configuration = await context.configuration?.read();
  const there = (await Promise.all(memberships.map((membership) => idsThere(context, membership, wanted)))).flat();
  const named = there.length > 0 ? there : wishedIds(configuration, memberships, wanted);
  const [first] = named;
  if (first === undefined) return undefined;
  const scope = named.map(({ membership }) => membership.collaborationId);
  const selection = scope.map((id) => ({ collaboration_id: id, table_ids: [], id_namespace: true }));
  const looked = await lookClosely({ ...context, service: withoutTables(context.service) }, { scope, selection, tags: mostTags });
  const findings = await checkLooked(look, withoutAssociations(looked), { tables: [], ids: true });
  return {
    about: { kind: first.kind, name: first.name, ...(room === undefined ? {} : { room }) },
    findings: findings.filter((finding) => isAbout(finding, first, there.length === 0)),
    unlooked: look.unlooked,
    uncertain: look.uncertain === true,
    explanations: explanationsOf(looked, findings),
  };
}

/** What is asked about tables would be calls for nothing here: whether they are ready, and by which rules. */
function withoutTables(service: CleanRoomService): CleanRoomService {
  const { inbox: _inbox, associations, ...rest } = service;
  return {
    ...rest,
    callCounts: () => service.callCounts(),
    ...(associations === undefined ? {} : { associations: onlyAssociations(associations, []) }),
  };
}

function withoutAssociations(looked: Looked): Looked {
  const { prepared } = looked;
  const collaborations = prepared.inventory.collaborations.map((each) => ({ ...each, associations: [] }));
  return { ...looked, prepared: { ...prepared, inventory: { ...prepared.inventory, collaborations } } };
}

async function idsThere({ service, signal }: JobContext, membership: Membership, wanted: string): Promise<NamedIds[]> {
  const [namespaces, mappingTables] = await Promise.all([
    service.idNamespaces?.list(membership.membershipId, signal) ?? [],
    service.inspection?.idMappingTables(membership.membershipId, signal) ?? [],
  ]);
  const named = (each: { id: string; name: string }): boolean => [each.id, each.name].some((word) => word.toLowerCase() === wanted);
  return [
    ...mappingTables.filter(named).map(({ name }) => ({ membership, name, kind: 'id_mapping_table' as const })),
    ...namespaces.filter(named).map(({ name }) => ({ membership, name, kind: 'id_namespace' as const })),
  ];
}

/** By the name or ARN that the configuration gives it. */
function wishedIds(configuration: Configuration | undefined, memberships: readonly Membership[], wanted: string): NamedIds[] {
  return memberships.flatMap((membership): NamedIds[] => {
    const entry = configuration?.collaborations?.find(({ membership_id: id }) => id === membership.membershipId);
    const { idNamespace, associateNamespace } = settingsOf(configuration, entry);
    const isWanted = [idNamespace?.name, idNamespace?.arn].some((word) => word?.toLowerCase() === wanted);
    return idNamespace !== null && associateNamespace && isWanted ? [{ membership, name: idNamespace.name, kind: 'id_namespace' }] : [];
  });
}

/** @param isMissing true where it is wished and not there: what keeps anything from being made there is about it then */
function isAbout({ id, subject }: ReportedFinding, { name, kind }: NamedIds, isMissing: boolean): boolean {
  return (
    subject.name === name ||
    (kind === 'id_namespace' && id.startsWith('id_namespace.')) ||
    subject.kind === 'connection' ||
    id === 'collaboration.unreadable' ||
    (isMissing && subject.kind === 'role')
  );
}
