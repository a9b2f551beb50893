import * as vscode from 'vscode';
import { asCleanRoomError, type CleanRoomError } from '../../core/errors.ts';
import type { CleanRoomService } from '../../core/service.ts';
import type { JobResult } from '../../core/jobs/report.ts';
import type { CallTrace } from '../../services/aws/awsCalls.ts';
import type { ConnectionSettings } from './connectionSettings.ts';

/** What an account's part of the views shows. */
export type AccountState =
  | { kind: 'closed' }
  | { kind: 'reading'; before: JobResult | undefined }
  | { kind: 'read'; result: JobResult; readAt: Date }
  | { kind: 'failed'; error: CleanRoomError; before: JobResult | undefined };

/** One connection while VS Code runs: its service, what was read through it, and what is under way. */
export class Account implements vscode.Disposable {
  readonly settings: ConnectionSettings;
  /** False where it lasts only as long as this window (a sandbox that this window started). */
  readonly saved: boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #trace: (call: CallTrace) => void;
  /** What is being done to a collaboration, by its id, while a job runs. */
  readonly #working = new Map<string, string>();
  #state: AccountState = { kind: 'closed' };
  #service: Promise<CleanRoomService> | undefined;
  #opened: CleanRoomService | undefined;

  constructor(settings: ConnectionSettings, saved: boolean, trace: (call: CallTrace) => void) {
    this.settings = settings;
    this.saved = saved;
    this.#trace = trace;
  }

  get state(): AccountState {
    return this.#state;
  }

  set state(next: AccountState) {
    this.#state = next;
    this.#changed.fire();
  }

  /** The service once it has been opened. */
  get opened(): CleanRoomService | undefined {
    return this.#opened;
  }

  /** The newest result, also while a newer one is being read or could not be. */
  get result(): JobResult | undefined {
    switch (this.#state.kind) {
      case 'closed': return undefined;
      case 'read': return this.#state.result;
      case 'reading':
      case 'failed': return this.#state.before;
    }
  }

  /** Opens the service on first use; the AWS SDK is loaded then. Raises CleanRoomError; the next call tries again. */
  async open(signal?: AbortSignal): Promise<CleanRoomService> {
    this.#service ??= this.#open(signal);
    try {
      return await this.#service;
    } catch (thrown) {
      this.#service = undefined;
      throw asCleanRoomError(thrown);
    }
  }

  /** Forgets the opened service, so that a re-pointed profile or renewed sign-in is noticed. */
  reopen(): void {
    this.#service = undefined;
    this.#opened = undefined;
  }

  workingOn(collaborationId: string): string | undefined {
    return this.#working.get(collaborationId);
  }

  /** Notes what is being done to a collaboration; undefined when it is done. */
  noteWork(collaborationId: string, what: string | undefined): void {
    if (what === undefined) this.#working.delete(collaborationId);
    else this.#working.set(collaborationId, what);
    this.#changed.fire();
  }

  noteAllDone(): void {
    this.#working.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #open(signal?: AbortSignal): Promise<CleanRoomService> {
    const { openAwsConnection } = await import('../../services/aws/openAwsConnection.ts');
    const { name, profile, region, endpoint, sandbox, accountId } = this.settings;
    const service = await openAwsConnection({
      name, trace: this.#trace,
      ...(profile === undefined ? {} : { profile }), ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }),
      ...(sandbox === true && accountId !== undefined ? { sandboxAccountId: accountId } : {}),
    }, signal);
    this.#opened = service;
    return service;
  }
}
