import * as vscode from 'vscode';
import { installTranslator } from '../core/text.ts';
import { AuditLogFile, auditFolder } from '../storage/auditLogFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { configurationUri } from './configuration/workspaceConfiguration.ts';
import { Accounts } from './connections/accounts.ts';
import { Jobs } from './jobs.ts';
import { askConsent } from './plan/askConsent.ts';
import { ReadOnlyDocuments } from './plan/readOnlyDocuments.ts';
import { putProgramOnPath } from './programOnPath.ts';
import { SandboxProcess } from './sandbox/sandboxProcess.ts';
import { StatusBar } from './statusBar.ts';
import { NeedsYouView } from './tree/needsYouView.ts';
import { RoomsView } from './tree/roomsView.ts';
import type { Intention } from '../core/jobs/job.ts';
import type { Workbench } from './workbench.ts';

/** What tests inside VS Code get, and nobody else: they cannot press the buttons of a modal dialog. */
export interface TestHandle {
  workbench: Workbench;
  /** Instead of the dialog; undefined asks the person again. */
  answerConsent: (answer: ((intention: Intention) => boolean) | undefined) => void;
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
  let answerInTest: ((intention: Intention) => boolean) | undefined;
  const jobs = new Jobs(auditLog, log, (intention) => answerInTest === undefined ? askConsent(intention, documents) : Promise.resolve(answerInTest(intention)));
  const accounts = own(new Accounts(jobs, log));
  const workbench: Workbench = { accounts, jobs, documents, sandbox, auditLog, auditFolder: auditFolder(stateFolder()), log };

  const needsYou = own(new NeedsYouView(accounts));
  const needsYouTree = own(vscode.window.createTreeView('cleanRooms.needsYou', { treeDataProvider: needsYou, showCollapseAll: true }));
  const roomsTree = own(vscode.window.createTreeView('cleanRooms.rooms', { treeDataProvider: own(new RoomsView(accounts)), showCollapseAll: true }));
  own(new StatusBar(accounts, needsYou));
  const announceNeeds = (): void => {
    const { count } = needsYou;
    needsYouTree.message = accounts.all.length === 0 ? vscode.l10n.t('What needs you appears here once an account is connected.') : undefined;
    needsYouTree.badge = count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} things need you', count) };
  };
  own(accounts.onDidChange(announceNeeds));
  announceNeeds();
  own(registerCommands(workbench));
  readWhenLookedAt(accounts, [needsYouTree, roomsTree], own);
  own(rereadWhenConfigurationChanges(accounts));
  await putProgramOnPath(context, program).catch((thrown: unknown) => { log.warn(`cleanrooms is not on the terminals' PATH: ${String(thrown)}`); });

  return context.extensionMode !== vscode.ExtensionMode.Test ? undefined : {
    workbench,
    answerConsent: (answer) => { answerInTest = answer; },
  };
}

/** Accounts are read when somebody looks, not before; one that is added while a view is open is read at once. */
function readWhenLookedAt(accounts: Accounts, views: readonly vscode.TreeView<unknown>[], own: <T extends vscode.Disposable>(part: T) => T): void {
  const read = (): void => {
    if (!views.some(({ visible }) => visible)) return;
    for (const account of accounts.all.filter(({ state }) => state.kind === 'closed')) void accounts.refresh(account);
  };
  for (const view of views) own(view.onDidChangeVisibility(read));
  own(accounts.onDidChange(read));
  read();
}

/** The configuration decides what is wished, so a change of the file changes what the views say. */
function rereadWhenConfigurationChanges(accounts: Accounts): vscode.Disposable {
  const uri = configurationUri();
  if (uri === undefined) return new vscode.Disposable(() => undefined);
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? ''));
  let waiting: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(waiting);
    // A job writes the file a dozen times; its own refresh follows, so only quiet is worth a reading.
    waiting = setTimeout(() => {
      if (accounts.all.some(({ state }) => state.kind === 'reading')) return;
      void accounts.refreshAll();
    }, 2000);
  };
  watcher.onDidChange(later);
  watcher.onDidCreate(later);
  watcher.onDidDelete(later);
  return vscode.Disposable.from(watcher, new vscode.Disposable(() => { clearTimeout(waiting); }));
}

export function deactivate(): void { /* Everything is owned by the context's subscriptions. */ }
