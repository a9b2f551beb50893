import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import { accessOf, type PermissionsReading } from '../../core/jobs/partners/readPartnerPermissions.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import { questionPermissions } from '../../core/model/question.ts';
import { t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { findingLines } from '../findingLines.ts';
import { reachedWith, type Colours, type PartnerAnswer } from './partnerAnswer.ts';
import { partnerLines, partnerSchema, reportedPartner } from './partnersAnswer.ts';
import { reportedRoom, roomHeading, roomSchema } from './roomReport.ts';

const questionSchema = z.object({
  id: z.string(),
  display_id: z.optional(z.string()),
  name: z.string(),
  /** READY, MISSING_DATASETS, or another word of the service. */
  status: z.string(),
  /** Who has each permission: ALL_CLEAN_ROOM_PARTNERS or QUESTION_OWNER_ONLY. null where they could not be read. */
  permissions: z.nullable(z.record(z.string(), z.string())),
  /** Partners who get its results; only with --shares. */
  shares: z.optional(z.array(z.object({ partner_id: z.string(), post_run_query_id: z.optional(z.string()) }))),
  /** Permissions in which it differs from the template that is kept on the room. */
  differs: z.array(z.string()),
  problem: z.optional(z.string()),
});
const datasetSchema = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.optional(z.string()),
  status: z.optional(z.string()),
  partner_can_assign: z.boolean(),
  mapped_fields: z.number(),
});
const tableSchema = z.object({
  association_id: z.string(),
  association: z.string(),
  table_id: z.string(),
  table: z.string(),
  rule: z.optional(z.string()),
  /** Accounts that may receive what it answers. */
  receivers: z.array(z.string()),
  /** Accounts that may query it; null where its rule names none. */
  providers: z.nullable(z.array(z.string())),
});
const schema = z.object({
  /** ISO 8601. */
  read_at: z.string(),
  room: roomSchema,
  partners: z.array(partnerSchema),
  /** null where the service has none (AWS). */
  questions: z.nullable(z.array(questionSchema)),
  datasets: z.nullable(z.array(datasetSchema)),
  /** AWS; null where the service has none. */
  tables: z.nullable(z.array(tableSchema)),
  /** The permission templates that can be named. */
  templates: z.array(z.string()),
  /** The template that the folder keeps on the room. */
  kept: z.nullable(z.string()),
  /** Parts that could not be read. */
  problems: z.array(z.string()),
  findings: z.array(reportedFindingSchema),
});
type Shown = z.infer<typeof schema>;

/** Who may do what in one clean room. */
export const permissionsAnswer: PartnerAnswer<PermissionsReading, Shown> = {
  schema,
  shown: reportedPermissions,
  reached: ({ findings, problems, questions }) =>
    problems.length === 0 && reachedWith(findings) && (questions ?? []).every(({ permissions }) => permissions !== null),
  lines: (shown, colours) => {
    const { room, partners, questions, datasets, tables, kept, templates } = shown;
    return [
      colours.bold(roomHeading(room)),
      kept === null ? t('No template is kept on it. There are: {0}.', templates.join(', ')) : t('Template: {0}.', kept),
      ...part(t('Partners'), partners.flatMap(partnerLines), colours),
      ...(questions === null ? [] : part(t('Questions'), questionLines(questions), colours)),
      ...(datasets === null ? [] : part(t('Datasets'), datasetLines(datasets), colours)),
      ...(tables === null ? [] : part(t('Tables'), tableLines(tables), colours)),
    ];
  },
  trouble: ({ problems, findings, questions }, colours, options) => [
    ...problems.map((problem) => `${colours.red(t('error:'))} ${foreignText(problem, 500)}`),
    ...(questions ?? []).flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`${colours.red(t('error:'))} ${foreignText(name)}: ${foreignText(problem, 500)}`],
    ),
    ...findingLines(findings, colours, options),
  ],
};

function part(title: string, lines: readonly string[], colours: Colours): string[] {
  return ['', colours.bold(title), ...(lines.length === 0 ? [`  ${t('none')}`] : lines.map((line) => `  ${line}`))];
}

/** A row for each question, a column for each permission: all partners of the room have it, or its owner alone. */
function questionLines(questions: NonNullable<Shown['questions']>): string[] {
  if (questions.length === 0) return [];
  return columns([
    ['', '', '', ...questionPermissions],
    ...questions.map(({ display_id: displayId, id, name, status, permissions, differs }) => [
      displayId ?? id,
      foreignText(name, 40),
      foreignText(status, 20),
      ...questionPermissions.map((permission) =>
        permissions === null ? '?' : `${accessWord(permissions[permission] ?? '')}${differs.includes(permission) ? ' (!)' : ''}`,
      ),
    ]),
  ]);
}

function accessWord(access: string): string {
  if (access === 'ALL_CLEAN_ROOM_PARTNERS') return t('all');
  return access === 'QUESTION_OWNER_ONLY' ? t('owner') : foreignText(access, 30);
}

function datasetLines(datasets: NonNullable<Shown['datasets']>): string[] {
  return columns(
    datasets.map(({ name, organisation, status, partner_can_assign: assignable, mapped_fields: fields }) => [
      foreignText(name, 40),
      foreignText(organisation ?? '', 40),
      foreignText(status ?? '', 30),
      t('{0} fields mapped', fields),
      assignable ? t('partners can assign it') : '',
    ]),
  );
}

function tableLines(tables: NonNullable<Shown['tables']>): string[] {
  return columns(
    tables.map(({ association, rule, receivers, providers }) => [
      foreignText(association, 60),
      rule ?? t('no rule'),
      t('receivers: {0}', receivers.length === 0 ? t('none') : receivers.join(', ')),
      providers === null ? '' : t('query: {0}', providers.length === 0 ? t('nobody') : providers.join(', ')),
    ]),
  );
}

function reportedPermissions(reading: PermissionsReading): Shown {
  const { readAt, room, partners, questions, datasets, tables, templates, kept, findings, problems } = reading;
  return {
    read_at: readAt,
    room: reportedRoom(room),
    partners: partners.map(({ partner }) => reportedPartner(partner)),
    questions:
      questions?.map(({ question, permissions, shares, differs, problem }) => ({
        id: question.id,
        ...(question.displayId === undefined ? {} : { display_id: question.displayId }),
        name: question.name,
        status: question.status,
        permissions:
          permissions === undefined
            ? null
            : Object.fromEntries([
                ...questionPermissions.map((permission) => [permission, accessOf(permissions, permission)] as const),
                ...permissions.map(({ permission, access }) => [permission, access] as const),
              ]),
        ...(shares === undefined
          ? {}
          : {
              shares: shares.map(({ partnerId, postRunQueryId }) => ({
                partner_id: partnerId,
                ...(postRunQueryId === undefined ? {} : { post_run_query_id: postRunQueryId }),
              })),
            }),
        differs,
        ...(problem === undefined ? {} : { problem }),
      })) ?? null,
    datasets:
      datasets?.map(({ id, name, organisationName, configurationStatus, partnerCanAssign, mappedFields }) => ({
        id,
        name,
        ...(organisationName === undefined ? {} : { organisation: organisationName }),
        ...(configurationStatus === undefined ? {} : { status: configurationStatus }),
        partner_can_assign: partnerCanAssign,
        mapped_fields: mappedFields,
      })) ?? null,
    tables:
      tables?.map(({ associationId, associationName, configuredTableId, tableName, ruleType, receivers, providers }) => ({
        association_id: associationId,
        association: associationName,
        table_id: configuredTableId,
        table: tableName,
        ...(ruleType === undefined ? {} : { rule: ruleType }),
        receivers,
        providers: providers ?? null,
      })) ?? null,
    templates: templates.map(({ id }) => id),
    kept: kept?.template ?? null,
    problems,
    findings: findings.map(reportedFinding),
  };
}
