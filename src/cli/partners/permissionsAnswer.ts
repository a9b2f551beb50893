import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import type { PermissionsReading } from '../../core/jobs/partners/readPartnerPermissions.ts';
import { reportedFindingSchema } from '../../core/jobs/report.ts';
import { reportedFinding } from '../../core/jobs/reported.ts';
import { counted, t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import { findingLines } from '../findingLines.ts';
import { reachedWith, type Colours, type PartnerAnswer } from './partnerAnswer.ts';
import { questionLines, questionSchema, reportedQuestion, shareLines } from './permittedQuestions.ts';
import { partnerLines, partnerSchema, reportedPartner } from './partnersAnswer.ts';
import { reportedRoom, roomHeading, roomSchema } from './roomReport.ts';

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
      ...(questions === null ? [] : [keptLine(kept, templates)]),
      ...part(t('Partners'), partners.flatMap(partnerLines), colours),
      ...(questions === null ? [] : part(t('Questions'), questionLines(questions), colours)),
      ...(questions?.some(({ shares }) => shares !== undefined) === true
        ? part(t('Result shares'), shareLines(questions, partners), colours)
        : []),
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

/** Templates are of questions: AWS has nothing that they set. */
function keptLine(kept: string | null, templates: readonly string[]): string {
  return kept === null ? t('No template is kept on it. There are: {0}.', templates.join(', ')) : t('Template: {0}.', kept);
}

function part(title: string, lines: readonly string[], colours: Colours): string[] {
  return ['', colours.bold(title), ...(lines.length === 0 ? [`  ${t('none')}`] : lines.map((line) => `  ${line}`))];
}

function datasetLines(datasets: NonNullable<Shown['datasets']>): string[] {
  return columns(
    datasets.map(({ name, organisation, status, partner_can_assign: assignable, mapped_fields: fields }) => [
      foreignText(name, 40),
      foreignText(organisation ?? '', 40),
      foreignText(status ?? '', 30),
      counted(fields, t('1 field mapped'), t('{0} fields mapped', fields)),
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
    questions: questions?.map(reportedQuestion) ?? null,
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
