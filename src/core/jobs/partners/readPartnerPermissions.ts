import * as z from 'zod/mini';
import { datasetDiffersFromTemplate, differsFromTemplate, templateMissing } from '../../diagnosis/permissionFindings.ts';
import { roomUnreadable } from '../../diagnosis/sentInvitationFindings.ts';
import { asCleanRoomError, type CleanRoomError } from '../../errors.ts';
import { inTurns } from '../../inTurns.ts';
import type { CleanRoom } from '../../model/cleanRoom.ts';
import type { Connection } from '../../model/connection.ts';
import type { Finding } from '../../model/finding.ts';
import type { Question, QuestionPermission, ResultShare, RoomDataset } from '../../model/question.ts';
import type { RoomPartner, RoomRole } from '../../model/sentInvitation.ts';
import type { AnalysisRuleType } from '../../model/table.ts';
import { readPart } from '../../onboarding/part.ts';
import { isOurDataset, otherOwner } from '../../partners/ownership.ts';
import type { PartnerSettings } from '../../partners/partnerSettings.ts';
import { wishedQuestionPermissions } from '../../partners/permissionFlags.ts';
import { permissionTemplates, type PermissionTemplate } from '../../partners/permissionTemplates.ts';
import type { CleanRoomService } from '../../service.ts';
import type { JobContext, ReadingJob } from '../job.ts';
import { readQuestions, type ReadQuestion } from './readQuestions.ts';
import { readRoomTables } from './roomTables.ts';
import { findRoom } from './rooms.ts';

/** Partners whose roles are read at a time: each is a call of its own. */
const atOnce = 12;

export const readPartnerPermissionsInput = z.object({
  /** Id, display id or name. */
  room: z.string().check(z.minLength(1)),
  /** Also which results go to which partner: a call more for each question. */
  with_result_shares: z._default(z.boolean(), false),
});

/** One question with what partners may do with it. */
export interface PermittedQuestion {
  question: Question;
  /** Undefined where they could not be read. */
  permissions: QuestionPermission[] | undefined;
  shares: ResultShare[] | undefined;
  /** Why some of it could not be read. */
  problem?: string;
  /** The organisation that alone sets its permissions, where that is not ours. */
  ownedBy?: string;
  /** Permissions in which it differs from the template that is kept on the room; none where it is not ours to set. */
  differs: string[];
}

/** One dataset. */
export interface PermittedDataset extends RoomDataset {
  /** True where partners may assign it and by the template that is kept on the room may not, or the other way round. */
  differs?: boolean;
}

/** A partner with the roles that its users can have. */
export interface PermittedPartner {
  partner: RoomPartner;
  roles: RoomRole[];
  problem?: string;
}

/** AWS: a table of ours in the collaboration: who may ask it and who may receive what it answers. */
export interface PermittedTable {
  associationId: string;
  associationName: string;
  configuredTableId: string;
  tableName: string;
  ruleType: AnalysisRuleType | undefined;
  receivers: string[];
  /** Undefined where the table's rule names none (only CUSTOM rules that allow any query do). */
  providers: string[] | undefined;
  /** True where the table has a collaboration analysis rule: without one there are no receivers to change. */
  hasRule: boolean;
}

/** What is read of a room by calls of its own, so that it can fail by itself. */
export type ReadingPart = 'partners' | 'questions' | 'datasets' | 'tables';

/** Who may do what in a clean room, as the service says now. */
export interface PermissionsReading {
  connection: Connection;
  /** ISO 8601. */
  readAt: string;
  room: CleanRoom;
  partners: PermittedPartner[];
  /** Undefined where the service has no questions (AWS). */
  questions: PermittedQuestion[] | undefined;
  datasets: PermittedDataset[] | undefined;
  /** AWS. */
  tables: PermittedTable[] | undefined;
  templates: PermissionTemplate[];
  /** The template that is kept on the room. */
  kept: { template: string; questionIds: readonly string[] | undefined } | undefined;
  findings: Finding[];
  /** Parts that could not be read, each with a sentence: what is not known of them is not "none". */
  unread: ReadonlyMap<ReadingPart, string>;
  /** The same sentences, each once. */
  problems: string[];
  /** Questions that are still being read: none but in an interim result. */
  stillReading: number;
}

/** Reads who may do what in one clean room or collaboration, and compares it with the template kept on it. */
export const readPartnerPermissions: ReadingJob<typeof readPartnerPermissionsInput, PermissionsReading> = {
  kind: 'reading',
  id: 'partner-permissions',
  input: readPartnerPermissionsInput,
  permission: 'read',

  async run(context, { room: reference, with_result_shares: withShares }, onInterim) {
    const room = await findRoom(context.service, reference, context.signal);
    return readPermissions(context, room, { withShares, onInterim });
  },
};

/** The same for a room that is known. @param onInterim told the first questions while the others are read */
export async function readPermissions(
  { service, signal, partnerSettings }: JobContext,
  room: CleanRoom,
  { withShares = false, onInterim }: { withShares?: boolean; onInterim?: ((interim: PermissionsReading) => void) | undefined } = {},
): Promise<PermissionsReading> {
  const { connection } = service;
  const settings = await partnerSettings?.read();
  const errors = new Map<ReadingPart, CleanRoomError>();
  /** What cannot be read is said, and leaves the rest whole. */
  const attempt = async <T>(part: ReadingPart, read: Promise<T> | undefined): Promise<T | undefined> => {
    try {
      return await read;
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      if (error.code === 'cancelled') throw error;
      errors.set(part, error);
      return undefined;
    }
  };
  const [partners = [], questions = [], datasets = [], tables] = await Promise.all([
    attempt('partners', readPartners(service, room, signal)),
    attempt('questions', service.questions?.list(room, signal)),
    attempt('datasets', service.datasets?.list(room, signal)),
    attempt('tables', readRoomTables(service, room, signal)),
  ]);
  const kept = keptTemplate(settings, room);
  const templates = permissionTemplates(settings);
  const template = templates.find(({ id }) => id === kept?.template);
  const [unread] = errors.values();
  const permittedDatasets = datasets.map((dataset): PermittedDataset => ({
    ...dataset,
    differs: room.ours && isOurDataset(dataset, connection) && datasetDiffers(dataset, kept, template),
  }));
  const readingOf = (read: readonly ReadQuestion[]): PermissionsReading => {
    const permitted = read.map((each): PermittedQuestion => {
      const ownedBy = otherOwner(
        each.question,
        room,
        partners.map(({ partner }) => partner),
        connection,
      );
      return ownedBy === undefined ? { ...each, differs: differencesOf(each, kept, template) } : { ...each, ownedBy, differs: [] };
    });
    return {
      connection,
      readAt: new Date().toISOString(),
      room,
      partners,
      questions: service.questions === undefined ? undefined : permitted,
      datasets: service.datasets === undefined ? undefined : permittedDatasets,
      tables,
      templates,
      kept,
      findings: [
        ...(unread === undefined ? [] : [roomUnreadable(connection, room, 'permissions', unread)]),
        ...(kept === undefined || template !== undefined ? [] : [templateMissing(connection, room, kept.template)]),
        ...(template === undefined
          ? []
          : [
              ...permitted.flatMap(({ question, differs }) =>
                differs.length === 0 ? [] : [differsFromTemplate(connection, room, question, template, differs)],
              ),
              ...permittedDatasets.flatMap((dataset) =>
                dataset.differs === true ? [datasetDiffersFromTemplate(connection, room, dataset, template)] : [],
              ),
            ]),
      ],
      unread: new Map([...errors].map(([part, { sentence }]) => [part, sentence])),
      problems: [...new Set([...errors.values()].map(({ sentence }) => sentence))],
      stillReading: read.filter(({ permissions, problem }) => permissions === undefined && problem === undefined).length,
    };
  };
  if (service.questions === undefined) return readingOf([]);
  const onSome = (some: readonly ReadQuestion[]): void => onInterim?.(readingOf(some));
  return readingOf(await readQuestions(service.questions, questions, { withShares, signal, onSome }));
}

/** The template that the folder keeps on a room. */
export function keptTemplate(settings: PartnerSettings | undefined, { id }: CleanRoom): PermissionsReading['kept'] {
  const entry = settings?.rooms?.find((each) => each.room_id === id);
  return entry === undefined ? undefined : { template: entry.permission_template, questionIds: entry.question_ids };
}

async function readPartners(service: CleanRoomService, room: CleanRoom, signal: AbortSignal | undefined): Promise<PermittedPartner[]> {
  const port = service.partners;
  const partners = (await port?.list(room, signal)) ?? [];
  return inTurns(partners, atOnce, async (partner) => {
    if (port?.roles === undefined) return { partner, roles: [] };
    const roles = await readPart(port.roles(room, partner, signal));
    return roles.read ? { partner, roles: roles.value } : { partner, roles: [], problem: roles.problem };
  });
}

function differencesOf(
  { question, permissions }: ReadQuestion,
  kept: PermissionsReading['kept'],
  template: PermissionTemplate | undefined,
): string[] {
  if (template === undefined || permissions === undefined) return [];
  if (kept?.questionIds !== undefined && !kept.questionIds.includes(question.id)) return [];
  return wishedQuestionPermissions(template.flags)
    .filter(({ permission, access }) => accessOf(permissions, permission) !== access)
    .map(({ permission }) => permission);
}

/** A template that is kept for some questions only says nothing about datasets. */
function datasetDiffers(
  { partnerCanAssign }: RoomDataset,
  kept: PermissionsReading['kept'],
  template: PermissionTemplate | undefined,
): boolean {
  return template !== undefined && kept?.questionIds === undefined && partnerCanAssign !== template.flags.can_configure_mapping;
}

/** Who has a permission; one that is not listed is the owner's only. */
export function accessOf(permissions: readonly QuestionPermission[], permission: string): string {
  return permissions.find((each) => each.permission === permission)?.access ?? 'QUESTION_OWNER_ONLY';
}
