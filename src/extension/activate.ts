import * as vscode from 'vscode';
import { once } from '../core/once.ts';
import { installTranslator } from '../core/text.ts';
import { AuditLogFile, auditFolder } from '../storage/auditLogFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { LastSelection } from './chat/lastSelection.ts';
import type { CleanRoomParticipant } from './chat/participant.ts';
import { registerChat } from './chat/registerChat.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { ConfigurationWatcher } from './configuration/configurationWatcher.ts';
import { workspacePartners } from './configuration/workspacePartners.ts';
import { Accounts } from './connections/accounts.ts';
import { LiveRampSecrets } from './connections/liveRampSecrets.ts';
import { serviceOpener } from './connections/openService.ts';
import { Jobs } from './jobs.ts';
import { registerModels } from './models/registerModels.ts';
import { PendingPlans } from './plan/pendingPlans.ts';
import { ReadOnlyDocuments } from './plan/readOnlyDocuments.ts';
import { putProgramOnPath } from './programOnPath.ts';
import { SandboxProcess } from './sandbox/sandboxProcess.ts';
import { StatusBar } from './statusBar.ts';
import { registerMcpServer } from './tools/mcpServerDefinition.ts';
import { registerTools } from './tools/registerTools.ts';
import { announceNeeds } from './tree/announceNeeds.ts';
import { NeedsYouView } from './tree/needsYouView.ts';
import { PartnersView } from './tree/partnersView.ts';
import { RoomsView } from './tree/roomsView.ts';
import type { AnyIntention } from '../core/jobs/job.ts';
import type { Workbench } from './workbench.ts';

export type TestAnswer = (intention: AnyIntention) => boolean | Promise<boolean>;

/** What tests inside VS Code get, and nobody else: they cannot press the buttons of a modal dialog. */
export interface TestHandle {
  workbench: Workbench;
  /** Instead of the dialog; undefined asks the person again. */
  answerConsent: (answer: TestAnswer | undefined) => void;
  /** What answers in the chat: VS Code gives its answers to nobody but the person. */
  participant: () => Promise<CleanRoomParticipant>;
}

/** The composition root: makes every part once and hands it to those who need it. The AWS SDK is loaded on first use. */
export async function activate(context: vscode.ExtensionContext): Promise<TestHandle | undefined> {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  installTranslator((message, ...args) => vscode.l10n.t(message, ...args));
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cleanrooms.js').fsPath;
  const log = own(vscode.window.createOutputChannel('Clean Rooms', { log: true }));
  const documents = own(new ReadOnlyDocuments());
  const sandbox = own(new SandboxProcess(program));
  const auditLog = new AuditLogFile(stateFolder());
  const plans = own(new PendingPlans(documents));
  // Loaded with the first question.
  const questions = once(() => import('./plan/askConsent.ts'));
  let answerInTest: TestAnswer | undefined;
  const jobs = own(
    new Jobs(auditLog, log, async (intention, ...how) => {
      if (answerInTest !== undefined) return answerInTest(intention);
      return (await questions()).askConsent(plans)(intention, ...how);
    }),
  );
  const secrets = new LiveRampSecrets(context.secrets);
  const openService = serviceOpener(secrets);
  const accounts = own(new Accounts(jobs, openService, log));
  const workbench: Workbench = {
    openService,
    secrets,
    accounts,
    jobs,
    documents,
    plans,
    sandbox,
    auditLog,
    auditFolder: auditFolder(stateFolder()),
    log,
    askOnce: async (intentions, showAll) => {
      const answer = answerInTest;
      if (answer === undefined) return (await questions()).askOnce(intentions, showAll);
      return (await Promise.all(intentions.map(async (intention) => answer(intention)))).every((agreed) => agreed);
    },
    assistant: once(async () => new (await import('./chat/assistant.ts')).Assistant(workbench)),
    coverage: once(async () => {
      const [{ CoveragePanel }, { CoverageWork }] = await Promise.all([
        import('./panels/coveragePanel.ts'),
        import('./panels/coverageWork.ts'),
      ]);
      return own(new CoveragePanel(context.extensionUri, own(new CoverageWork(workbench)), log));
    }),
    invitations: once(async () => {
      const [{ InvitationsPanel }, { InvitationsWork }] = await Promise.all([
        import('./panels/invitations/invitationsPanel.ts'),
        import('./panels/invitations/invitationsWork.ts'),
      ]);
      return own(new InvitationsPanel(context.extensionUri, own(new InvitationsWork(workbench, workspacePartners)), log));
    }),
    permissions: once(async () => {
      const { PermissionsPanel } = await import('./panels/permissions/permissionsPanel.ts');
      return own(new PermissionsPanel(context.extensionUri, workbench));
    }),
    onboarding: once(async () => {
      const { OnboardingPanel } = await import('./panels/onboarding/onboardingPanel.ts');
      return own(new OnboardingPanel(context.extensionUri, workbench));
    }),
  };

  const needsYou = own(new NeedsYouView(accounts));
  const needsYouTree = own(vscode.window.createTreeView('cleanRooms.needsYou', { treeDataProvider: needsYou, showCollapseAll: true }));
  const roomsTree = own(
    vscode.window.createTreeView('cleanRooms.rooms', { treeDataProvider: own(new RoomsView(accounts)), showCollapseAll: true }),
  );
  const partnersTree = own(
    vscode.window.createTreeView('cleanRooms.partners', { treeDataProvider: own(new PartnersView(accounts)), showCollapseAll: true }),
  );
  own(new StatusBar(accounts, needsYou));
  own(announceNeeds(accounts, needsYou, needsYouTree));
  own(registerCommands(workbench));
  own(registerTools(context.extension, workbench));
  own(registerMcpServer(context.extension, program, workbench));
  own(registerModels(context, log));
  // Noted from the start: "this" in a question means it.
  const selection = own(new LastSelection([needsYouTree, roomsTree, partnersTree]));
  const participant = once(async () => {
    const { CleanRoomParticipant } = await import('./chat/participant.ts');
    return new CleanRoomParticipant(workbench, await workbench.assistant(), selection);
  });
  own(registerChat(context.extensionUri, participant));
  readWhenLookedAt(accounts, [needsYouTree, roomsTree, partnersTree], own);
  const configuration = own(new ConfigurationWatcher(log));
  own(
    configuration.onDidChange((changed) => {
      rereadWhatIsOlder(accounts, jobs, changed);
    }),
  );
  await putProgramOnPath(context, program).catch((thrown: unknown) => {
    log.warn(`cleanrooms is not on the terminals' PATH: ${String(thrown)}`);
  });

  return context.extensionMode !== vscode.ExtensionMode.Test
    ? undefined
    : {
        workbench,
        answerConsent: (answer) => {
          answerInTest = answer;
        },
        participant,
      };
}

/** Accounts are read when somebody looks, not before; one that is added while a view is open is read at once. */
function readWhenLookedAt(
  accounts: Accounts,
  views: readonly vscode.TreeView<unknown>[],
  own: <T extends vscode.Disposable>(part: T) => T,
): void {
  const read = (): void => {
    if (!views.some(({ visible }) => visible)) return;
    for (const account of accounts.all.filter(({ state }) => state.kind === 'closed')) void accounts.refresh(account);
  };
  for (const view of views) own(view.onDidChangeVisibility(read));
  own(accounts.onDidChange(read));
  read();
}

/** The configuration decides what is wished, so a change of it changes what the views say. A job is followed by a reading of its own. */
function rereadWhatIsOlder(accounts: Accounts, jobs: Jobs, changed: number): void {
  for (const account of accounts.all) {
    const older = account.readingBegan !== undefined && account.readingBegan <= changed;
    if (older && !jobs.isBusy(account)) void accounts.refresh(account);
  }
}

export function deactivate(): void {
  /* Everything is owned by the context's subscriptions. */
}
