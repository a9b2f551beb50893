import * as vscode from 'vscode';
import { asCleanRoomError } from '../../core/errors.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';
import type { CallTrace } from '../../services/callTrace.ts';
import type { Jobs } from '../jobs.ts';
import { plainMessage } from '../plainMessage.ts';
import { Account } from './account.ts';
import type { OpenService } from './openService.ts';
import { connectionsSetting, keyOf, readConnectionSettings, type ConnectionSettings } from './connectionSettings.ts';

/** Every account that is connected: those of the settings and those of this window only. */
export class Accounts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #log: vscode.LogOutputChannel;
  readonly #jobs: Jobs;
  readonly #open: OpenService;
  readonly #subscriptions: { dispose(): unknown }[] = [];
  /** The newest reading of an account. */
  readonly #readings = new WeakMap<Account, Promise<void>>();
  #accounts: { account: Account; listening: vscode.Disposable }[] = [];
  #last: Account | undefined;

  constructor(jobs: Jobs, open: OpenService, log: vscode.LogOutputChannel) {
    this.#jobs = jobs;
    this.#open = open;
    this.#log = log;
    this.#readSettings();
    this.#subscriptions.push(
      this.#changed,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(connectionsSetting)) this.#readSettings();
      }),
    );
  }

  get all(): readonly Account[] {
    return this.#accounts.map(({ account }) => account);
  }

  /** Those that have collaborations and tables: AWS accounts, not LiveRamp organisations. */
  get aws(): readonly Account[] {
    return this.all.filter(({ settings }) => settings.service === 'aws');
  }

  /** True once every account has been read, or could not be: only then "nothing" means nothing. */
  get allRead(): boolean {
    return this.all.every(({ result, state }) => result !== undefined || state.kind === 'failed');
  }

  /** The account that the last write went to. */
  get lastUsed(): Account | undefined {
    return this.#last;
  }

  noteUsed(account: Account): void {
    this.#last = account;
    this.#changed.fire();
  }

  /** Adds an account for this window only; one that is there already is given as it is. */
  addForSession(settings: ConnectionSettings): Account {
    const present = this.all.find((each) => !each.saved && keyOf(each.settings) === keyOf(settings));
    if (present !== undefined) return present;
    const account = this.#add(settings, false);
    this.#announce();
    return account;
  }

  remove(account: Account): void {
    this.#drop((each) => each === account);
    this.#announce();
  }

  /** Reads every account anew, side by side; each keeps its own error. */
  async refreshAll(): Promise<void> {
    await Promise.all(this.all.map((account) => this.refresh(account)));
  }

  /**
   * Reads one account anew and stops an older reading of it. What goes wrong is the account's state and shown in its own
   * place. Ends with the newest reading, so that whoever waited for a stopped one finds what is true now.
   */
  async refresh(account: Account): Promise<void> {
    let newest: Promise<void> | undefined = this.#read(account);
    this.#readings.set(account, newest);
    for (let awaited: Promise<void> | undefined; awaited !== newest; newest = this.#readings.get(account)) {
      awaited = newest;
      await awaited;
    }
  }

  dispose(): void {
    this.#drop(() => true);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #read(account: Account): Promise<void> {
    const signal = account.beginReading();
    let before = account.survey;
    account.state = { kind: 'reading', before };
    try {
      // Planning and diagnosis are loaded when first looked at, not when VS Code starts.
      const [service, { surveyConnection, withOlderPartners }] = await Promise.all([
        account.open(signal),
        import('../../core/jobs/surveyConnection.ts'),
      ]);
      // A profile that was re-pointed leads to another account: what was seen before is not this one's.
      if (before !== undefined && before.coverage.connection.id !== service.connection.id && !signal.aborted) {
        before = undefined;
        account.state = { kind: 'reading', before };
      }
      const onInterim = (interim: Survey): void => {
        before = before === undefined ? interim : withOlderPartners(interim, before);
        if (!signal.aborted) account.state = { kind: 'reading', before };
      };
      const survey = await this.#jobs.readQuietly(surveyConnection, service, { all: true }, { signal, onInterim });
      if (!signal.aborted) account.state = { kind: 'read', survey, readAt: new Date() };
    } catch (thrown) {
      if (signal.aborted) return;
      const error = asCleanRoomError(thrown);
      this.#log.error(`${account.settings.name}: ${error.sentence}`);
      account.state = { kind: 'failed', error, before };
    }
  }

  #readSettings(): void {
    const { connections, problems } = readConnectionSettings();
    for (const problem of problems) this.#log.warn(problem);
    if (problems[0] !== undefined) void vscode.window.showWarningMessage(plainMessage(problems[0]));
    const wanted = new Map(connections.map((settings) => [keyOf(settings), settings]));
    this.#drop((account) => account.saved && !wanted.has(keyOf(account.settings)));
    const present = new Set(this.all.filter(({ saved }) => saved).map(({ settings }) => keyOf(settings)));
    for (const [key, settings] of wanted) if (!present.has(key)) this.#add(settings, true);
    this.#announce();
  }

  #add(settings: ConnectionSettings, saved: boolean): Account {
    const trace = ({ operation, requestId, milliseconds, error }: CallTrace): void => {
      const line = `${settings.name}: ${operation} ${Math.round(milliseconds)} ms ${requestId ?? '-'}`;
      if (error === undefined) this.#log.debug(line);
      else this.#log.warn(`${line} ${error}`);
    };
    const account = new Account(settings, saved, (life) => this.#open(settings, trace, life));
    this.#accounts.push({
      account,
      listening: account.onDidChange(() => {
        this.#changed.fire();
      }),
    });
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
