import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import type { CallTrace } from '../../services/aws/awsCalls.ts';
import type { Jobs } from '../jobs.ts';
import { Account } from './account.ts';
import { connectionsSetting, readConnectionSettings, type ConnectionSettings } from './connectionSettings.ts';

/** Every account that is connected: those of the settings and those of this window only. */
export class Accounts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #log: vscode.LogOutputChannel;
  readonly #jobs: Jobs;
  readonly #subscriptions: { dispose(): unknown }[] = [];
  #accounts: { account: Account; listening: vscode.Disposable }[] = [];
  #last: Account | undefined;

  constructor(jobs: Jobs, log: vscode.LogOutputChannel) {
    this.#jobs = jobs;
    this.#log = log;
    this.#readSettings();
    this.#subscriptions.push(this.#changed, vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(connectionsSetting)) this.#readSettings();
    }));
  }

  get all(): readonly Account[] {
    return this.#accounts.map(({ account }) => account);
  }

  /** The account that the last write went to. */
  get lastUsed(): Account | undefined {
    return this.#last;
  }

  noteUsed(account: Account): void {
    this.#last = account;
    this.#changed.fire();
  }

  /** Adds an account for this window only. */
  addForSession(settings: ConnectionSettings): Account {
    const account = this.#add(settings, false);
    this.#announce();
    return account;
  }

  remove(account: Account): void {
    this.#drop((each) => each === account);
    this.#announce();
  }

  /** Reads every account anew, side by side; each keeps its own error. */
  async refreshAll(signal?: AbortSignal): Promise<void> {
    await Promise.all(this.all.map((account) => this.refresh(account, signal)));
  }

  /** Reads one account anew. What goes wrong is the account's state and shown in its own place. */
  async refresh(account: Account, signal?: AbortSignal): Promise<void> {
    const before = account.result;
    account.state = { kind: 'reading', before };
    try {
      // Planning and diagnosis are loaded when first looked at, not when VS Code starts.
      const [service, { verifyCollaborations }] = await Promise.all([account.open(signal), import('../../core/jobs/verifyCollaborations.ts')]);
      const result = await this.#jobs.readQuietly(verifyCollaborations, service, { all: true }, signal);
      account.state = { kind: 'read', result, readAt: new Date() };
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      this.#log.error(`${account.settings.name}: ${error.sentence}`);
      account.state = { kind: 'failed', error, before };
    }
  }

  dispose(): void {
    this.#drop(() => true);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #readSettings(): void {
    const { connections, problems } = readConnectionSettings();
    for (const problem of problems) this.#log.warn(problem);
    if (problems[0] !== undefined) void vscode.window.showWarningMessage(problems[0]);
    const wanted = new Map(connections.map((settings) => [JSON.stringify(settings), settings]));
    this.#drop((account) => account.saved && !wanted.has(JSON.stringify(account.settings)));
    const present = new Set(this.all.map(({ settings }) => JSON.stringify(settings)));
    for (const [key, settings] of wanted) if (!present.has(key)) this.#add(settings, true);
    this.#announce();
  }

  #add(settings: ConnectionSettings, saved: boolean): Account {
    const trace = ({ operation, requestId, milliseconds, error }: CallTrace): void => {
      const line = `${settings.name}: ${operation} ${Math.round(milliseconds)} ms ${requestId ?? '-'}`;
      if (error === undefined) this.#log.debug(line);
      else this.#log.warn(`${line} ${error}`);
    };
    const account = new Account(settings, saved, trace);
    this.#accounts.push({ account, listening: account.onDidChange(() => { this.#changed.fire(); }) });
    return account;
  }

  #drop(which: (account: Account) => boolean): void {
    for (const { account, listening } of this.#accounts.filter((each) => which(each.account))) {
      listening.dispose();
      account.dispose();
      if (this.#last === account) this.#last = undefined;
    }
    this.#accounts = this.#accounts.filter((each) => !which(each.account));
  }

  #announce(): void {
    void vscode.commands.executeCommand('setContext', 'cleanRooms.hasConnections', this.#accounts.length > 0);
    this.#changed.fire();
  }
}
