import type { AnswerOf, RequestOf } from '../../protocol/panelMessages.ts';
import type { PanelRoom, PanelTemplate, PermissionProtocol, RoomPermissions } from '../../protocol/permissionMessages.ts';
import type { Reply } from '../ui/conversation.ts';
import { freshDraft, settled, type Draft } from './draft.ts';
import type { PanelState } from './savedState.ts';
import { ticksOf, type Ticks } from './ticks.ts';

/** What the place needs of the page around it. */
export interface RoomPlacePort {
  state(): PanelState;
  keep(change: Partial<PanelState>): void;
  ask<Name extends 'rooms' | 'read'>(
    name: Name,
    input: RequestOf<PermissionProtocol, Name>,
  ): Promise<Reply<AnswerOf<PermissionProtocol, Name>>>;
  /** Something that is shown has changed. */
  changed(): void;
  /** Another room is looked at. */
  left(): void;
}

/** Where the form is: the chosen connection and room, what was read of it, and what the person wishes of it. */
export class RoomPlace {
  readonly #port: RoomPlacePort;
  rooms: readonly PanelRoom[] = [];
  permissions: RoomPermissions | undefined;
  now: Ticks = new Map();
  /** Readings under way count up; only the newest counts. */
  #newest = 0;
  #reading = 0;

  constructor(port: RoomPlacePort) {
    this.#port = port;
  }

  get reading(): boolean {
    return this.#reading > 0;
  }

  /** What is wished of the room; undefined before it was read. */
  get draft(): Draft | undefined {
    const { permissions, now } = this;
    return permissions === undefined ? undefined : (this.#port.state().drafts.get(this.#key) ?? freshDraft(permissions, now));
  }

  /** Takes what the person wishes of the room now. */
  wish(draft: Draft): void {
    this.#port.keep({ drafts: new Map([...this.#port.state().drafts, [this.#key, draft]]) });
    this.#port.changed();
  }

  /** Reads the rooms of a connection, then the wanted one, or else the first of ours. */
  async chooseConnection(connectionId: string, wanted = ''): Promise<void> {
    this.#leave({ connectionId, roomId: wanted });
    this.rooms = [];
    if (connectionId === '') {
      this.#port.changed();
      return;
    }
    const reply = await this.#read((newest) => this.#port.ask('rooms', { connectionId }).then((answer) => ({ newest, answer })));
    if (reply === undefined || !reply.ok) return;
    this.rooms = reply.answer.rooms;
    const room = this.rooms.find(({ id }) => id === wanted) ?? this.rooms.find(({ ours }) => ours) ?? this.rooms[0];
    await this.chooseRoom(room?.id ?? '');
  }

  async chooseRoom(roomId: string): Promise<void> {
    this.#leave({ roomId });
    if (roomId === '') this.#port.changed();
    else await this.read();
  }

  /** Reads the rooms and the room anew. */
  async refresh(): Promise<void> {
    const { connectionId, roomId } = this.#port.state();
    await this.chooseConnection(connectionId, roomId);
  }

  /** Reads the room that is chosen; what was read before stays on the screen until then. */
  async read(): Promise<void> {
    const { connectionId, roomId, sharesOpen, drafts } = this.#port.state();
    if (roomId === '') return;
    // Wishes about shares can only be judged beside the shares.
    const wished = [...(drafts.get(this.#key)?.ticks.keys() ?? [])].some((key) => key.startsWith('["share"'));
    const reply = await this.#read((newest) =>
      this.#port.ask('read', { connectionId, roomId, withShares: sharesOpen || wished }).then((answer) => ({ newest, answer })),
    );
    if (reply === undefined) return;
    if (!reply.ok) {
      // What was read of it stays half; the person is told, and can refresh.
      if (this.#isHalfRead) this.permissions = undefined;
      this.#port.changed();
      return;
    }
    this.permissions = reply.answer;
    this.now = ticksOf(reply.answer);
    const before = this.#port.state().drafts.get(this.#key);
    this.wish(before === undefined ? freshDraft(reply.answer, this.now) : settled(before, reply.answer, this.now));
  }

  /** Shows what has been read so far of the room that is awaited; a whole picture of it stays until there is a newer one. */
  takeInterim(connectionId: string, permissions: RoomPermissions): void {
    const state = this.#port.state();
    const isAwaited = this.reading && connectionId === state.connectionId && permissions.room.id === state.roomId;
    if (!isAwaited || (this.permissions !== undefined && !this.#isHalfRead)) return;
    this.permissions = permissions;
    this.now = ticksOf(permissions);
    this.#port.changed();
  }

  /** Templates of the folder have changed; this one is chosen now. */
  takeTemplates(templates: PanelTemplate[], chosen: string): void {
    const { draft } = this;
    if (this.permissions === undefined || draft === undefined) return;
    this.permissions = { ...this.permissions, templates };
    // A draft of what is only half read would not be what the questions have in common.
    if (this.#isHalfRead) this.#port.changed();
    else this.wish({ ...draft, template: chosen });
  }

  get #isHalfRead(): boolean {
    return this.permissions !== undefined && this.permissions.stillReading > 0;
  }

  get #key(): string {
    const { connectionId, roomId } = this.#port.state();
    return JSON.stringify([connectionId, roomId]);
  }

  #leave(change: Partial<PanelState>): void {
    this.#port.keep(change);
    this.permissions = undefined;
    this.now = new Map();
    this.#newest += 1;
    this.#port.left();
  }

  /** The answer, unless another reading has begun since. */
  async #read<Answer>(ask: (newest: number) => Promise<{ newest: number; answer: Answer }>): Promise<Answer | undefined> {
    this.#newest += 1;
    this.#reading += 1;
    this.#port.changed();
    const { newest, answer } = await ask(this.#newest);
    this.#reading -= 1;
    this.#port.changed();
    return newest === this.#newest ? answer : undefined;
  }
}
