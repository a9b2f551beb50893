import * as z from 'zod/mini';
import { given, type CallInput } from './callInput.ts';

const texts = z.array(z.string());
const accounts = { add: z.optional(texts), remove: z.optional(texts) };

/** What remedies ask of `configure-partner-permissions`, as far as the tool has words for it. */
export const permissionRemedyInput = z.strictObject({
  room: z.string(),
  template: z.optional(z.string()),
  questions: z.optional(texts),
  datasets: z.optional(texts),
  partners: z.optional(texts),
  roles: z.optional(z.array(z.strictObject({ email: z.string(), role: z.string() }))),
  members: z.optional(z.array(z.strictObject({ account_id: z.string(), can_receive_results: z.boolean() }))),
  receivers: z.optional(z.array(z.strictObject({ association: z.string(), ...accounts }))),
  providers: z.optional(z.array(z.strictObject({ table: z.string(), ...accounts }))),
});
type RemedyInput = z.infer<typeof permissionRemedyInput>;

/** The call of `configure_partner_permissions` for it; undefined where one call cannot say it. */
export function permissionCallInput(input: RemedyInput): CallInput | undefined {
  const { room, template, partners = [], roles = [], members, receivers, providers } = input;
  const [role, ...moreRoles] = roles;
  if (partners.length > 1 || moreRoles.length > 0) return undefined;
  return {
    cleanroomId: room,
    ...(template === undefined ? { action: 'set' } : templateInput(template, input)),
    partnerEmail: role?.email,
    partnerRole: role?.role,
    members: members?.map(({ account_id: accountId, can_receive_results: canReceiveResults }) => ({ accountId, canReceiveResults })),
    receivers: receivers?.map(({ association, add, remove }) => ({ association, ...given({ add, remove }) })),
    providers: providers?.map(({ table, add, remove }) => ({ table, ...given({ add, remove }) })),
  };
}

/** The job takes an empty list for "none"; the tool has a switch for that. */
function templateInput(template: string, { questions, datasets, partners }: RemedyInput): CallInput {
  return {
    action: 'template',
    permissionTemplate: template,
    questionIds: someOf(questions),
    applyToExistingQuestions: noneOf(questions),
    datasetIds: someOf(datasets),
    applyToDatasets: noneOf(datasets),
    partnerId: partners?.[0],
    applyToRoles: noneOf(partners),
  };
}

function someOf(chosen: string[] | undefined): string[] | undefined {
  return chosen?.length === 0 ? undefined : chosen;
}

function noneOf(chosen: readonly string[] | undefined): false | undefined {
  return chosen?.length === 0 ? false : undefined;
}
