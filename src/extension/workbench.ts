import type * as vscode from 'vscode';
import type { Intention } from '../core/jobs/job.ts';
import type { AuditLogFile } from '../storage/auditLogFile.ts';
import type { Assistant } from './chat/assistant.ts';
import type { Accounts } from './connections/accounts.ts';
import type { LiveRampSecrets } from './connections/liveRampSecrets.ts';
import type { OpenService } from './connections/openService.ts';
import type { Jobs } from './jobs.ts';
import type { CoveragePanel } from './panels/coveragePanel.ts';
import type { InvitationsPanel } from './panels/invitations/invitationsPanel.ts';
import type { OnboardingPanel } from './panels/onboarding/onboardingPanel.ts';
import type { PermissionsPanel } from './panels/permissions/permissionsPanel.ts';
import type { PendingPlans } from './plan/pendingPlans.ts';
import type { ReadOnlyDocuments } from './plan/readOnlyDocuments.ts';
import type { SandboxProcess } from './sandbox/sandboxProcess.ts';

/** What the commands work with. */
export interface Workbench {
  openService: OpenService;
  secrets: LiveRampSecrets;
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
  /** What answers share in this window; its code is loaded with the first question. */
  assistant: () => Promise<Assistant>;
  /** The one coverage panel; its code is loaded when it is first opened. */
  coverage: () => Promise<CoveragePanel>;
  /** The one panel of invitations that were sent. */
  invitations: () => Promise<InvitationsPanel>;
  /** The one panel of what partners may do. */
  permissions: () => Promise<PermissionsPanel>;
  /** The one panel of partners that are being brought on board. */
  onboarding: () => Promise<OnboardingPanel>;
}
