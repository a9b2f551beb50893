import type { ReportedFinding } from '../jobs/report.ts';
import { t } from '../text.ts';
import { repairJobId } from './repairFindings.ts';

/** Findings of one kind in one collaboration: one thing to do, however many there are. */
export interface FindingGroup {
  id: string;
  title: string;
  findings: ReportedFinding[];
}

/** From so many on, findings of one kind in one place stand together. */
const fewest = 3;

/** Puts together what belongs together, each group in the place of its first finding. */
export function groupFindings(findings: readonly ReportedFinding[]): (ReportedFinding | FindingGroup)[] {
  const together = Map.groupBy(findings, ({ id, subject }) => JSON.stringify([id, subject.collaboration_id]));
  return [...together.values()].flatMap((group): (ReportedFinding | FindingGroup)[] => {
    const [first] = group;
    if (first === undefined) return [];
    const title = group.length < fewest ? undefined : titleOf(first, group);
    return title === undefined ? group : [{ id: first.id, title, findings: group }];
  });
}

export function isFindingGroup(each: ReportedFinding | FindingGroup): each is FindingGroup {
  return 'findings' in each;
}

/** The one repair that mends the whole group; undefined where no repair does. */
export function repairOfGroup({ findings }: FindingGroup): Record<string, unknown> | undefined {
  const inputs = findings.flatMap(({ remedies }): Record<string, unknown>[] => {
    const input = remedies.find(({ job }) => job === repairJobId)?.input;
    return input === undefined ? [] : [input];
  });
  if (inputs.length < findings.length) return undefined;
  const ids = (key: string): unknown[] => [
    ...new Set(
      inputs.flatMap((input) => {
        const value = input[key];
        return Array.isArray(value) ? Array.from<unknown>(value) : [];
      }),
    ),
  ];
  const lists = ['membership_ids', 'collaboration_ids', 'subject_ids'].flatMap((key) =>
    ids(key).length === 0 ? [] : [[key, ids(key)] as const],
  );
  return Object.fromEntries(lists);
}

/** What is wrong comes first: a tree shows the beginning. */
function titleOf({ id, subject }: ReportedFinding, group: readonly ReportedFinding[]): string | undefined {
  const count = group.length;
  const where = subject.collaboration_name ?? '';
  switch (id) {
    case 'association.misnamed':
      return t('{0} wrong association names in "{1}".', count, where);
    case 'association.double':
      return t('{0} double associations in "{1}".', count, where);
    case 'rule.wrong_receivers':
      return t('{0} rules with wrong result receivers in "{1}".', count, where);
    case 'rule.wrong_type':
      return t('{0} rules of the wrong type in "{1}".', count, where);
    case 'table.providers_missing':
      return t('The analysis rules of {0} configured tables do not let every wished account query.', count);
    default:
      return id.startsWith('schema.') ? t('{0} tables not ready in "{1}".', count, where) : undefined;
  }
}
