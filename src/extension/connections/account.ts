import * as vscode from 'vscode';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import type { Member } from '../../core/model/collaboration.ts';
import type { CleanRoomService } from '../../core/service.ts';
import type { PartnersSurvey } from '../../core/jobs/partners/surveyPartners.ts';
import type { JobResult } from '../../core/jobs/report.ts';
import type { Survey } from '../../core/jobs/surveyAccount.ts';
import type { ConnectionSettings } from './connectionSettings.ts';
import { RoomContents } from './roomContents.ts';

/** What an account's part of the views shows. */
export type AccountState =
  | { kind: 'closed' }
  | { kind: 'reading'; before: Survey | undefined }
  | { kind: 'read'; survey: Survey; readAt: Date }
  | { kind: 'failed'; error: CleanRoomError; before: Survey | undefined };

/** One connection while VS Code runs: its service, what was read through it, and what is under way. */
export class Account implements vscode.Disposable {
  readonly settings: ConnectionSettings;
  /** What is in its clean rooms. */
  readonly contents: RoomContents;
  /** False where it lasts only as long as this window (a sandbox that this window started). */
  readonly saved: boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #openService: (life: AbortSignal) => Promise<CleanRoomService>;
  readonly #life = new AbortController();
  /** What is being done to a collaboration, by its id, while a job runs. */
  readonly #working = new Map<string, string>();
  /** Of the newest reading, failures too: a tree repaints often. */
  readonly #members = new Map<string, Promise<Member[]>>();
  #state: AccountState = { kind: 'closed' };
  #opening: Promise<CleanRoomService> | undefined;
  #opened: CleanRoomService | undefined;
  #reading: AbortController | undefined;
  #readingBegan: number | undefined;

  /** @param openService how its service is opened; `life` ends with the connection */
  constructor(settings: ConnectionSettings, saved: boolean, openService: (life: AbortSignal) => Promise<CleanRoomService>) {
    this.settings = settings;
    this.saved = saved;
    this.#openService = openService;
    this.contents = new RoomContents(() => this.open(), this.life);
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

  /** Aborted when the connection is taken away or the window closes. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  /** When the newest reading began, in milliseconds of Date.now(); undefined before the first. */
  get readingBegan(): number | undefined {
    return this.#readingBegan;
  }

  /** What was seen last, also while it is being looked at anew or could not be. */
  get survey(): Survey | undefined {
    switch (this.#state.kind) {
      case 'closed':
        return undefined;
      case 'read':
        return this.#state.survey;
      case 'reading':
      case 'failed':
        return this.#state.before;
    }
  }

  /** Who takes part in what, and whom we have invited, as it was read last. */
  get partners(): PartnersSurvey | undefined {
    return this.survey?.partners;
  }

  /** What was found last. */
  get result(): JobResult | undefined {
    return this.survey?.result;
  }

  /**
   * Where what is shown comes from: the account of what was read, which a re-pointed profile does not change; else the
   * one that was opened, or that the settings name.
   */
  get place(): { accountId: string | undefined; region: string | undefined; sandbox: boolean; endpoint: string | undefined } {
    const known = this.survey?.coverage.connection ?? this.#opened?.connection;
    const { sandbox, endpoint } = this.settings;
    const named =
      this.settings.service === 'aws'
        ? { accountId: this.settings.accountId, region: this.settings.region }
        : { accountId: this.settings.organisation, region: undefined };
    return {
      accountId: known?.accountId ?? named.accountId,
      region: known?.region ?? named.region,
      sandbox: known?.sandbox ?? sandbox === true,
      endpoint: this.#opened?.connection.endpoint ?? endpoint,
    };
  }

  /** Opens the service on first use. Raises CleanRoomError; the next call tries again. `signal` ends the waiting only. */
  open(signal?: AbortSignal): Promise<CleanRoomService> {
    this.#opening ??= this.#open();
    return signal === undefined ? this.#opening : Promise.race([this.#opening, cancellation(signal)]);
  }

  /** Opens anew at the next use, so that a re-pointed profile or renewed sign-in is noticed. */
  reopen(): void {
    this.#opening = undefined;
  }

  /** Begins a reading and stops an older one: what that still answers counts for nothing once its signal is aborted. */
  beginReading(): AbortSignal {
    this.#reading?.abort();
    this.#reading = new AbortController();
    this.#readingBegan = Date.now();
    this.#members.clear();
    this.contents.forget();
    return AbortSignal.any([this.#reading.signal, this.life]);
  }

  /** The members of a collaboration, read once between two readings of the account. */
  members(collaborationId: string): Promise<Member[]> {
    const known =
      this.#members.get(collaborationId) ?? this.open().then((service) => service.memberships?.members(collaborationId, this.life) ?? []);
    this.#members.set(collaborationId, known);
    return known;
  }

  workingOn(collaborationId: string): string | undefined {
    return this.#working.get(collaborationId);
  }

  /** Notes what is being done to a collaboration. */
  noteWork(collaborationId: string, what: string): void {
    this.#working.set(collaborationId, what);
    this.#changed.fire();
  }

  noteAllDone(): void {
    this.#working.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#life.abort();
    this.#changed.dispose();
  }

  #open(): Promise<CleanRoomService> {
    const opening: Promise<CleanRoomService> = this.#openService(this.life).then(
      (service) => {
        if (this.#opening === opening) this.#opened = service;
        return service;
      },
      (thrown: unknown) => {
        if (this.#opening === opening) {
          this.#opening = undefined;
          this.#opened = undefined;
        }
        throw asCleanRoomError(thrown);
      },
    );
    return opening;
  }
}

/** Rejects when the signal is aborted. */
function cancellation(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = (): void => {
      reject(new CleanRoomError('cancelled', vscode.l10n.t('Cancelled.')));
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
