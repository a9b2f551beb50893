import * as z from 'zod/mini';
import { foreignText } from '../../core/foreignText.ts';
import { accessOf, type PermittedQuestion } from '../../core/jobs/partners/readPartnerPermissions.ts';
import { questionPermissions } from '../../core/model/question.ts';
import { t } from '../../core/text.ts';
import { columns } from '../columns.ts';
import type { ReportedPartner } from './partnersAnswer.ts';

/** A question with what partners may do with it. */
export const questionSchema = z.object({
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
  /** The partner who alone sets its permissions; left out for questions of ours. */
  owned_by: z.optional(z.string()),
  problem: z.optional(z.string()),
});
type ReportedQuestion = z.infer<typeof questionSchema>;

export function reportedQuestion({ question, permissions, shares, differs, problem, ownedBy }: PermittedQuestion): ReportedQuestion {
  return {
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
    ...(ownedBy === undefined ? {} : { owned_by: ownedBy }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A row for each question, a column for each permission: all partners of the room have it, or its owner alone. */
export function questionLines(questions: readonly ReportedQuestion[]): string[] {
  if (questions.length === 0) return [];
  const differ = questions.some(({ differs }) => differs.length > 0);
  const rows = columns([
    ['', '', '', ...questionPermissions],
    ...questions.map(({ display_id: displayId, id, name, status, permissions, differs, owned_by: owner }) => [
      displayId ?? id,
      foreignText(owner === undefined ? name : t('{0} (of {1})', name, owner), 60),
      foreignText(status, 20),
      ...questionPermissions.map((permission) =>
        permissions === null ? '?' : `${accessWord(permissions[permission] ?? '')}${differs.includes(permission) ? ' (!)' : ''}`,
      ),
    ]),
  ]);
  return differ ? [...rows, t('(!) differs from the template that is kept on the clean room')] : rows;
}

/** Which results go to which partner, by names as far as these are known. */
export function shareLines(questions: readonly ReportedQuestion[], partners: readonly ReportedPartner[]): string[] {
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  return columns(
    questions.flatMap(({ display_id: displayId, id, name, shares = [] }) =>
      shares.map(({ partner_id: partner }) => [displayId ?? id, foreignText(name, 60), foreignText(names.get(partner) ?? partner, 60)]),
    ),
  );
}

function accessWord(access: string): string {
  if (access === 'ALL_CLEAN_ROOM_PARTNERS') return t('all');
  return access === 'QUESTION_OWNER_ONLY' ? t('owner') : foreignText(access, 30);
}
