import * as z from 'zod/mini';
import { CleanRoomError } from '../../errors.ts';
import { brokenConfiguration, connectionFailure, permissionMissing, throttled } from '../../diagnosis/connectionFindings.ts';
import { datedEvidence } from '../../diagnosis/datedEvidence.ts';
import type { Cause, Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { Look } from '../../diagnosis/checks/look.ts';
import { mentions } from '../../diagnosis/mentions.ts';
import { ReadingLog } from '../../diagnosis/readingLog.ts';
import { rememberReads } from '../../diagnosis/rememberReads.ts';
import { rememberRoomReads } from '../../diagnosis/rememberRoomReads.ts';
import { rootCauses } from '../../diagnosis/rootCauses.ts';
import { isUnderWay } from '../../diagnosis/underWay.ts';
import type { Finding } from '../../model/finding.ts';
import type { CleanRoomService } from '../../service.ts';
import { t } from '../../text.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import type { ReportedFinding } from '../report.ts';
import { reportedFinding } from '../reported.ts';
import { diagnoseCollaborations } from './diagnoseCollaborations.ts';
import type { Diagnosed } from './diagnosed.ts';
import { diagnoseRooms } from './diagnoseRooms.ts';
import { refusedActions } from './refusedActions.ts';

const named = z.string().check(z.minLength(1), z.maxLength(300));

export const diagnoseInput = z.object({
  /** Id, display id or name of a collaboration or clean room. */
  room: z.optional(named),
  /** Id or name of what it is about: a table or its association, an ID namespace, a question, a partner. */
  subject: z.optional(named),
});
export type DiagnoseInput = z.infer<typeof diagnoseInput>;

/** Calls that the diagnosis of one thing in one place may make, with the one that opens its connection. */
const mostCallsForOneThing = 12;

/**
 * Says why something does not work: every check that fits, each root cause with its evidence and remedy, before what it
 * explains. Nothing named: the whole connection. Changes nothing. Raises `not_found`, with the nearest names, where nothing
 * is called so, and `invalid_input` where several things are.
 */
export const diagnose: ReadingJob<typeof diagnoseInput, Diagnosis> = {
  kind: 'reading',
  id: 'diagnose',
  input: diagnoseInput,
  permission: 'read',

  async run(context, asked) {
    const log = new ReadingLog(context);
    const remember = context.service.questions === undefined ? rememberReads : rememberRoomReads;
    const service = remember(context.service, log);
    const look: Look = { service, signal: context.signal, unlooked: [], callsLeft: callsLeft(service, asked) };
    const diagnosed = await whatIsWrong({ ...context, service }, look, asked);
    const found = diagnosed.findings.map(asReported);
    const findings = distinct([...found, ...refusals(service, log, found)]);
    const refused = findings.filter(({ id }) => id === 'permission.missing').map(({ subject }) => subject.name);
    const more = refused.length === 0 ? [] : await refusedActions(look, context.configuration, refused);
    return toDiagnosis(service, diagnosed, [...findings, ...more.map(asReported)], log);
  },
};

/** Errors that end everything are a finding themselves; what was asked for wrongly, or is cancelled, is an error of this call. */
async function whatIsWrong(context: JobContext, look: Look, asked: DiagnoseInput): Promise<Diagnosed> {
  const { service } = context;
  try {
    if (service.questions !== undefined) return await diagnoseRooms(context, asked);
    if (service.memberships !== undefined) return await diagnoseCollaborations(context, look, asked);
    throw new CleanRoomError('invalid_input', t('{0} has nothing that could be diagnosed.', service.connection.name));
  } catch (thrown) {
    // An error that is none of a service's is our own, and says nothing about the connection.
    if (!(thrown instanceof CleanRoomError)) throw thrown;
    const error = thrown;
    const broken = error.code === 'configuration_broken';
    if (!broken && !endsEverything.has(error.code)) throw error;
    const finding = broken ? brokenConfiguration(service.connection, error) : connectionFailure(service.connection, error);
    return { about: undefined, findings: [finding], unlooked: [t('Everything else: {0}', error.message)], explanations: [] };
  }
}

const endsEverything: ReadonlySet<CleanRoomError['code']> = new Set<CleanRoomError['code']>([
  'connection_unusable',
  'not_permitted',
  'no_answer',
  'throttled',
  'quota_reached',
  'service_fault',
  'unexpected_answer',
]);

function callsLeft(service: CleanRoomService, { room, subject }: DiagnoseInput): () => number {
  const made = (): number => Object.values(service.callCounts()).reduce((sum, count) => sum + count, 0);
  // Opening the connection was one of them.
  const before = made();
  return room === undefined || subject === undefined ? () => Infinity : () => mostCallsForOneThing - 1 - (made() - before);
}

/** Each refused action, once, where something that is needed could not be read for it; and that the service was too busy. */
function refusals({ connection }: CleanRoomService, { failed }: ReadingLog, findings: readonly ReportedFinding[]): ReportedFinding[] {
  const needed = findings.filter(({ id }) => id.endsWith('.unreadable') || id.endsWith('.unchecked') || id.endsWith('_unreadable'));
  const [slowed, ...others] = failed.flatMap(({ error }) => (error.code === 'throttled' ? [error] : []));
  const throttling = slowed === undefined ? [] : [reportedFinding(throttled(connection, [slowed, ...others]))];
  // LiveRamp grants by clean room, not by action: which one is closed is said by `clean_room.unreadable`.
  const refusedActions = connection.service === 'aws' ? failed.filter(({ error }) => error.code === 'not_permitted') : [];
  const refused = refusedActions
    .filter(({ reading }) => needed.some(({ title, evidence }) => [title, ...evidence].some((words) => mentions(words, reading.source))))
    .map(({ error }) => {
      const isError = needed.some(
        ({ severity, title }) => severity === 'error' && title.includes(error.details.operation ?? error.message),
      );
      return reportedFinding({ ...permissionMissing(connection, error), severity: isError ? 'error' : 'warning' });
    });
  return [...throttling, ...refused];
}

function toDiagnosis(
  service: CleanRoomService,
  diagnosed: Diagnosed,
  findings: readonly ReportedFinding[],
  { readings }: ReadingLog,
): Diagnosis {
  const { id, name, accountId, region, sandbox } = service.connection;
  const { about, unlooked, explanations } = diagnosed;
  const takenAt = new Date().toISOString();
  const roots = rootCauses(findings, explanations);
  const causes = roots
    .filter(({ finding, explains }) => finding.severity !== 'information' || explains.some(({ severity }) => severity !== 'information'))
    .map(({ finding, explains }): Cause => ({ finding, evidence: datedEvidence(finding, readings, takenAt), explains }));
  const notes = roots.filter(({ finding }) => !causes.some((cause) => cause.finding === finding)).map(({ finding }) => finding);
  const isKnown = diagnosed.uncertain !== true && readings.some(({ outcome }) => outcome === 'read');
  return {
    connection: { id, name, account_id: accountId, region, sandbox },
    ...(about === undefined ? {} : { about }),
    state: stateOf({ causes, notes }, isKnown),
    causes,
    notes,
    unlooked,
    readings,
    taken_at: takenAt,
  };
}

/** @param isKnown whether enough was read to say that nothing is wrong where nothing was found */
function stateOf({ causes, notes }: Pick<Diagnosis, 'causes' | 'notes'>, isKnown: boolean): Diagnosis['state'] {
  if (causes.some(({ finding }) => finding.waits_for === 'you')) return 'not_ready';
  if (causes.length > 0) return 'waiting';
  if (!isKnown) return 'unknown';
  return notes.some(isUnderWay) ? 'waiting' : 'ready';
}

function asReported(finding: Finding | ReportedFinding): ReportedFinding {
  return 'waits_for' in finding ? finding : reportedFinding(finding);
}

/** The same finding may come from several jobs; the later one knows more. */
function distinct(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const told: ReportedFinding[] = [];
  for (const finding of findings) {
    const before = told.findIndex((each) => isSame(each, finding));
    if (before === -1) told.push(finding);
    else told[before] = finding;
  }
  return told;
}

/** Things may share a name: what both say of ids tells them apart, and one job may know an id that another does not. */
function isSame(one: ReportedFinding, other: ReportedFinding): boolean {
  const [a, b] = [one.subject, other.subject];
  const agree = (x: string | undefined, y: string | undefined): boolean => x === undefined || y === undefined || x === y;
  return (
    one.id === other.id &&
    a.name === b.name &&
    a.collaboration_id === b.collaboration_id &&
    a.room_id === b.room_id &&
    agree(a.id, b.id) &&
    agree(a.membership_id, b.membership_id)
  );
}
