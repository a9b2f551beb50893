import * as z from 'zod/mini';
import { t } from '../../text.ts';
import { ToolRefusal } from '../toolRefusal.ts';
import { cleanroomField, connectionField, dryRunField, flag, text, texts } from './fields.ts';

const actions = ['list', 'analyze', 'template', 'set'] as const;
const accountId = z.string().check(z.regex(/^\d{12}$/, { error: () => t('must be a 12-digit AWS account id') }));
const accounts = z.optional(z.array(accountId));

export const permissionToolInput = z.strictObject({
  ...connectionField,
  ...cleanroomField,
  action: z._default(
    z
      .enum(actions)
      .check(z.describe('list: what is so now. analyze: what would change, nothing is done. template: apply one. set: apply flags.')),
    'list',
  ),
  permissionTemplate: z.optional(
    text('full_access, analyst, viewer, admin, restricted, or one that the folder keeps. With "set": where to start from.'),
  ),
  questionPermissions: z.optional(
    z
      .strictObject({
        canView: flag('Every partner sees the questions anyway; the service has no switch.'),
        canEdit: flag('Edit questions.'),
        canClone: flag('Clone questions.'),
        canRun: flag('Run questions.'),
        canViewResults: flag('See results.'),
        canViewCode: flag('See the code.'),
      })
      .check(z.describe('For all partners of the clean room alike: the service has no permission for one partner alone.')),
  ),
  datasetPermissions: z.optional(
    z
      .strictObject({
        canViewSchema: flag('The service has no switch for it.'),
        canViewSample: flag('The service has no switch for it.'),
        canConfigureMapping: flag('Assign our datasets to questions.'),
      })
      .check(z.describe('For all partners of the clean room alike.')),
  ),
  questionIds: z.optional(texts('Only these questions (ids, CRQ-… or names); all where left out.')),
  datasetIds: z.optional(texts('Only these datasets (ids or names); all where left out.')),
  applyToExistingQuestions: flag('false: questions that are there stay as they are. Default true.'),
  applyToDatasets: flag('false: with a template, datasets stay as they are. Default true.'),
  applyToRoles: flag('false: with a template, roles of users stay as they are. Default true.'),
  keepOnCleanroom: flag('true: keep permissionTemplate on the clean room, so that questions that differ from it later are findings.'),
  partnerId: z.optional(text('Whose users get partnerRole: a partner by name or id; all partners where left out.')),
  partnerEmail: z.optional(text('One user of a partner who gets partnerRole.')),
  partnerRole: z.optional(text('Role for partner users, by its name.')),
  resultShares: z.optional(
    z
      .array(z.strictObject({ questionId: text('The question.'), partner: text('The partner, by name or id.'), shared: z.boolean() }))
      .check(z.describe('LiveRamp: whether the results of a question go to a partner.')),
  ),
  members: z.optional(
    z.array(z.strictObject({ accountId, canReceiveResults: z.boolean() })).check(z.describe('AWS: whether members may receive results.')),
  ),
  receivers: z.optional(
    z
      .array(z.strictObject({ association: text('The table association, by id or name.'), add: accounts, remove: accounts }))
      .check(z.describe('AWS: accounts that may receive what a table answers.')),
  ),
  providers: z.optional(
    z
      .array(z.strictObject({ table: text('The configured table, by id or name.'), add: accounts, remove: accounts }))
      .check(z.describe('AWS: accounts that may query a table.')),
  ),
  ...dryRunField,
});

export type PermissionToolRequest = z.infer<typeof permissionToolInput>;

/** True where there is something to set. */
export function asksForSomething(request: PermissionToolRequest): boolean {
  const { permissionTemplate, questionPermissions, datasetPermissions, partnerRole, resultShares, members, receivers, providers } = request;
  const parts = [permissionTemplate, questionPermissions, datasetPermissions, partnerRole, resultShares, members, receivers, providers];
  return parts.some((each) => each !== undefined);
}

/** What the service has no switch for. */
export function notesOf({ questionPermissions, datasetPermissions }: PermissionToolRequest): string[] {
  const without = [
    questionPermissions?.canView === undefined ? '' : 'canView',
    datasetPermissions?.canViewSchema === undefined ? '' : 'canViewSchema',
    datasetPermissions?.canViewSample === undefined ? '' : 'canViewSample',
  ].filter((name) => name !== '');
  return without.length === 0 ? [] : [t('The service has no switch for {0}: nothing is changed for it.', without.join(', '))];
}

/** The flags of questions that the service has a switch for, by the switch. */
const switches = {
  canEdit: 'EDIT',
  canClone: 'CLONE',
  canRun: 'RUN',
  canViewResults: 'VIEW_RESULTS',
  canViewCode: 'VIEW_CODE',
} as const;

/**
 * The input of `configure-partner-permissions`. Flags for all questions have to be complete, so that none is changed that
 * nobody spoke of; for named questions single ones will do. Raises ToolRefusal.
 */
export function permissionRequest(request: PermissionToolRequest): object {
  const { permissionTemplate: template, questionIds, datasetIds, partnerRole: role, partnerEmail, partnerId } = request;
  const given = switchesGiven(request);
  const mapping = request.datasetPermissions?.canConfigureMapping;
  const forAllQuestions = given.length > 0 && questionIds === undefined;
  const forAllDatasets = mapping !== undefined && datasetIds === undefined;
  const forPartners = role !== undefined && partnerEmail === undefined;
  refuseHalf(request, { some: forAllQuestions, all: given.length === Object.keys(switches).length, beside: forAllDatasets || forPartners });
  const open = new Map(given.map(({ permission, open: isOpen }) => [permission, isOpen]));
  const flags =
    forAllQuestions || forAllDatasets || forPartners
      ? {
          can_view: request.questionPermissions?.canView ?? true,
          can_edit: open.get('EDIT') ?? false,
          can_clone: open.get('CLONE') ?? false,
          can_run: open.get('RUN') ?? false,
          can_view_results: open.get('VIEW_RESULTS') ?? false,
          can_view_code: open.get('VIEW_CODE') ?? false,
          can_view_schema: false,
          can_view_sample: false,
          can_configure_mapping: mapping ?? false,
          role: forPartners ? role : undefined,
        }
      : undefined;
  const templated = template !== undefined;
  return {
    room: request.cleanroomId,
    template,
    flags,
    questions: request.applyToExistingQuestions === false ? [] : templated ? questionIds : forAllQuestions ? undefined : [],
    datasets: request.applyToDatasets === false ? [] : templated ? datasetIds : forAllDatasets ? undefined : [],
    partners: request.applyToRoles === false ? [] : partnerId !== undefined ? [partnerId] : templated || forPartners ? undefined : [],
    question_permissions: questionIds?.flatMap((question) =>
      given.map(({ permission, open: isOpen }) => ({
        question,
        permission,
        access: isOpen ? 'ALL_CLEAN_ROOM_PARTNERS' : 'QUESTION_OWNER_ONLY',
      })),
    ),
    dataset_assignments: mapping === undefined ? undefined : datasetIds?.map((dataset) => ({ dataset, partner_can_assign: mapping })),
    roles: role === undefined || partnerEmail === undefined ? undefined : [{ email: partnerEmail, role }],
    result_shares: request.resultShares?.map(({ questionId, partner, shared }) => ({ question: questionId, partner, shared })),
    members: request.members?.map(({ accountId, canReceiveResults }) => ({
      account_id: accountId,
      can_receive_results: canReceiveResults,
    })),
    receivers: request.receivers,
    providers: request.providers,
    keep_on_room: request.keepOnCleanroom,
  };
}

function switchesGiven({
  questionPermissions,
}: PermissionToolRequest): { permission: (typeof switches)[keyof typeof switches]; open: boolean }[] {
  const { canEdit, canClone, canRun, canViewResults, canViewCode } = questionPermissions ?? {};
  const all = { EDIT: canEdit, CLONE: canClone, RUN: canRun, VIEW_RESULTS: canViewResults, VIEW_CODE: canViewCode };
  return Object.values(switches).flatMap((permission) => {
    const open = all[permission];
    return open === undefined ? [] : [{ permission, open }];
  });
}

function refuseHalf(
  { permissionTemplate }: PermissionToolRequest,
  { some, all, beside }: { some: boolean; all: boolean; beside: boolean },
): void {
  if (permissionTemplate !== undefined && (some || beside))
    throw new ToolRefusal(
      'invalid_input',
      t('A template and flags for everything cannot be applied in one call.'),
      t('Name the questions (questionIds), datasets (datasetIds) or user (partnerEmail) that the flags are for, or make two calls.'),
    );
  if (some && !all)
    throw new ToolRefusal(
      'invalid_input',
      t('Only some question permissions were given, for all questions.'),
      t('Give all of {0}, or name the questions with questionIds.', Object.keys(switches).join(', ')),
    );
}
