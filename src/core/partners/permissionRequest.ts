import * as z from 'zod/mini';
import { questionAccesses, questionPermissions } from '../model/question.ts';
import { t } from '../text.ts';
import { permissionFlagsSchema } from './permissionFlags.ts';

const account = z.string().check(z.regex(/^\d{12}$/, { error: () => t('must be a 12-digit AWS account id') }));

/** What partners are to be able to do in a clean room or collaboration. Everything that is left out stays as it is. */
export const permissionRequestSchema = z.object({
  /** Id, display id or name of a clean room or collaboration. */
  room: z.string().check(z.minLength(1)),
  /** A permission template: full_access, analyst, viewer, admin, restricted, or one of the folder's own. */
  template: z.optional(z.string()),
  /** Instead of a template, never beside one: the nine flags, and a role. */
  flags: z.optional(permissionFlagsSchema),
  /** Which questions template or flags are for (ids, display ids or names); all where left out, none where empty. */
  questions: z.optional(z.array(z.string())),
  /** Which datasets can_configure_mapping is for (ids or names); all where left out, none where empty. */
  datasets: z.optional(z.array(z.string())),
  /** Whose users get the role of template or flags (partner names or ids); all where left out, none where empty. */
  partners: z.optional(z.array(z.string())),
  /** Single permissions, beside or instead of a template: they go before it. */
  question_permissions: z.optional(
    z.array(z.object({ question: z.string(), permission: z.enum(questionPermissions), access: z.enum(questionAccesses) })),
  ),
  dataset_assignments: z.optional(z.array(z.object({ dataset: z.string(), partner_can_assign: z.boolean() }))),
  /** Roles of single partner users, by e-mail address or by the clean room user's id. */
  roles: z.optional(z.array(z.object({ email: z.string(), role: z.string() }))),
  /** LiveRamp: whether a question's results go to a partner. */
  result_shares: z.optional(
    z.array(z.object({ question: z.string(), partner: z.string(), shared: z.boolean(), post_run_query_id: z.optional(z.string()) })),
  ),
  /** AWS: whether members can receive results. */
  members: z.optional(z.array(z.object({ account_id: account, can_receive_results: z.boolean() }))),
  /** AWS: who may receive what a table answers. */
  receivers: z.optional(
    z.array(z.object({ association: z.string(), add: z._default(z.array(account), []), remove: z._default(z.array(account), []) })),
  ),
  /** AWS: who may query a table; at least one account has to stay. */
  providers: z.optional(
    z.array(z.object({ table: z.string(), add: z._default(z.array(account), []), remove: z._default(z.array(account), []) })),
  ),
  /** Keep the template on the room: what differs from it later is a finding. */
  keep_on_room: z._default(z.boolean(), false),
});
export type PermissionRequest = z.infer<typeof permissionRequestSchema>;
