import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { configurationUri, fileSetting } from './workspaceConfiguration.ts';

/** A job writes the file a dozen times in a row: only quiet is worth a reading. */
const quietMs = 2000;

/** Says when the configuration may say something else: the file, its place, the folders and the trust in them change. */
export class ConfigurationWatcher implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<number>();
  /** Fires with the time of the change (milliseconds of Date.now()): what was read since then knows it. */
  readonly onDidChange = this.#changed.event;
  readonly #log: vscode.LogOutputChannel;
  readonly #listening: vscode.Disposable;
  #watcher: vscode.Disposable | undefined;
  #waiting: NodeJS.Timeout | undefined;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    const move = (): void => {
      const now = Date.now();
      this.#watch();
      this.#announce(() => Promise.resolve(now));
    };
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidGrantWorkspaceTrust(move),
      vscode.workspace.onDidChangeWorkspaceFolders(move),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(fileSetting)) move();
      }),
    );
    this.#watch();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#watcher?.dispose();
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #watch(): void {
    this.#watcher?.dispose();
    this.#watcher = undefined;
    const uri = this.#place();
    if (uri === undefined) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'));
    // Compared as a whole, because the name may hold what a pattern means otherwise.
    const look = (changed: vscode.Uri): void => {
      if (changed.toString() === uri.toString()) this.#announce(() => timeOfChange(uri));
    };
    this.#watcher = vscode.Disposable.from(watcher, watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(look));
  }

  /** A place that is refused has nothing to watch; whoever reads it gets the sentence. */
  #place(): vscode.Uri | undefined {
    try {
      return configurationUri();
    } catch (thrown) {
      this.#log.warn(thrown instanceof Error ? thrown.message : String(thrown));
      return undefined;
    }
  }

  #announce(when: () => Promise<number>): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      void when().then((time) => {
        this.#changed.fire(time);
      });
    }, quietMs);
  }
}

/** The file system is asked, because its watcher tells late: a job's own reading often comes between. */
function timeOfChange(uri: vscode.Uri): Promise<number> {
  return stat(uri.fsPath).then(
    ({ ctimeMs }) => ctimeMs,
    () => Date.now(),
  );
}
