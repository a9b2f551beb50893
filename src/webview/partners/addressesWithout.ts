import { addressKey, readInvitees } from '../../protocol/invitationText.ts';
import type { RunItem } from '../../protocol/partnerMessages.ts';

/** Pasted addresses without those that are settled, each once. Text of which everything remains stays as it was written. */
export function addressesWithout(text: string, settledItems: readonly RunItem[]): string {
  const settled = new Set(settledItems.map(({ name }) => addressKey(name)));
  const all = readInvitees(text);
  const remaining = all.filter(({ to }) => !settled.has(addressKey(to)));
  if (remaining.length === all.length) return text;
  const once = new Map(remaining.map((each) => [addressKey(each.to), each]));
  return [...once.values()].map(({ to, partnerName }) => (partnerName === undefined ? to : `${partnerName} <${to}>`)).join('\n');
}
