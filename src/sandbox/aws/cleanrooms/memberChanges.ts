/** What a change request does to a collaboration's members: which kinds of change it is, and how it takes effect. */
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { CollaborationRecord, MemberRecord } from '../../world/records.ts';
import type { Input } from '../input.ts';
import { invalidConfiguration } from './errors.ts';
import { costs, paysFor, responsibility } from './payment.ts';

/** Abilities that a change request grants and takes; CAN_QUERY and CAN_RUN_JOB "are currently not supported" (model documentation). */
const changeable: readonly [ability: string, kind: string][] = [
  ['CAN_RECEIVE_RESULTS', 'RECEIVE_RESULTS_ABILITY'],
  ['CAN_EXPORT_QUERY_ANALYSIS_LOG', 'EXPORT_QUERY_ANALYSIS_LOG_ABILITY'],
];
const learning = ['CAN_RECEIVE_MODEL_OUTPUT', 'CAN_RECEIVE_INFERENCE_OUTPUT'];

/** The member whom a change of abilities is about; one who left or was removed counts as a new one. */
export function presentMember({ members }: CollaborationRecord, accountId: string): MemberRecord | undefined {
  return members.find((each) => each.accountId === accountId && (each.status === 'INVITED' || each.status === 'ACTIVE'));
}

/**
 * The ChangeTypes of a MemberChangeSpecification.
 * @param field where it stands in the input
 * @throws {ServiceError} INVALID_CONFIGURATION where it wants what is not supported, or nothing at all
 */
export function memberChangeTypes(collaboration: CollaborationRecord, specification: Input, field: string): string[] {
  const abilities = specification.texts('memberAbilities');
  if (abilities.includes('CAN_QUERY') || abilities.includes('CAN_RUN_JOB'))
    throw invalidConfiguration(`${field}.memberAbilities`, 'CAN_QUERY and CAN_RUN_JOB are not supported.');
  const member = presentMember(collaboration, specification.text('accountId'));
  if (member === undefined) {
    if (!specification.has('displayName')) throw invalidConfiguration(`${field}.displayName`, 'A new member needs a display name.');
    return ['ADD_MEMBER'];
  }
  const types = changeable.flatMap(([ability, kind]) => difference(member.abilities, abilities, ability, kind));
  const learningAbilities = specification.optionalStructure('mlMemberAbilities')?.texts('customMLMemberAbilities');
  if (learningAbilities !== undefined)
    types.push(...learning.flatMap((ability) => difference(member.mlAbilities, learningAbilities, ability, ability)));
  const payment = specification.optionalStructure('paymentConfiguration')?.values ?? {};
  for (const cost of costs) {
    const pays = responsibility(payment, cost);
    if (pays !== undefined && pays !== paysFor(member.payment, cost)) types.push(pays ? 'ADD_PAYER_CANDIDATE' : 'REMOVE_PAYER_CANDIDATE');
  }
  // What the service answers to a request that changes nothing is unknown.
  if (types.length === 0) throw invalidConfiguration(field, 'The member is like that already.');
  return [...new Set(types)];
}

function difference(held: readonly string[], wished: readonly string[], ability: string, kind: string): string[] {
  if (held.includes(ability) === wished.includes(ability)) return [];
  return [`${wished.includes(ability) ? 'GRANT' : 'REVOKE'}_${kind}`];
}

/** Carries a MemberChangeSpecification out; `now` in milliseconds since 1970. */
export function changeMember(collaboration: CollaborationRecord, specification: Input, now: number): void {
  const accountId = specification.text('accountId');
  const abilities = specification.texts('memberAbilities');
  const mlAbilities = specification.optionalStructure('mlMemberAbilities')?.texts('customMLMemberAbilities');
  const payment = specification.optionalStructure('paymentConfiguration')?.values;
  const displayName = specification.optionalText('displayName');
  const member = presentMember(collaboration, accountId);
  if (member === undefined) {
    collaboration.members = collaboration.members.filter((each) => each.accountId !== accountId);
    collaboration.members.push({
      accountId,
      displayName: displayName ?? `Account ${accountId}`,
      abilities,
      mlAbilities: mlAbilities ?? [],
      status: 'INVITED',
      payment: payment ?? { queryCompute: { isResponsible: false } },
      membershipId: null,
      createTime: now,
      updateTime: now,
    });
    return;
  }
  // That leaving out what cannot be changed takes nothing away is a guess, from there being no ChangeType for it.
  member.abilities = [...member.abilities.filter((each) => !changeable.some(([ability]) => ability === each)), ...abilities];
  member.mlAbilities = mlAbilities ?? member.mlAbilities;
  member.payment = payment === undefined ? member.payment : merged(member.payment, payment);
  member.displayName = displayName ?? member.displayName;
  member.updateTime = now;
}

/** The costs that are named in place of those before; the others stay. */
function merged(before: JsonObject, change: JsonObject): JsonObject {
  const result: JsonObject = { ...before };
  for (const [name, value] of Object.entries(change)) result[name] = mergedPart(before[name], value);
  return result;
}

function mergedPart(before: Json | undefined, change: Json | undefined): Json | undefined {
  return isJsonObject(before) && isJsonObject(change) ? merged(before, change) : change;
}
