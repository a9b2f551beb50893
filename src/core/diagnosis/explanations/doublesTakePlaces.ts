import type { ReportedFinding } from '../../jobs/report.ts';
import type { Plan } from '../../sync/change.ts';
import type { Explanation } from './explanation.ts';

/**
 * A table has no place because others are associated twice: only where deleting these doubles makes room for all that is
 * left out; otherwise the quota is a cause of its own.
 */
export function doublesTakePlaces(findings: readonly ReportedFinding[], { collaborations }: Pick<Plan, 'collaborations'>): Explanation {
  const makesRoom = (collaborationId: string): boolean => {
    const doubles = findings.filter(({ id, subject }) => id === 'association.double' && subject.collaboration_id === collaborationId);
    const leftOut = collaborations
      .filter((each) => each.collaborationId === collaborationId)
      .flatMap(({ settled }) => settled.filter(({ kind, outcome }) => kind === 'association' && outcome === 'left_out'));
    return doubles.length >= leftOut.length;
  };
  return {
    cause: 'association.double',
    consequence: 'association.left_out_by_quota',
    when: ({ subject: { collaboration_id: id } }, { subject }) => id !== undefined && id === subject.collaboration_id && makesRoom(id),
  };
}
