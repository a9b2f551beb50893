import type * as vscode from 'vscode';
import type { AuditLogFile } from '../storage/auditLogFile.ts';
import type { Accounts } from './connections/accounts.ts';
import type { Jobs } from './jobs.ts';
import type { PendingPlans } from './plan/pendingPlans.ts';
import type { ReadOnlyDocuments } from './plan/readOnlyDocuments.ts';
import type { SandboxProcess } from './sandbox/sandboxProcess.ts';

/** What the commands work with. */
export interface Workbench {
  accounts: Accounts;
  jobs: Jobs;
  documents: ReadOnlyDocuments;
  plans: PendingPlans;
  sandbox: SandboxProcess;
  auditLog: AuditLogFile;
  auditFolder: string;
  log: vscode.LogOutputChannel;
}
