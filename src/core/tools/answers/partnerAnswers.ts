import type { InvitationsList, ListedInvitation } from '../../jobs/partners/listPartnerInvitations.ts';
import type { PermissionsReading, PermittedQuestion, PermittedTable } from '../../jobs/partners/readPartnerPermissions.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { RoomPartner } from '../../model/sentInvitation.ts';
import { counted, t } from '../../text.ts';
import { firstOf, ForeignWords, idOrWords, type AnswerValue, type ToolAnswer } from '../answer.ts';
import type { RoomList } from '../listCleanRooms.ts';
import { connectionData } from './connectionAnswer.ts';
import { ownFindingsData } from './findingData.ts';

/** The clean rooms of a connection. */
export function roomsAnswer({ connection, rooms }: RoomList): ToolAnswer {
  const { entries, more } = firstOf(rooms, roomData);
  const ours = rooms.filter((room) => room.ours).length;
  return {
    summary: t('Clean rooms: {0}, ours: {1}. Partners can be invited to ours only.', rooms.length, ours),
    data: { ok: true, connection: connectionData(connection), clean_rooms: entries, more_clean_rooms: more },
  };
}

/** Invitations that were sent. @param only which of them; all where left out */
export function invitationsAnswer(
  list: InvitationsList,
  { only = () => true, details = false }: { only?: (invitation: ListedInvitation) => boolean; details?: boolean } = {},
): ToolAnswer {
  const shown = list.rooms.map(({ room, invitations, problem }) => ({ room, problem, invitations: invitations.filter(only) }));
  const all = shown.flatMap(({ invitations }) => invitations);
  const due = all.filter(({ reminderDue }) => reminderDue).length;
  const unread = shown.filter(({ problem }) => problem !== undefined).length;
  return {
    summary: [
      t('Invitations: {0}, waiting for an answer: {1}.', all.length, all.filter(({ state }) => state === 'pending').length),
      due > 0
        ? counted(
            list.reminderDays,
            t('For {0} a reminder is due (after 1 day).', due),
            t('For {0} a reminder is due (after {1} days).', due, list.reminderDays),
          )
        : '',
      unread > 0
        ? counted(
            unread,
            t('1 clean room could not be read; nothing is known of its invitations.'),
            t('{0} clean rooms could not be read; nothing is known of their invitations.', unread),
          )
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: unread === 0,
      connection: connectionData(list.connection),
      read_at: list.readAt,
      clean_rooms: shown.map(({ room, invitations, problem }) => {
        const { entries, more } = firstOf(invitations, (each) => invitationData(each, details));
        return {
          ...roomData(room),
          invitations: entries,
          more_invitations: more,
          problem: problem === undefined ? undefined : { code: problem.code, message: new ForeignWords(problem.message, 500) },
        };
      }),
      ...ownFindingsData(list.findings),
    },
    isError: details && all.length === 0,
  };
}

/** Who may do what in a clean room now. */
export function permissionsAnswer(reading: PermissionsReading): ToolAnswer {
  const { room, partners, questions, datasets, tables, templates, kept, problems, findings } = reading;
  const asked = questions === undefined ? undefined : firstOf(questions, questionData);
  const differing = questions?.filter(({ differs }) => differs.length > 0).length ?? 0;
  return {
    summary: [
      t('Partners: {0}, questions: {1}, datasets: {2}.', partners.length, questions?.length ?? 0, datasets?.length ?? 0),
      questions === undefined ? '' : t('A question permission holds for all partners of the clean room or for the owner only.'),
      differing > 0
        ? counted(
            differing,
            t('1 question differs from the template that is kept on this clean room.'),
            t('{0} questions differ from the template that is kept on this clean room.', differing),
          )
        : '',
      problems.length > 0
        ? counted(
            problems.length,
            t('1 part could not be read; nothing is known of it.'),
            t('{0} parts could not be read; nothing is known of them.', problems.length),
          )
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    data: {
      ok: problems.length === 0,
      connection: connectionData(reading.connection),
      read_at: reading.readAt,
      clean_room: roomData(room),
      partners: partners.map(({ partner, roles }) => ({
        ...partnerData(partner),
        possible_roles: roles.map(({ name }) => new ForeignWords(name)),
      })),
      questions: asked?.entries,
      more_questions: asked?.more,
      datasets: datasets?.map(({ id, name, partnerCanAssign, mappedFields }) => ({
        id: idOrWords(id),
        name: new ForeignWords(name),
        partner_can_assign: partnerCanAssign,
        mapped_fields: mappedFields,
      })),
      tables: tables?.map(tableData),
      permission_templates: templates.map(({ id, flags }) => ({ id: idOrWords(id), flags: flagsData(flags) })),
      kept_template: kept === undefined ? undefined : idOrWords(kept.template),
      problems: problems.map((problem) => new ForeignWords(problem, 500)),
      ...ownFindingsData(findings),
    },
  };
}

function roomData({ id, displayId, name, owner, ours, status, partners, membershipId }: CleanRoom): Record<string, AnswerValue> {
  return {
    id: idOrWords(id),
    display_id: optional(displayId),
    name: new ForeignWords(name),
    ours,
    owner: ours ? undefined : new ForeignWords(owner),
    status: idOrWords(status),
    partners: partners.map((partner) => new ForeignWords(partner)),
    membership_id: optional(membershipId),
  };
}

function invitationData(invitation: ListedInvitation, details: boolean): AnswerValue {
  const { id, to, partnerName, state, status, createdAt, ageDays, reminderDue, reminder, note, invitedBy, history } = invitation;
  return {
    id: idOrWords(id),
    to: idOrWords(to),
    partner_name: partnerName === undefined ? undefined : new ForeignWords(partnerName),
    state,
    status: idOrWords(status),
    sent_at: optional(createdAt),
    age_days: ageDays,
    reminder_due: reminderDue,
    ...(details
      ? {
          note: note === undefined ? undefined : new ForeignWords(note, 2000, { lines: true }),
          invited_by: invitedBy === undefined ? undefined : new ForeignWords(invitedBy),
          ready_reminder: new ForeignWords(reminder, 2000, { lines: true }),
          history: history.map(({ at, what, by, detail }) => ({
            at: idOrWords(at),
            what,
            details: new ForeignWords([by, detail].join(' ')),
          })),
        }
      : {}),
  };
}

function partnerData({ id, name, users, status, abilities, pays }: RoomPartner): Record<string, AnswerValue> {
  return {
    id: idOrWords(id),
    name: new ForeignWords(name),
    status: optional(status),
    abilities: abilities?.map(idOrWords),
    pays: pays?.map(idOrWords),
    users: users.map((user) => ({
      email: idOrWords(user.email),
      name: new ForeignWords(user.name),
      role: user.role === undefined ? undefined : new ForeignWords(user.role.name),
    })),
  };
}

function questionData({ question, permissions, problem, differs, ownedBy }: PermittedQuestion): AnswerValue {
  const open = permissions?.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => idOrWords(permission));
  return {
    id: idOrWords(question.id),
    display_id: optional(question.displayId),
    name: new ForeignWords(question.name),
    status: idOrWords(question.status),
    open_to_all_partners: open,
    owned_by: ownedBy === undefined ? undefined : new ForeignWords(ownedBy),
    differs_from_kept_template: differs.length === 0 ? undefined : differs.map(idOrWords),
    problem: problem === undefined ? undefined : new ForeignWords(problem, 500),
  };
}

function tableData({ associationId, associationName, tableName, ruleType, receivers, providers }: PermittedTable): AnswerValue {
  return {
    association_id: idOrWords(associationId),
    association: new ForeignWords(associationName),
    table: new ForeignWords(tableName),
    rule: ruleType,
    receivers: receivers.map(idOrWords),
    providers: providers?.map(idOrWords),
  };
}

function flagsData(flags: Readonly<Record<string, unknown>>): AnswerValue {
  return Object.fromEntries(Object.entries(flags).flatMap(([key, value]) => (typeof value === 'boolean' ? [[key, value]] : [])));
}

function optional(id: string | undefined): AnswerValue {
  return id === undefined ? undefined : idOrWords(id);
}
