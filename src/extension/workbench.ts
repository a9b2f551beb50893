import type * as vscode from 'vscode';
import type { Intention } from '../core/jobs/job.ts';
import type { AuditLogFile } from '../storage/auditLogFile.ts';
import type { Accounts } from './connections/accounts.ts';
import type { Jobs } from './jobs.ts';
import type { CoveragePanel } from './panels/coveragePanel.ts';
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
  /** Asks once for plans of several accounts; `showAll` opens plans that the person has not seen yet. */
  askOnce: (intentions: readonly Intention[], showAll?: (text: string) => Promise<boolean>) => Promise<boolean>;
  /** The one coverage panel; its code is loaded when it is first opened. */
  coverage: () => Promise<CoveragePanel>;
}
