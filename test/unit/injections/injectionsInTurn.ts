import { hostileFields, type HostileWords } from './hostileScenario.ts';
import { injections } from './injections.ts';

const fields = hostileFields();

/** The injections in turn, one in each field; with the next number all move on, so that each field has another. */
export function injectionsInTurn(number: number): HostileWords {
  return (field) => injections[(number * 29 + fields.indexOf(field)) % injections.length]?.text ?? '';
}
