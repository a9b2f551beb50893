/** One line of the audit log: a write that a service was asked for. Never holds a secret. */
export interface AuditEntry {
  /** ISO 8601. */
  when: string;
  /** The operating system's user name. */
  who: string;
  connection: { id: string; accountId: string; region: string; sandbox: boolean };
  job: string;
  operation: string;
  subject: string;
  requestId?: string;
  /** `unknown`: no answer came and nothing was found, or the run was cancelled while it looked; it may exist. */
  outcome: 'created' | 'existing' | 'updated' | 'deleted' | 'failed' | 'unknown';
  error?: string;
  /** What it was about, so that a history can find it: kind, name, id, room_id. */
  about?: Record<string, string>;
}

/** What a write reports about itself. */
export interface WriteRecord {
  operation: string;
  subject: string;
  requestId?: string | undefined;
  outcome: AuditEntry['outcome'];
  error?: string | undefined;
  /** Set by the job, not by the service. */
  about?: Record<string, string> | undefined;
}

/** Only the runner makes one: a service's write cannot be called without it. */
export interface WriteRecorder {
  /** In the hands of the operating system when it returns. Raises `audit_log_unwritable`. */
  record(write: WriteRecord): void;
}

/** Where entries go. Opened before the first write, so that an unwritable log stops the job before it changed anything. */
export interface AuditLog {
  open(): void;
  append(entry: AuditEntry): void;
}
