import * as z from 'zod/mini';
import type { Configuration } from '../config/schema.ts';
import type { Coverage } from '../coverage/coverage.ts';
import { coverageOf } from '../coverage/coverageOf.ts';
import { pendingInvitation, untrustedCreator } from '../diagnosis/invitationFindings.ts';
import { causeOf } from '../diagnosis/readinessCauses.ts';
import { tagsNotLookedAt, tagsUnchecked } from '../diagnosis/ownershipFindings.ts';
import { uncheckedRules } from '../diagnosis/repairFindings.ts';
import { severityOrder, type Finding } from '../model/finding.ts';
import { readOwners, type OwnersRead } from '../repair/owners.ts';
import { findingsOf, findRepairs, possibleChanges, type AccountRepairs } from '../repair/planRepair.ts';
import type { Plan } from '../sync/change.ts';
import { identityOf } from '../sync/inventory.ts';
import { intend } from './intend.ts';
import type { JobContext, ReadingJob } from './job.ts';
import { missingFindings } from './missingFindings.ts';
import type { PartnersSurvey } from './partners/surveyPartners.ts';
import type { JobResult, ReportedFinding } from './report.ts';
import { reportedFinding } from './reported.ts';
import { prepareSync, type PreparedSync, type SyncRequest } from './syncCollaborations.ts';

/** Tags are read one by one: beyond this many only a repair looks at them, before it changes anything. */
const mostTagsRead = 100;

const input = z.object({
  /** True: memberships that the configuration does not list are read too; what they lack is no finding. */
  all: z._default(z.boolean(), false),
});

/** An account looked at closely, once: the picture of its coverage, and everything that was found. */
export interface Survey {
  coverage: Coverage;
  result: JobResult;
  /** Who takes part in which room, and whom we have invited; undefined where that was not looked at. */
  partners?: PartnersSurvey;
}

/** Looks at everything and changes nothing. The views, the coverage panel and the reports show it; verify judges it. */
export const surveyAccount: ReadingJob<typeof input, Survey> = {
  kind: 'reading',
  id: 'survey',
  input,
  permission: 'read',

  run: async (context, { all }, onInterim) => (await lookClosely(context, { scope: all ? 'all' : 'managed', onInterim })).survey,
};

/** What to look at, and how long. */
export interface CloseLook extends Pick<SyncRequest, 'scope' | 'selection'> {
  /** How many things' tags may be read. */
  tags?: number | undefined;
  /** Told all but who owns what. */
  onInterim?: ((interim: Survey) => void) | undefined;
}

/** A survey, with what it was made from. */
export interface Looked {
  survey: Survey;
  configuration: Configuration | undefined;
  prepared: PreparedSync;
}

/** Looks at a scope closely. Collaborations that are named are looked at as if the configuration listed them. */
export async function lookClosely(context: JobContext, { scope, selection, tags = mostTagsRead, onInterim }: CloseLook): Promise<Looked> {
  const configuration = await context.configuration?.read();
  const read = await prepareSync(context, configuration, { scope, selection, closely: () => true });
  const { inventory, desired } = read;
  const managed =
    typeof scope === 'string' ? read.managed : new Set(inventory.collaborations.flatMap((each) => identityOf(each).membershipId ?? []));
  const prepared = { ...read, managed };
  const wished = inventory.collaborations.map(identityOf).filter((identity) => isManaged(managed, identity));
  const repairs = findRepairs(inventory, new Map(wished.flatMap(({ collaborationId: id }) => entryOf(desired, id))));
  const plan = prepared.work.plan;
  const { preview } = intend(context, { ...prepared.work, plan: withoutFindingsOfOthers(plan, managed) });
  const coverage = coverageOf({ inventory, desired, plan, repairs, managed, takenAt: new Date().toISOString() });
  const seen = { configuration, prepared, repairs, preview, coverage };
  const changes = possibleChanges(repairs);
  // Tags are read one by one, which takes long where much is wrong; all the rest is known already.
  if (changes.length > 0) onInterim?.(surveyOf(seen, { owners: new Map(), notLookedAt: 0 }));
  const { signal, onProgress } = context;
  const owners = await readOwners(context.service, changes, { signal, onProgress, limit: tags });
  return { survey: surveyOf(seen, owners), configuration, prepared };
}

/** All that was read, but for the owners. */
interface Seen {
  configuration: Configuration | undefined;
  prepared: PreparedSync;
  repairs: AccountRepairs;
  preview: JobResult;
  coverage: Coverage;
}

function surveyOf({ configuration, prepared, repairs, preview, coverage }: Seen, { owners, unread, notLookedAt }: OwnersRead): Survey {
  const { inventory, work, managed } = prepared;
  const { connection } = inventory;
  const trusted = configuration?.trusted_creators;
  const more: Finding[] = [
    ...missingFindings(work.plan).filter(({ subject }) => isManaged(managed, subject)),
    ...findingsOf(repairs, owners),
    ...uncheckedRules(inventory),
    ...(unread === undefined ? [] : [tagsUnchecked(connection, unread.message)]),
    ...tagsNotLookedAt(connection, notLookedAt),
    ...work.invitations.map((invitation) =>
      trusted?.includes(invitation.creatorAccountId) === false
        ? untrustedCreator(connection, invitation)
        : pendingInvitation(connection, invitation, trusted),
    ),
  ];
  const explained = subjectsOf(repairs);
  const known = preview.findings.filter(
    ({ id, subject }) =>
      !isAboutSchema(id) || (managed.has(subject.membership_id ?? '') && !(isMendedByRepair(id) && explained.has(keyOfReported(subject)))),
  );
  const findings = distinct([...known, ...more.map(reportedFinding)]);
  findings.sort((a, b) => severityOrder[a.severity] - severityOrder[b.severity]);
  return {
    coverage,
    result: { ...preview, findings, ok: !findings.some(({ severity }) => severity === 'error') },
  };
}

/** True where the configuration lists the membership. */
function isManaged(managed: ReadonlySet<string>, { membershipId }: { membershipId?: string | undefined }): boolean {
  return membershipId !== undefined && managed.has(membershipId);
}

function entryOf<T>(map: ReadonlyMap<string, T>, key: string): [string, T][] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

/** What a repair is about already, by id: the same thing is not to be told a second time, with fewer words. */
function subjectsOf({ collaborations }: AccountRepairs): ReadonlySet<string> {
  return new Set(
    collaborations.flatMap(({ collaborationId, repairs }) =>
      repairs.filter(({ finding }) => finding.severity === 'error').map(({ finding }) => keyOf(collaborationId, finding.subject.name)),
    ),
  );
}

function isAboutSchema(id: string): boolean {
  return id.startsWith('schema.');
}

/** A reason that a repair takes away; another one for the same table stays to be told. */
function isMendedByRepair(id: string): boolean {
  return causeOf({ code: id.slice('schema.'.length).toUpperCase(), message: '' }).mendedBy === 'repair';
}

function keyOfReported({ collaboration_id, name }: ReportedFinding['subject']): string {
  return keyOf(collaboration_id ?? '', name);
}

/** What memberships lack that the configuration does not list is no finding, but that they could not be read is one. */
function withoutFindingsOfOthers(plan: Plan, managed: ReadonlySet<string>): Plan {
  return {
    ...plan,
    collaborations: plan.collaborations.map((each) =>
      isManaged(managed, each) ? each : { ...each, findings: each.findings.filter(({ id }) => id === 'collaboration.unreadable') },
    ),
  };
}

function keyOf(collaborationId: string, name: string): string {
  return JSON.stringify([collaborationId, name]);
}

function distinct(findings: readonly ReportedFinding[]): ReportedFinding[] {
  // The newer of two stands: it knows who owns what it is about.
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.id, finding.subject]), finding])).values()];
}
