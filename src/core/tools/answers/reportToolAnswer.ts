import type { Survey } from '../../jobs/surveyAccount.ts';
import type { Severity } from '../../model/finding.ts';
import { jsonReport, type JsonCollaboration } from '../../reporting/jsonReport.ts';
import { counted, t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import { invitationCounts, roomFigures } from './roomFigures.ts';

/** The figures of a connection: each with when it was read; what could not be read has none. */
export function reportToolAnswer(survey: Survey): ToolAnswer {
  const { connection, takenAt } = survey.coverage;
  const collaborations = jsonReport([survey]).accounts.flatMap((account) => account.collaborations);
  const rooms = survey.partners?.rooms ?? [];
  const tables = collaborations.flatMap((each) => each.tables);
  const sent = rooms.flatMap(({ invitations }) => invitations);
  const unread = new Set([
    ...collaborations.filter(({ problem }) => problem !== null).map(({ collaboration_id: id }) => id),
    ...rooms.filter((each) => (each.problem ?? each.partnersProblem) !== undefined).map(({ room }) => room.id),
  ]).size;
  const told = firstOf(collaborations, collaborationFigures);
  const toldRooms = firstOf(rooms, roomFigures);
  const found = (severity: Severity): number => survey.result.findings.filter((finding) => finding.severity === severity).length;
  return {
    summary: [
      collaborations.length > 0
        ? t('Collaborations: {0}. Tables ready: {1} of {2}.', collaborations.length, readyOf(tables), tables.length)
        : '',
      rooms.length > 0 ? t('Clean rooms: {0}, ours: {1}.', rooms.length, rooms.filter(({ room }) => room.ours).length) : '',
      collaborations.length + rooms.length === 0 ? t('No collaborations and no clean rooms.') : '',
      t('Findings: {0} errors, {1} warnings; diagnose_clean_rooms tells why.', found('error'), found('warning')),
      unread === 0
        ? ''
        : counted(
            unread,
            t('1 could not be read in full: what is missing of it is not zero.'),
            t('{0} could not be read in full: what is missing of them is not zero.', unread),
          ),
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: unread === 0,
      connection: {
        name: idOrWords(connection.name),
        account: idOrWords(connection.accountId),
        region: idOrWords(connection.region),
        sandbox: connection.sandbox ? true : undefined,
      },
      taken_at: takenAt,
      totals: {
        collaborations: collaborations.length,
        tables: statesOf(tables),
        id_namespaces: statesOf(collaborations.flatMap((each) => each.id_namespaces)),
        invitations_to_us: survey.result.invitations.length,
        clean_rooms: rooms.length,
        invitations_sent: invitationCounts(sent),
        findings: { error: found('error'), warning: found('warning'), information: found('information') },
      },
      collaborations: told.entries,
      more_collaborations: told.more,
      clean_rooms: toldRooms.entries,
      more_clean_rooms: toldRooms.more,
      allowances: survey.partners?.allowances.map(({ name, left, of, moreAt }) => ({ name, left, of, more_at: moreAt })),
    },
  };
}

function collaborationFigures(collaboration: JsonCollaboration): AnswerValue {
  const { collaboration_id, membership_id, name, creator_account_id, creator_display_name, managed, read_at, problem } = collaboration;
  const { tables, id_namespaces: namespaces, members, findings } = collaboration;
  return {
    collaboration_id: idOrWords(collaboration_id),
    membership_id: idOrWords(membership_id),
    name: new ForeignWords(name),
    creator_account_id: idOrWords(creator_account_id),
    creator: new ForeignWords(creator_display_name),
    listed_in_configuration: managed,
    read_at,
    problem: problem === null ? undefined : new ForeignWords(problem, 500),
    tables: statesOf(tables),
    rules: countsOf(tables.flatMap(({ collaboration_rule: rule }) => (rule === null ? [] : [rule.type]))),
    id_namespaces: statesOf(namespaces),
    members: countsOf(members.map(({ status }) => status)),
    can_query: members.filter(({ abilities }) => abilities.includes('CAN_QUERY')).map(({ account_id: id }) => idOrWords(id)),
    can_receive_results: members
      .filter(({ abilities }) => abilities.includes('CAN_RECEIVE_RESULTS'))
      .map(({ account_id: id }) => idOrWords(id)),
    findings: findings.length,
  };
}

function readyOf(items: readonly { state: string }[]): number {
  return items.filter(({ state }) => state === 'ready').length;
}

function statesOf(items: readonly { state: string }[]): AnswerValue {
  return countsOf(items.map(({ state }) => state));
}

/** How often each word is there. */
function countsOf(words: readonly string[]): AnswerValue {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}
