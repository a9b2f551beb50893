import type { CollaborationEntry } from '../config/schema.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { t } from '../text.ts';

/** Two entries of the file are about one membership: what they say may differ, and only the first counts. */
export function doubleEntries(connection: Connection, entries: readonly CollaborationEntry[]): Finding[] {
  const byMembership = Map.groupBy(entries, ({ membership_id: id }) => id);
  return [...byMembership].flatMap(([membershipId, [first, ...others]]): Finding[] =>
    first === undefined || others.length === 0
      ? []
      : [
          {
            id: 'configuration.double_entry',
            severity: 'warning',
            waitsFor: 'you',
            connectionId: connection.id,
            subject: { kind: 'configuration', name: first.name, membershipId },
            title: t(
              'The configuration lists the membership {0} {1} times; only its first entry ("{2}") counts.',
              membershipId,
              others.length + 1,
              first.name,
            ),
            evidence: [t('Further entries: {0}.', others.map(({ name }) => `"${name}"`).join(', '))],
            remedies: [{ title: t('Take the entries together in one.') }],
          },
        ],
  );
}
