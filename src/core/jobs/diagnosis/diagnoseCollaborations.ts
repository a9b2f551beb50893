import type { Look } from '../../diagnosis/checks/look.ts';
import { checkEnded } from '../../diagnosis/checks/checkEnded.ts';
import { doubleEntries } from '../../diagnosis/configurationFindings.ts';
import { collaborationEnded } from '../../diagnosis/endedFindings.ts';
import { collaborationExplanations } from '../../diagnosis/explanations/collaborationExplanations.ts';
import { pendingInvitation } from '../../diagnosis/invitationFindings.ts';
import type { Membership } from '../../model/collaboration.ts';
import { describeConnection } from '../../model/connection.ts';
import { t } from '../../text.ts';
import type { JobContext } from '../job.ts';
import { belongsTo } from '../managedEntries.ts';
import { lookClosely } from '../surveyAccount.ts';
import { withPartnersIfReadable } from '../surveyConnection.ts';
import { checkLooked } from './checkLooked.ts';
import { collaborationCalled, collaborationTarget, membershipCalled, notFound, type CollaborationTarget } from './collaborationTarget.ts';
import { diagnoseIds } from './diagnoseIds.ts';
import { diagnoseTable, tableNamed } from './diagnoseTable.ts';
import type { Diagnosed } from './diagnosed.ts';
import { explanationsOf } from './explanationsOf.ts';
import { invitationFindings } from './invitationsHeldUp.ts';
import { mostTags } from './mostTags.ts';

/** What is wrong with collaborations and their tables: all of a connection, one collaboration, or one thing in them. */
export async function diagnoseCollaborations(
  context: JobContext,
  look: Look,
  { room, subject }: { room?: string | undefined; subject?: string | undefined },
): Promise<Diagnosed> {
  if (room === undefined && subject === undefined) return diagnoseAll(context, look);
  const { service, signal } = context;
  if (room === undefined) {
    const named = subject ?? '';
    const memberships = (await service.memberships?.active(signal)) ?? [];
    const itself = membershipCalled(memberships, named);
    return itself === undefined ? diagnoseSubject(context, look, named, memberships, undefined) : diagnoseOne(context, look, itself);
  }
  const target = await collaborationTarget(service, room, signal);
  return subject === undefined || target.kind !== 'membership'
    ? diagnoseTarget(context, look, target)
    : diagnoseSubject(context, look, subject, [target.membership], target.membership.collaborationName);
}

async function diagnoseTarget(context: JobContext, look: Look, target: CollaborationTarget): Promise<Diagnosed> {
  const { service } = context;
  switch (target.kind) {
    case 'membership':
      return diagnoseOne(context, look, target.membership);
    case 'invitation': {
      const { collaborationId, name } = target.invitation;
      const trusted = (await context.configuration?.read())?.trusted_creators;
      const kept = (await invitationFindings(context)).filter(({ subject: { collaboration_id: id } }) => id === collaborationId);
      return {
        about: { kind: 'invitation', name },
        findings: [...kept, pendingInvitation(service.connection, target.invitation, trusted)],
        unlooked: look.unlooked,
        explanations: collaborationExplanations(() => undefined),
      };
    }
    case 'ended':
      return {
        about: { kind: 'collaboration', name: target.collaboration.name },
        findings: [collaborationEnded(service.connection, target.how, target.collaboration)],
        unlooked: look.unlooked,
        explanations: [],
      };
  }
}

async function diagnoseAll(context: JobContext, look: Look): Promise<Diagnosed> {
  const { service, signal } = context;
  const looked = await lookClosely(context, { scope: 'managed', tags: mostTags });
  const { configuration } = looked;
  const active = (await service.memberships?.active(signal)) ?? [];
  const found = await checkLooked(look, looked, { tables: undefined, ids: true });
  const nothing = { ...looked.survey, result: { ...looked.survey.result, findings: [] } };
  const entries = configuration?.collaborations?.filter(({ status }) => status === 'active') ?? [];
  const ours = configuration === undefined ? [] : entries.filter((entry) => belongsTo(entry, configuration, service.connection));
  const partners = service.cleanRooms === undefined ? nothing : await withPartnersIfReadable(context, nothing);
  return {
    about: undefined,
    findings: [
      ...found,
      ...partners.result.findings,
      ...doubleEntries(service.connection, entries),
      ...(await checkEnded(look, ours, active)),
      ...(await invitationFindings(context)),
    ],
    ...whatIsUnknown(look),
    explanations: explanationsOf(looked, found),
  };
}

async function diagnoseOne(context: JobContext, look: Look, membership: Membership): Promise<Diagnosed> {
  const looked = await lookClosely(context, { scope: [membership.collaborationId], tags: mostTags });
  const findings = await checkLooked(look, looked, { tables: undefined, ids: true });
  return {
    about: { kind: 'collaboration', name: membership.collaborationName },
    // Invitations and other collaborations of the account are not what was asked about.
    findings: findings.filter(({ subject: { collaboration_id: id } }) => id === undefined || id === membership.collaborationId),
    ...whatIsUnknown(look),
    explanations: explanationsOf(looked, findings),
  };
}

/**
 * What is called so in these collaborations: a table or its association first, else an ID namespace or ID mapping table; where
 * no collaboration is named, else one that the account has not joined or is not in any more.
 */
async function diagnoseSubject(
  context: JobContext,
  look: Look,
  named: string,
  memberships: readonly Membership[],
  room: string | undefined,
): Promise<Diagnosed> {
  const { service, signal } = context;
  const wanted = named.trim().toLowerCase();
  const [tables, lists, configuration] = await Promise.all([
    service.associations?.configuredTables(signal) ?? [],
    Promise.all(memberships.map(async ({ membershipId }) => (await service.associations?.list(membershipId, signal)) ?? [])),
    context.configuration?.read(),
  ]);
  const table = tableNamed(wanted, tables, lists.flat(), configuration, memberships);
  if (table !== undefined) return diagnoseTable(context, look, table, { memberships, lists, tables, configuration, room });
  const ids = await diagnoseIds(context, look, wanted, memberships, room);
  if (ids !== undefined) return ids;
  const target = room === undefined ? await collaborationCalled(service, named, signal) : undefined;
  if (target !== undefined) return diagnoseTarget(context, look, target);
  throw notFound(
    room === undefined
      ? t('{0} has nothing called "{1}".', describeConnection(service.connection), named)
      : t('"{0}" has nothing called "{1}".', room, named),
    named,
    [
      ...tables.map(({ name }) => name),
      ...lists.flat().map(({ name }) => name),
      ...memberships.map(({ collaborationName }) => collaborationName),
    ],
  );
}

function whatIsUnknown({ unlooked, uncertain = false }: Look): Pick<Diagnosed, 'unlooked' | 'uncertain'> {
  return { unlooked, uncertain };
}
