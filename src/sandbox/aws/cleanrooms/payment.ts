/** Who pays what: the creator decides, a member accepts at joining by repeating it. */
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { MemberRecord } from '../../world/records.ts';
import { invalidConfiguration } from './errors.ts';

/** The costs that a member can be made to pay, by their place in a payment configuration. */
export const costs = [
  'queryCompute',
  'machineLearning.modelTraining',
  'machineLearning.modelInference',
  'machineLearning.syntheticDataGeneration',
  'jobCompute',
] as const;
type Cost = (typeof costs)[number];

/** What a payment configuration says of one cost; undefined where it says nothing. */
export function responsibility(payment: JsonObject, cost: Cost): boolean | undefined {
  let part: unknown = payment;
  for (const name of cost.split('.')) part = isJsonObject(part) ? part[name] : undefined;
  const value = isJsonObject(part) ? part['isResponsible'] : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

export function paysFor(payment: JsonObject, cost: Cost): boolean {
  return responsibility(payment, cost) === true;
}

/**
 * Checks a member's own payment configuration against what the creator configured: it may be left out by a member who
 * can query or pays nothing, and what it says must be exactly what the creator said (model documentation of
 * CreateMembership and MembershipPaymentConfiguration).
 */
export function checkPayment(member: MemberRecord, given: JsonObject | undefined, field: string): void {
  if (given === undefined) {
    const payer = costs.some((cost) => paysFor(member.payment, cost));
    if (payer && !member.abilities.includes('CAN_QUERY'))
      throw invalidConfiguration(field, 'The collaboration creator made you payer: a payment configuration is required.');
    return;
  }
  for (const cost of costs) {
    const value = responsibility(given, cost);
    if (value === undefined) {
      if (paysFor(member.payment, cost) && !member.abilities.includes('CAN_QUERY'))
        throw invalidConfiguration(`${field}.${cost}`, 'The collaboration creator made you payer of this cost: it has to be accepted.');
    } else if (value !== paysFor(member.payment, cost)) {
      throw invalidConfiguration(
        `${field}.${cost}.isResponsible`,
        `must be ${String(paysFor(member.payment, cost))}, as the collaboration creator configured it`,
      );
    }
  }
}
