import * as vscode from 'vscode';
import { permissionProtocol, type PermissionFocus, type PermissionProtocol } from '../../../protocol/permissionMessages.ts';
import type { Workbench } from '../../workbench.ts';
import { WebviewPanel } from '../webviewPanel.ts';
import { jobsWorkplace } from './jobsWorkplace.ts';
import { PermissionsWork } from './permissionsWork.ts';
import type { PermissionsWorkplace } from './permissionsWorkplace.ts';

/** The one permissions panel: who may do what in a clean room, and changing it. */
export class PermissionsPanel implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #workplace: PermissionsWorkplace;
  readonly #work: PermissionsWork;
  readonly #listening: vscode.Disposable;
  #panel: WebviewPanel<PermissionProtocol['requests'], PermissionProtocol['news']> | undefined;
  #focus: PermissionFocus | undefined;

  /** @param extension where the extension lies */
  constructor(extension: vscode.Uri, workbench: Pick<Workbench, 'accounts' | 'jobs' | 'log'>) {
    this.#extension = extension;
    this.#log = workbench.log;
    this.#workplace = jobsWorkplace(workbench);
    this.#work = new PermissionsWork(this.#workplace, (news) => this.#panel?.send(news));
    let told = '';
    const tell = (): void => {
      // Accounts change with every item of every job; the page wants to know of connections only.
      const now = JSON.stringify(this.#connections());
      if (now !== told) this.#sendConnections();
      told = now;
    };
    this.#listening = vscode.Disposable.from(
      workbench.accounts.onDidChange(tell),
      vscode.workspace.onDidGrantWorkspaceTrust(tell),
      vscode.workspace.onDidChangeWorkspaceFolders(tell),
    );
  }

  /** Opens the panel, or brings it to the front. @param focus chooses a connection, and perhaps a clean room of it */
  show(focus?: PermissionFocus): void {
    this.#focus = focus ?? this.#focus;
    const open = this.#panel;
    if (open === undefined) this.#panel = this.#openPanel();
    else {
      open.reveal();
      if (focus !== undefined && open.ready) this.#sendConnections();
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#work.dispose();
    this.#panel?.dispose();
  }

  #openPanel(): WebviewPanel<PermissionProtocol['requests'], PermissionProtocol['news']> {
    const panel = new WebviewPanel({
      extension: this.#extension,
      viewType: 'cleanRooms.permissions',
      title: vscode.l10n.t('Permissions'),
      files: 'permissions',
      protocol: permissionProtocol,
      handlers: this.#work.handlers,
      log: this.#log,
      onReady: () => {
        this.#sendConnections();
        const { run } = this.#work;
        if (run !== undefined) panel.send({ type: 'run', ...run });
      },
      onClosed: () => {
        if (this.#panel === panel) this.#panel = undefined;
      },
    });
    return panel;
  }

  #connections() {
    const workplace = this.#workplace;
    const lastUsed = workplace.lastUsed();
    return {
      connections: workplace.connections(),
      ...(lastUsed === undefined ? {} : { lastUsed }),
      mayWrite: workplace.mayWrite(),
      mayKeepTemplates: workplace.settings() !== undefined,
    };
  }

  #sendConnections(): void {
    const connectionId = this.#focus === undefined ? undefined : this.#workplace.connectionCalled(this.#focus.connectionId);
    const show = connectionId === undefined ? undefined : { ...this.#focus, connectionId };
    this.#focus = undefined;
    this.#panel?.send({ type: 'connections', ...this.#connections(), ...(show === undefined ? {} : { show }) });
  }
}
