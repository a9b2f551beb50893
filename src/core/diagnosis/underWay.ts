import type { ReportedFinding } from '../jobs/report.ts';

/** Notes of what is not finished, though nothing is wrong with it: it waits for somebody else. */
const ids: ReadonlySet<string> = new Set(['sent_invitation.waiting']);

export function isUnderWay({ id }: ReportedFinding): boolean {
  return ids.has(id);
}
