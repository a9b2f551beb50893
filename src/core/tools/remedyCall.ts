import * as z from 'zod/mini';
import { populateJobId } from '../diagnosis/idFindings.ts';
import type { Remedy } from '../model/finding.ts';
import { idOrWords, type AnswerValue, type JsonValue } from './answer.ts';
import { given, type CallInput } from './callInput.ts';
import { permissionCallInput, permissionRemedyInput } from './permissionCall.ts';

/** A call of a tool that carries a remedy out. */
export interface RemedyCall {
  tool: string;
  input: Record<string, JsonValue>;
}

/** How a tool is asked for what the input of a job says; undefined where it has no words for it. */
interface Translation {
  tool: string;
  inputOf(jobInput: unknown): CallInput | undefined;
}

/** `schema` is strict: what the tool could not say would otherwise be left out of the call without a word. */
function translation<Schema extends z.ZodMiniType>(
  tool: string,
  schema: Schema,
  say: (input: z.infer<Schema>) => CallInput | undefined,
): Translation {
  return {
    tool,
    inputOf: (jobInput) => {
      const { data } = schema.safeParse(jobInput);
      return data === undefined ? undefined : say(data);
    },
  };
}

const texts = z.array(z.string());
const yes = z.optional(z.boolean());
const invitations = z.strictObject({ room: z.string(), invitations: z.optional(texts) });

function manageInvitations(action: 'cancel' | 'resend'): Translation {
  return translation('manage_partner_invitations', invitations, ({ room, invitations: named }) => ({
    cleanroomId: room,
    action,
    ...(named === undefined ? { allPending: true } : { invitationIds: named }),
  }));
}

/** The steps of the onboarding tool that do what an action does. */
const onboardingSteps: ReadonlyMap<string, CallInput> = new Map<string, CallInput>([
  ['send', { step: 'send_invitations' }],
  ['record', { step: 'monitor_acceptance', record: true }],
  ['follow_up_done', { step: 'monitor_acceptance' }],
  ['guidance_sent', { step: 'setup_guidance', record: true }],
  ['apply_permissions', { step: 'apply_permissions' }],
  ['validate', { step: 'validation', record: true }],
  ['activate', { step: 'activation' }],
  ['close', { step: 'close' }],
  ['reopen', { step: 'reopen' }],
]);

/** By the job that a remedy names. */
const translations: ReadonlyMap<string, Translation> = new Map([
  [
    'accept',
    translation(
      'accept_invitations',
      z.strictObject({ collaboration_ids: z.optional(texts), associate: yes, accept_payment: yes, role_arn: z.optional(z.string()) }),
      ({ collaboration_ids: collaborationIds, associate, accept_payment: acceptPayment, role_arn: roleArn }) => ({
        collaborationIds,
        associate,
        acceptPayment,
        roleArn,
      }),
    ),
  ],
  [
    'sync',
    translation('sync_collaborations', z.strictObject({ collaboration_ids: z.optional(texts) }), (input) => ({
      collaborationIds: input.collaboration_ids,
    })),
  ],
  [
    'repair',
    translation(
      'repair_collaborations',
      z.strictObject({
        collaboration_ids: z.optional(texts),
        membership_ids: z.optional(texts),
        subject_ids: z.optional(texts),
        widen_receivers: yes,
        include_owned: yes,
      }),
      (input) => ({
        collaborationIds: input.collaboration_ids,
        membershipIds: input.membership_ids,
        subjectIds: input.subject_ids,
        widenReceivers: input.widen_receivers,
        includeOwned: input.include_owned,
      }),
    ),
  ],
  [
    populateJobId,
    translation(
      'populate_id_mapping_table',
      z.strictObject({ membership_id: z.string(), id_mapping_table_id: z.string() }),
      ({ membership_id: membershipId, id_mapping_table_id: idMappingTableId }) => ({ membershipId, idMappingTableId }),
    ),
  ],
  ['cancel-partner-invitations', manageInvitations('cancel')],
  ['resend-partner-invitations', manageInvitations('resend')],
  ['configure-partner-permissions', translation('configure_partner_permissions', permissionRemedyInput, permissionCallInput)],
  [
    'advance-onboarding',
    translation(
      'partner_onboarding_wizard',
      z.strictObject({ ids: texts, action: z.string(), day: z.optional(z.number()) }),
      ({ ids, action, day }) => {
        const step = onboardingSteps.get(action);
        return step === undefined ? undefined : { ...step, engagementIds: ids, followUpDay: day };
      },
    ),
  ],
]);

/**
 * The call that does what a remedy proposes, neither more nor less; undefined where no tool does.
 * @param connection as the caller named it, where it had to
 */
export function remedyCall({ job, input }: Pick<Remedy, 'job' | 'input'>, connection?: string): RemedyCall | undefined {
  const found = job === undefined ? undefined : translations.get(job);
  const said = found?.inputOf(input ?? {});
  return found === undefined || said === undefined ? undefined : { tool: found.tool, input: given({ connection, ...said }) };
}

/** A call as an answer tells it. */
export function callData(call: RemedyCall | undefined): AnswerValue {
  return call === undefined ? undefined : { tool: call.tool, input: wordsApart(call.input) };
}

/** Roles, templates and addresses are chosen by others: what could be a sentence stands apart. */
function wordsApart(value: JsonValue): AnswerValue {
  if (typeof value === 'string') return idOrWords(value);
  if (Array.isArray(value)) return value.map(wordsApart);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, wordsApart(inside)]));
}
