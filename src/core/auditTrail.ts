import type { AuditEntry } from './jobs/audit.ts';

/** What was written earlier, by any process of this user on this machine: what the audit log files say. */
export interface AuditTrail {
  /**
   * The entries of a connection that one of these jobs wrote, oldest first. Files that cannot be read and lines that
   * were cut are left out; `incomplete` then says so.
   */
  entries(connectionId: string, jobs: ReadonlySet<string>, signal?: AbortSignal): Promise<{ entries: AuditEntry[]; incomplete: boolean }>;
}
