import type { Diagnosis } from '../../core/diagnosis/diagnosis.ts';
import type { ReportedFinding } from '../../core/jobs/report.ts';

/**
 * The finding that a question means: by its id, and by what it is about where several have the id. Without an id the first
 * root cause. What a diagnosis does not hold may have been found when the connection was last read.
 */
export function findingCalled(
  { causes, notes, about }: Pick<Diagnosis, 'causes' | 'notes' | 'about'>,
  lastRead: readonly ReportedFinding[],
  { findingId, subject, room }: { findingId?: string | undefined; subject?: string | undefined; room?: string | undefined },
): ReportedFinding | undefined {
  const found = [...causes.map(({ finding }) => finding), ...causes.flatMap(({ explains }) => explains), ...notes];
  if (findingId === undefined) return found[0];
  const alike = [...found, ...lastRead].filter(({ id }) => id === findingId);
  const fits = alike.filter((finding) => isAbout(finding, subject, room));
  // What is found about a table may name its association, or its role.
  const asked = subject === undefined || same(about?.name, subject);
  return fits[0] ?? (asked ? alike[0] : undefined);
}

function isAbout({ subject: about }: ReportedFinding, subject: string | undefined, room: string | undefined): boolean {
  const rooms = [about.collaboration_id, about.collaboration_name, about.membership_id, about.room_id, about.room_name];
  const isThere = room === undefined || rooms.every((each) => each === undefined) || rooms.some((each) => same(each, room));
  return isThere && (subject === undefined || same(about.name, subject) || same(about.id, subject));
}

function same(text: string | undefined, wanted: string): boolean {
  return text?.trim().toLowerCase() === wanted.trim().toLowerCase();
}
