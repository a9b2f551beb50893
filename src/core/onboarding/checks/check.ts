import type { Finding, Remedy } from '../../model/finding.ts';
import type { RoomPartner } from '../../model/sentInvitation.ts';
import type { Connection } from '../../model/connection.ts';
import type { CheckState, Engagement } from '../engagement.ts';

/** The checks of a validation, in their order. */
export const checkIds = [
  'partner_present',
  'partner_users',
  'partner_datasets',
  'datasets_assigned',
  'permissions',
  'may_receive_results',
  'tables_ready',
  'receivers',
] as const;
export type CheckId = (typeof checkIds)[number];

/** What came of one check. */
export interface Check {
  /** One of `checkIds`; a file may hold one of a later version. */
  id: string;
  title: string;
  state: CheckState;
  detail: string;
  /** Of a failed one: what is wrong, and how to mend it. */
  finding?: Finding;
}

/** Everything a failed check's finding needs. */
export interface CheckSubject {
  connection: Connection;
  engagement: Engagement;
  /** How a mail to the partner ends. */
  signature: string;
}

/** The partner where it takes part; else why there is nothing to look at. */
export interface Presence {
  partner: RoomPartner | undefined;
  absence: string;
}

/** Whether a validation lets a partner be activated: nothing failed and nothing is unknown. */
export function allPassed(checks: readonly { state: CheckState }[]): boolean {
  return checks.every(({ state }) => state === 'passed' || state === 'not_applicable');
}

/** A failure before it becomes a finding. */
export interface Failure {
  detail: string;
  evidence?: readonly string[];
  waitsFor: Finding['waitsFor'];
  remedies: Remedy[];
}
