import { notReadyTable } from '../diagnosis/tableFindings.ts';
import type { Connection } from '../model/connection.ts';
import type { Finding } from '../model/finding.ts';
import type { SchemaReadiness } from '../model/readiness.ts';
import type { CollaborationPlan } from '../sync/change.ts';

/** One finding for every table of `names` that BatchGetSchema does not call READY: by its first reason, with all as evidence. */
export function notReadyFindings(
  connection: Connection,
  collaboration: CollaborationPlan,
  names: readonly string[],
  schemas: ReadonlyMap<string, SchemaReadiness>,
): Finding[] {
  // Without a possible receiver there is no rule: that finding says it once, rather than every table again.
  const waitsForReceiver = collaboration.findings.some(({ id }) => id === 'rule.no_receiver');
  return names
    .filter((name) => {
      const schema = schemas.get(name);
      const noRule = schema?.reasons.some(({ code }) => code === 'COLLABORATION_ANALYSIS_RULE_NOT_CONFIGURED') === true;
      return schema?.ready !== true && !(waitsForReceiver && noRule);
    })
    .flatMap((name) => {
      const all = notReadyTable(connection, collaboration, name, schemas.get(name));
      const [first] = all;
      return first === undefined ? [] : [{ ...first, evidence: all.flatMap(({ evidence }) => evidence) }];
    });
}
