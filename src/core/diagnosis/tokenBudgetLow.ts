import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { Allowance } from '../partnerService.ts';
import { t } from '../text.ts';

/** [C-doc] An API user is given two tokens in 24 hours (notes §2); of no other allowance there are two. */
const tokensPerDay = 2;

/** No token can be asked for any more today: that matters only when the present one ends. Nothing where there is one left. */
export function tokenBudgetLow(connection: Connection, allowances: readonly Allowance[]): Finding[] {
  const spent = allowances.find(({ left, of }) => of === tokensPerDay && left === 0);
  if (spent === undefined) return [];
  return [
    {
      id: 'connection.token_budget_low',
      severity: 'information',
      waitsFor: 'service',
      connectionId: connection.id,
      subject: { kind: 'connection', name: connection.name, id: connection.id },
      title:
        spent.moreAt === undefined
          ? t('{0} has no token left for today beside the one in use.', connection.accountId)
          : t('{0} has no token left beside the one in use; there is another at {1}.', connection.accountId, spent.moreAt),
      evidence: [t('{0} of {1} tokens of 24 hours are left, by what this machine knows.', spent.left, spent.of)],
      remedies: [],
    },
  ];
}
