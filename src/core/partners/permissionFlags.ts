import * as z from 'zod/mini';
import type { QuestionAccess, QuestionPermission, QuestionPermissionName } from '../model/question.ts';
import { t } from '../text.ts';

/** What partners may do with questions and datasets: the nine flags of the wish, and a role. */
export const permissionFlagsSchema = z.looseObject({
  can_view: z.boolean(),
  can_edit: z.boolean(),
  can_clone: z.boolean(),
  can_run: z.boolean(),
  can_view_results: z.boolean(),
  can_view_code: z.boolean(),
  can_view_schema: z.boolean(),
  can_view_sample: z.boolean(),
  can_configure_mapping: z.boolean(),
  /** The role that partner users are to have; none: roles are left alone. */
  role: z.optional(z.string()),
});
export type PermissionFlags = z.infer<typeof permissionFlagsSchema>;

/** The flags by name, in the order in which forms show them. */
export const permissionFlagNames = [
  'can_view',
  'can_view_results',
  'can_run',
  'can_clone',
  'can_edit',
  'can_view_code',
  'can_configure_mapping',
  'can_view_schema',
  'can_view_sample',
] as const;
export type PermissionFlagName = (typeof permissionFlagNames)[number];

/** What moves a flag in LiveRamp Clean Room, and for whom. */
export type PermissionLever =
  /** A permission of each question: it opens to all partners of the room, or to the question's owner only. */
  | { kind: 'question_permission'; permission: QuestionPermissionName; takesEffectFor: 'all_partners' }
  /** partnerCanAssign of each dataset. */
  | { kind: 'dataset_assignment'; takesEffectFor: 'all_partners' }
  /** Always so: whoever takes part in the room has it. */
  | { kind: 'always'; takesEffectFor: 'all_partners' }
  /** The API has nothing for it; the role in LiveRamp's own user interface may. */
  | { kind: 'none' };

/**
 * The lever behind each flag. LiveRamp: permissions are per question and hold for all partners or for nobody but the
 * owner; there is no permission per partner (notes §7, §9).
 */
export const levers: Readonly<Record<PermissionFlagName, PermissionLever>> = {
  can_view: { kind: 'always', takesEffectFor: 'all_partners' },
  can_edit: { kind: 'question_permission', permission: 'EDIT', takesEffectFor: 'all_partners' },
  can_clone: { kind: 'question_permission', permission: 'CLONE', takesEffectFor: 'all_partners' },
  can_run: { kind: 'question_permission', permission: 'RUN', takesEffectFor: 'all_partners' },
  can_view_results: { kind: 'question_permission', permission: 'VIEW_RESULTS', takesEffectFor: 'all_partners' },
  can_view_code: { kind: 'question_permission', permission: 'VIEW_CODE', takesEffectFor: 'all_partners' },
  can_view_schema: { kind: 'none' },
  can_view_sample: { kind: 'none' },
  can_configure_mapping: { kind: 'dataset_assignment', takesEffectFor: 'all_partners' },
};

/** What a form says of a flag's lever. */
export function leverSentence(flag: PermissionFlagName): string {
  const lever = levers[flag];
  switch (lever.kind) {
    case 'question_permission':
      return t('Question permission {0}: for all partners of the clean room, question by question.', lever.permission);
    case 'dataset_assignment':
      return t('Dataset setting "partner can assign": for all partners of the clean room, dataset by dataset.');
    case 'always':
      return t('Every partner of the clean room sees its questions; the service has no switch for it.');
    case 'none':
      return t('The API has no lever for it. Roles in the LiveRamp console may.');
  }
}

/** The question permissions that the flags ask for; the others of a question are left alone. DELETE is never given. */
export function wishedQuestionPermissions(flags: PermissionFlags): { permission: QuestionPermissionName; access: QuestionAccess }[] {
  return permissionFlagNames.flatMap((flag) => {
    const lever = levers[flag];
    if (lever.kind !== 'question_permission') return [];
    return [
      { permission: lever.permission, access: flags[flag] ? ('ALL_CLEAN_ROOM_PARTNERS' as const) : ('QUESTION_OWNER_ONLY' as const) },
    ];
  });
}

/** What of the flags a question has now; a permission that the service does not list is for the owner only. */
export function flagsOfQuestion(permissions: readonly QuestionPermission[]): Partial<Record<PermissionFlagName, boolean>> {
  const open = new Set(permissions.filter(({ access }) => access === 'ALL_CLEAN_ROOM_PARTNERS').map(({ permission }) => permission));
  return Object.fromEntries(
    permissionFlagNames.flatMap((flag) => {
      const lever = levers[flag];
      return lever.kind === 'question_permission' ? [[flag, open.has(lever.permission)]] : [];
    }),
  );
}
