import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import { counted, t } from '../text.ts';

/** Tags are read one by one, so of very many not all are looked at before a repair. */
export function tagsNotLookedAt(connection: Connection, number: number): Finding[] {
  if (number === 0) return [];
  return [
    {
      id: 'tags.not_looked_at',
      severity: 'information',
      waitsFor: 'service',
      connectionId: connection.id,
      subject: { kind: 'connection', name: connection.name },
      title: counted(
        number,
        t('Of 1 thing that needs a repair in account {0} it was not looked at whether another tool owns it.', connection.accountId),
        t(
          'Of {0} things that need a repair in account {1} it was not looked at whether another tool owns them.',
          number,
          connection.accountId,
        ),
      ),
      evidence: [t('ListTagsForResource answers for one resource at a time.')],
      remedies: [{ title: t('A repair looks before it changes anything, and leaves alone what another tool owns.') }],
    },
  ];
}

/** Without the tags it does not show that another tool owns something. */
export function tagsUnchecked(connection: Connection, why: string): Finding {
  return {
    id: 'tags.unchecked',
    severity: 'warning',
    waitsFor: 'you',
    connectionId: connection.id,
    subject: { kind: 'connection', name: connection.name },
    title: t(
      'Whether another tool (Terraform, CloudFormation) owns what needs a repair in account {0} could not be checked.',
      connection.accountId,
    ),
    evidence: [why],
    remedies: [{ title: t('Allow cleanrooms:ListTagsForResource to the caller.') }],
  };
}

/** Another tool made it and would undo, or trip over, a change from here. */
export function ownedByAnotherTool(finding: Finding, owner: string): Finding {
  return {
    ...finding,
    evidence: [...finding.evidence, t('Another tool owns it: {0}.', owner)],
    remedies: [
      { title: t('Change it there: {0}. A repair leaves it alone; cleanrooms repair --include-owned changes it all the same.', owner) },
    ],
  };
}

/** What holds the right name is not changed, so this is not either. */
export function nameStays(finding: Finding, holder: string, owner: string | undefined): Finding {
  return {
    ...finding,
    evidence: [
      ...finding.evidence,
      owner === undefined
        ? t('Its right name is held by "{0}", which stays as it is.', holder)
        : t('Its right name is held by "{0}", which another tool owns: {1}.', holder, owner),
    ],
    remedies: [{ title: t('Change first what holds the name.') }],
  };
}
