import type { RunItem } from '../../../protocol/partnerMessages.ts';
import { addressesWithout } from '../../partners/addressesWithout.ts';

/** Left out because there is nothing to be done for it any more. */
const settledCodes: ReadonlySet<string> = new Set(['already_invited', 'already_partner', 'already_so']);

/** What is still to be done of pasted addresses after a run: all but those that were invited or need no invitation. */
export function remainingAddresses(text: string, items: readonly RunItem[]): string {
  return addressesWithout(text, items.filter(isSettled));
}

function isSettled({ action, outcome, code }: RunItem): boolean {
  if (outcome === 'left_out') return settledCodes.has(code ?? '');
  return action === 'invite' && outcome !== 'failed' && outcome !== 'planned';
}
