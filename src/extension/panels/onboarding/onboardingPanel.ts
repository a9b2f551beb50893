import * as vscode from 'vscode';
import { engagementFolderName } from '../../../core/onboarding/engagementStore.ts';
import { partnerSettingsFileName } from '../../../core/partners/partnerSettings.ts';
import { onboardingProtocol, type OnboardingFocus, type OnboardingProtocol } from '../../../protocol/onboardingMessages.ts';
import { trustedFolder } from '../../configuration/trustedFolder.ts';
import { ReadingsWatcher } from '../../connections/readingsWatcher.ts';
import type { Workbench } from '../../workbench.ts';
import { WebviewPanel } from '../webviewPanel.ts';
import { jobsWorkplace } from './jobsWorkplace.ts';
import { OnboardingWork } from './onboardingWork.ts';

/** git and editors write several files one after the other: only quiet is worth a reading. */
const quietMs = 400;

/** The one onboarding panel: partners that are being brought on board, and each of their six steps. */
export class OnboardingPanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #work: OnboardingWork;
  readonly #readings: ReadingsWatcher;
  readonly #workbench: Pick<Workbench, 'accounts' | 'jobs' | 'log'>;
  #panel: WebviewPanel<OnboardingProtocol['requests'], OnboardingProtocol['news']> | undefined;

  /** @param extension where the extension lies */
  constructor(extension: vscode.Uri, workbench: Pick<Workbench, 'accounts' | 'jobs' | 'log'>) {
    this.#extension = extension;
    this.#workbench = workbench;
    this.#log = workbench.log;
    this.#readings = new ReadingsWatcher(workbench.accounts);
    this.#work = new OnboardingWork(jobsWorkplace(workbench), (news) => this.#panel?.send(news));
  }

  /** Opens the panel, or brings it to the front. @param focus chooses an engagement, or where the next one is to begin */
  show(focus?: OnboardingFocus): void {
    if (focus !== undefined) this.#work.focus(focus);
    if (this.#panel === undefined) {
      this.#panel = this.#open();
      void this.#work.begin();
      return;
    }
    this.#panel.reveal();
    if (focus !== undefined && this.#panel.ready) this.#work.tell();
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#work.dispose();
  }

  #open(): WebviewPanel<OnboardingProtocol['requests'], OnboardingProtocol['news']> {
    const listening = this.#listen();
    const panel: WebviewPanel<OnboardingProtocol['requests'], OnboardingProtocol['news']> = new WebviewPanel({
      extension: this.#extension,
      viewType: 'cleanRooms.onboarding',
      title: vscode.l10n.t('Onboarding'),
      files: 'onboarding',
      protocol: onboardingProtocol,
      handlers: this.#work.handlers,
      log: this.#log,
      onReady: () => {
        this.#work.tell();
        const { latest } = this.#work.runs;
        if (latest !== undefined) panel.send({ type: 'run', ...latest });
      },
      onClosed: () => {
        listening.dispose();
        if (this.#panel === panel) this.#panel = undefined;
      },
    });
    return panel;
  }

  /** While the panel is open: connections, trust, and what others write into the folder. */
  #listen(): vscode.Disposable {
    let waiting: NodeJS.Timeout | undefined;
    const soon = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void this.#work.noteFolderChange(), quietMs);
    };
    let files = watch(soon);
    const move = (): void => {
      files.dispose();
      files = watch(soon);
      soon();
    };
    return vscode.Disposable.from(
      this.#workbench.accounts.onDidChange(() => {
        if (this.#readings.haveChanged()) this.#work.noteConnections();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(move),
      vscode.workspace.onDidChangeWorkspaceFolders(move),
      {
        dispose: () => {
          clearTimeout(waiting);
          files.dispose();
        },
      },
    );
  }
}

function watch(changed: () => void): vscode.Disposable {
  const folder = trustedFolder();
  if (folder === undefined) return new vscode.Disposable(() => undefined);
  const watchers = [`${engagementFolderName}/*.json`, partnerSettingsFileName].map((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
    return vscode.Disposable.from(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed));
  });
  return vscode.Disposable.from(...watchers);
}
