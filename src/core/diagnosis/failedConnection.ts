import type { CleanRoomError } from '../errors.ts';
import { reportedFinding } from '../jobs/reported.ts';
import { connectionFailure, type ConnectionIdentity } from './connectionFindings.ts';
import { datedEvidence } from './datedEvidence.ts';
import type { Diagnosis } from './diagnosis.ts';

/** The diagnosis of a connection that cannot be opened: why not, as its one cause. */
export function failedConnectionDiagnosis(connection: ConnectionIdentity, error: CleanRoomError): Diagnosis {
  const takenAt = new Date().toISOString();
  const { operation } = error.details;
  const readings = operation === undefined ? [] : [{ source: operation, about: '', at: takenAt, outcome: 'failed' as const }];
  const finding = reportedFinding(connectionFailure(connection, error));
  return {
    connection: {
      id: connection.id,
      name: connection.name,
      account_id: connection.accountId,
      region: connection.region,
      sandbox: connection.sandbox,
    },
    state: finding.waits_for === 'service' ? 'waiting' : 'not_ready',
    causes: [{ finding, evidence: datedEvidence(finding, readings, takenAt), explains: [] }],
    notes: [],
    unlooked: [],
    readings,
    taken_at: takenAt,
  };
}
