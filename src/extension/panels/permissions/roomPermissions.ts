import { foreignText } from '../../../core/foreignText.ts';
import type { PermissionsReading, PermittedPartner, PermittedQuestion } from '../../../core/jobs/partners/readPartnerPermissions.ts';
import type { CleanRoom } from '../../../core/model/cleanRoom.ts';
import { describeConnection } from '../../../core/model/connection.ts';
import type { RoomDataset } from '../../../core/model/question.ts';
import { receivingAbility } from '../../../core/partners/planAbilitySteps.ts';
import { isOurDataset } from '../../../core/partners/ownership.ts';
import { canBeReceiver } from '../../../core/partners/planReceiverSteps.ts';
import { isFixedRole } from '../../../core/partners/planRoleSteps.ts';
import { permissionFlagNames, levers, leverSentence } from '../../../core/partners/permissionFlags.ts';
import type { PermissionTemplate } from '../../../core/partners/permissionTemplates.ts';
import { roomTitle } from '../../../core/partners/resolveRoom.ts';
import { t } from '../../../core/text.ts';
import type {
  PanelDataset,
  PanelFlag,
  PanelPartner,
  PanelQuestion,
  PanelRoom,
  PanelTemplate,
  RoomPermissions,
} from '../../../protocol/permissionMessages.ts';
import { flagTitle } from '../flagTitle.ts';

/** A reading as the panel shows it. Words of services and partners are cleaned here, once. @param mayWrite whether anything is written here at all */
export function roomPermissions(reading: PermissionsReading, mayWrite: boolean): RoomPermissions {
  const { connection, readAt, room, partners, questions, datasets, tables, templates, kept, problems, stillReading } = reading;
  const readOnly = whyReadOnly(reading, mayWrite);
  return {
    readFrom: connection.id,
    place: foreignText(describeConnection(connection)),
    readAt,
    room: panelRoom(room),
    ...(readOnly === undefined ? {} : { readOnly }),
    problems: problems.map((problem) => foreignText(problem, 1000)),
    stillReading,
    flags: permissionFlagNames.map(panelFlag),
    templates: templates.map(panelTemplate),
    ...(kept === undefined ? {} : { kept: panelKept(kept) }),
    partners: partners.map((partner) => panelPartner(partner, room)),
    ...(questions === undefined ? {} : { questions: questions.map(panelQuestion) }),
    ...(datasets === undefined ? {} : { datasets: datasets.map((dataset) => panelDataset(dataset, reading)) }),
    ...(tables === undefined
      ? {}
      : {
          tables: tables.map(({ ruleType: _ruleType, associationName, tableName, providers, ...table }) => ({
            ...table,
            associationName: foreignText(associationName),
            tableName: foreignText(tableName),
            ...(providers === undefined ? {} : { providers }),
          })),
        }),
  };
}

export function panelRoom(room: CleanRoom): PanelRoom {
  return { id: room.id, title: roomTitle(room), ours: room.ours, owner: foreignText(room.owner) };
}

export function panelTemplate({ id, title, flags, builtIn }: PermissionTemplate): PanelTemplate {
  return { id, title: foreignText(title), flags, builtIn };
}

/** Our own questions, and on AWS our own tables, are ours to open in rooms of others too. */
function whyReadOnly({ room, questions }: PermissionsReading, mayWrite: boolean): string | undefined {
  if (!mayWrite) return t('This workspace is not trusted, so nothing is written.');
  if (questions !== undefined && !room.ours && questions.every(({ ownedBy }) => ownedBy !== undefined))
    return t('{0} belongs to {1}, who alone can change what partners may do in it.', roomTitle(room), foreignText(room.owner));
  return undefined;
}

function panelFlag(name: PanelFlag['name']): PanelFlag {
  const lever = levers[name];
  return {
    name,
    title: flagTitle(name),
    lever: lever.kind,
    ...(lever.kind === 'question_permission' ? { permission: lever.permission } : {}),
    sentence: leverSentence(name),
  };
}

function panelKept({ template, questionIds }: NonNullable<PermissionsReading['kept']>): NonNullable<RoomPermissions['kept']> {
  return questionIds === undefined ? { template } : { template, questionIds: [...questionIds] };
}

function panelQuestion({ question, permissions, shares, problem, ownedBy }: PermittedQuestion): PanelQuestion {
  const { id, displayId, name, status } = question;
  return {
    id,
    ...(displayId === undefined ? {} : { displayId: foreignText(displayId) }),
    name: foreignText(name),
    status: foreignText(status),
    ...(permissions === undefined
      ? {}
      : {
          permissions: permissions.map(({ permission, access }) => ({ permission: foreignText(permission), access: foreignText(access) })),
        }),
    ...(shares === undefined ? {} : { sharedWith: shares.map(({ partnerId }) => partnerId) }),
    ...(problem === undefined ? {} : { problem: foreignText(problem, 1000) }),
    ...(ownedBy === undefined ? {} : { ownedBy: foreignText(ownedBy) }),
  };
}

function panelDataset(dataset: RoomDataset, { connection, room }: PermissionsReading): PanelDataset {
  const { id, name, organisationName, stage, configurationStatus, partnerCanAssign } = dataset;
  return {
    id,
    name: foreignText(name),
    ...(organisationName === undefined ? {} : { organisation: foreignText(organisationName) }),
    ours: room.ours && isOurDataset(dataset, connection),
    status: [stage, configurationStatus].flatMap((part) => (part === undefined ? [] : foreignText(part))).join(', '),
    partnerCanAssign,
  };
}

function panelPartner({ partner, roles, problem }: PermittedPartner, { ours }: CleanRoom): PanelPartner {
  const { id, name, users, status, abilities = [], pays = [] } = partner;
  return {
    id,
    name: foreignText(name),
    users: users.map(({ id: userId, name: userName, email, role }) => ({
      id: userId,
      name: foreignText(userName),
      email: foreignText(email),
      roleId: role?.id ?? '',
      role: foreignText(role?.name ?? ''),
      fixed: isFixedRole(role?.name ?? ''),
    })),
    roles: roles.filter((role) => ours && !isFixedRole(role.name)).map((role) => ({ id: role.id, name: foreignText(role.name) })),
    ...(problem === undefined ? {} : { problem: foreignText(problem, 1000) }),
    ...(status === undefined ? {} : { status: foreignText(status) }),
    abilities: abilities.map((ability) => foreignText(ability)),
    pays: pays.map((cost) => foreignText(cost)),
    canReceiveResults: abilities.includes(receivingAbility),
    canBeReceiver: canBeReceiver(partner),
  };
}
