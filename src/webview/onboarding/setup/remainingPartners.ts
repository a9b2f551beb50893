import type { RunItem } from '../../../protocol/partnerMessages.ts';
import { addressesWithout } from '../../partners/addressesWithout.ts';

/** What of the pasted partners is still to be begun after a run. */
export function remainingPartners(text: string, items: readonly RunItem[]): string {
  return addressesWithout(
    text,
    items.filter(({ outcome, code }) => outcome === 'done' || outcome === 'existing' || code === 'already_so'),
  );
}
