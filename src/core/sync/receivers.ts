import type { Member } from '../model/collaboration.ts';

/**
 * Who may be named in `allowedResultReceivers`: the other members who can receive results and have not left. The data
 * owner himself is refused by the service.
 */
export function possibleReceivers(members: readonly Member[], ownAccountId: string): string[] {
  return members
    .filter(
      ({ accountId, abilities, status }) =>
        accountId !== ownAccountId && abilities.includes('CAN_RECEIVE_RESULTS') && (status === 'INVITED' || status === 'ACTIVE'),
    )
    .map(({ accountId }) => accountId)
    .sort();
}
