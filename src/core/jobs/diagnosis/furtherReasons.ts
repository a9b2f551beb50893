import { notReadyTable } from '../../diagnosis/tableFindings.ts';
import type { Finding } from '../../model/finding.ts';
import { identityOf } from '../../sync/inventory.ts';
import type { Looked } from '../surveyAccount.ts';

/**
 * A survey tells a table that is not ready once, by its first reason. Where the service gives more, each may be a fault of
 * its own, which stays when the first is mended.
 * @param isTold whether a survey has told it already
 */
export function furtherReasons(
  { inventory: { connection, collaborations }, work }: Looked['prepared'],
  isTold: (finding: Finding) => boolean,
): Finding[] {
  const wished = new Map(work.plan.collaborations.map((plan) => [plan.collaborationId, new Set(plan.wishedSchemas)]));
  return collaborations.flatMap((collaboration) => {
    const identity = identityOf(collaboration);
    const names = wished.get(identity.collaborationId);
    return [...collaboration.schemas.values()]
      .filter(({ name, ready, reasons }) => names?.has(name) === true && !ready && reasons.length > 1)
      .flatMap((schema) => notReadyTable(connection, identity, schema.name, schema))
      .filter((finding) => !isTold(finding));
  });
}
