import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';

/** Changes that a person agreed to and that do not fit what is there now: they were not made. */
export function outdatedPlan(connection: Connection, number: number): Finding[] {
  if (number === 0) return [];
  return [
    {
      id: 'plan.outdated',
      severity: 'warning',
      waitsFor: 'you',
      connectionId: connection.id,
      subject: { kind: 'connection', name: connection.name },
      title: t(
        '{0} of the changes that you agreed to were not made: account {1} has changed since the plan was made.',
        number,
        connection.accountId,
      ),
      evidence: [t('Only what was shown is made. The plan was made again from what the service says now.')],
      remedies: [{ title: t('Look at a new plan.') }],
    },
  ];
}
