/** The permissions panel's page: hands between its parts what the extension says and the person does. */
import {
  permissionProtocol,
  type ConnectionsPicture,
  type PermissionProtocol,
  type PermissionRun,
} from '../../protocol/permissionMessages.ts';
import type { AnswerOf, NameIn, RequestOf } from '../../protocol/panelMessages.ts';
import { openingConnection } from '../partners/openingConnection.ts';
import { Recovery } from '../partners/recovery.ts';
import { Announcer } from '../ui/announcer.ts';
import { Conversation, type Reply } from '../ui/conversation.ts';
import { element } from '../ui/element.ts';
import { KeptState } from '../ui/keptState.ts';
import { MessageLine } from '../ui/messageLine.ts';
import { counted, readPageTexts, t } from '../ui/text.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';
import type { Draft } from './draft.ts';
import type { RoomForm } from './form.ts';
import { impactWords } from './impact.ts';
import { PermissionsForm } from './permissionsForm.ts';
import { PlanPane, type PlanState } from './plan/planPane.ts';
import { RoomLine } from './roomLine.ts';
import { RoomPicker } from './roomPicker.ts';
import { RoomPlace } from './roomPlace.ts';
import { packState, unpackState, type PanelState } from './savedState.ts';
import { hasChanges, wishOf } from './wish.ts';

class PermissionsPage {
  readonly #conversation: Conversation<PermissionProtocol['requests'], PermissionProtocol['news']>;
  readonly #announcer = new Announcer();
  readonly #messages = new MessageLine();
  readonly #line = new RoomLine();
  readonly #picker = new RoomPicker({
    connection: (id) => {
      this.#leave(() => this.#place.chooseConnection(id));
    },
    room: (id) => {
      this.#leave(() => this.#place.chooseRoom(id));
    },
    refresh: () => void this.#place.refresh(),
  });
  readonly #form = new PermissionsForm({
    change: (change) => {
      const { form } = this;
      if (form !== undefined) this.#place.wish(change(form.draft, form));
    },
    filter: (filter) => {
      this.#state.change({ filter });
    },
    openShares: (sharesOpen) => {
      if (sharesOpen === this.#state.now.sharesOpen) return;
      this.#state.change({ sharesOpen });
      if (sharesOpen) void this.#place.read();
    },
    keepTemplate: (name, flags) => void this.#keepTemplate(name, flags),
    forgetTemplate: () => void this.#forgetTemplate(),
  });
  readonly #pane = new PlanPane({
    check: () => void this.#check(),
    apply: () => void this.#apply(),
    stop: () => void this.#ask('stop', {}),
  });
  readonly #place: RoomPlace;
  readonly #state: KeptState<PanelState>;
  readonly #recovery = new Recovery();
  #news: ConnectionsPicture | undefined;
  /** The wish, as text, for which the plan on the screen was made. */
  #checked: string | undefined;
  #checking = false;
  #applying = false;
  #run: PermissionRun | undefined;

  constructor(api: VsCodeApi) {
    this.#state = new KeptState(api, unpackState, packState);
    this.#conversation = new Conversation(
      api,
      permissionProtocol,
      {
        connections: (news) => {
          this.#takeConnections(news);
        },
        interim: ({ connectionId, permissions }) => {
          this.#place.takeInterim(connectionId, permissions);
        },
        run: (run) => {
          this.#takeRun(run);
        },
        step: ({ runId, step }) => {
          if (this.#run?.runId !== runId) return;
          this.#run = { ...this.#run, steps: [...this.#run.steps, step] };
          this.#pane.addStep(this.#run);
        },
      },
      (sentence) => {
        this.#messages.showError(sentence);
      },
    );
    this.#place = new RoomPlace({
      state: () => this.#state.now,
      keep: (change) => {
        this.#state.change(change);
      },
      ask: (name, input) => this.#ask(name, input),
      changed: () => {
        this.#show();
      },
      left: () => {
        this.#forgetPlan();
      },
    });
  }

  /** Fills the page and says that it is there. */
  begin(page: HTMLElement): void {
    page.append(
      element(
        'main',
        { class: 'page permissions' },
        element('h1', { text: t('Permissions') }),
        element('div', { class: 'status-bar' }, this.#messages.element),
        this.#picker.element,
        this.#line.element,
        element('div', { class: 'beside' }, this.#form.element, this.#pane.element),
        this.#announcer.element,
      ),
    );
    this.#form.restore(this.#state.now);
    this.#show();
    this.#conversation.begin();
  }

  /** The form as it is filled in; undefined before a room was read. */
  get form(): RoomForm | undefined {
    const { permissions, now, draft } = this.#place;
    if (permissions === undefined || draft === undefined) return undefined;
    const failures = new Map(
      this.#run?.roomId !== permissions.room.id
        ? []
        : this.#run.steps.flatMap(({ key, outcome, reason, code }) =>
            outcome === 'failed' || outcome === 'differs' || (outcome === 'left_out' && code !== 'already_so') ? [[key, reason]] : [],
          ),
    );
    const enabled = permissions.readOnly === undefined && permissions.stillReading === 0 && !this.#applying;
    return { permissions, now, draft, enabled, failures };
  }

  #takeConnections(news: ConnectionsPicture): void {
    const before = this.#news;
    this.#news = news;
    const { connections, lastUsed, show } = news;
    const recovered = this.#recovery.take(connections);
    if (recovered) this.#messages.clearError();
    const { connectionId, roomId } = this.#state.now;
    const known = connections.some((each) => each.connectionId === connectionId);
    const opening = openingConnection(connections, lastUsed, () => true)?.connectionId ?? '';
    const wanted = show?.connectionId ?? (known ? connectionId : opening);
    if (show !== undefined || before === undefined || wanted !== connectionId)
      void this.#place.chooseConnection(wanted, show?.roomId ?? roomId);
    else if (recovered && this.#place.permissions === undefined) void this.#place.refresh();
    // Whether anything may be written at all is part of what is read.
    else if (before.mayWrite !== news.mayWrite) void this.#place.read();
    this.#show();
  }

  #takeRun(run: PermissionRun): void {
    this.#applying = run.running;
    if (!run.running && run.steps.length === 0 && run.summary === '') {
      // The person has declined, or it could not begin: the plan is still there.
      this.#run = undefined;
    } else {
      this.#run = run;
      if (!run.running) this.#endRun(run);
    }
    this.#pane.showRun(this.#run);
    this.#show();
  }

  /** What has been filled in and not applied is kept with its room, and the person is told so. */
  #leave(go: () => Promise<void>): void {
    const { form } = this;
    const kept = form !== undefined && hasChanges(form.draft, form.permissions, form.now) ? form.permissions.room.title : undefined;
    void go();
    if (kept !== undefined)
      this.#messages.showDone(t('What you have changed in {0} is not applied; it is kept until you come back.', kept));
  }

  #endRun({ connectionId, roomId }: PermissionRun): void {
    this.#checked = undefined;
    const { now } = this.#state;
    if (connectionId === now.connectionId && roomId === now.roomId) void this.#place.read();
  }

  async #check(): Promise<void> {
    const { form } = this;
    if (form === undefined) return;
    const wish = wishOf(form.draft, form.permissions, form.now);
    const { connectionId } = this.#state.now;
    this.#checking = true;
    this.#show();
    const reply = await this.#ask('check', { connectionId, readFrom: form.permissions.readFrom, wish });
    this.#checking = false;
    // Whoever has gone on to another room does not wait for it any more.
    if (reply.ok && this.form?.permissions.room.id === wish.room) {
      this.#checked = JSON.stringify(wish);
      this.#pane.showPlan(reply.answer);
      const { length } = reply.answer.steps;
      this.#announcer.sayNow(counted(length, t('The plan has 1 change.'), t('The plan has {0} changes.', length)));
    }
    this.#show();
  }

  async #apply(): Promise<void> {
    const { form } = this;
    if (form === undefined) return;
    this.#applying = true;
    this.#show();
    const { connectionId } = this.#state.now;
    const wish = wishOf(form.draft, form.permissions, form.now);
    // What came of it is said beside the form; the reply's words are for whoever has closed the panel meanwhile.
    await this.#ask('apply', { runId: crypto.randomUUID(), connectionId, readFrom: form.permissions.readFrom, wish });
    this.#applying = false;
    this.#show();
  }

  async #keepTemplate(name: string, flags: Draft['flags']): Promise<void> {
    const reply = await this.#ask('keepTemplate', { name, flags });
    if (!reply.ok) return;
    this.#place.takeTemplates(reply.answer.templates, name);
    this.#messages.showDone(reply.message ?? '');
  }

  async #forgetTemplate(): Promise<void> {
    const reply = await this.#ask('forgetTemplate', { roomId: this.#state.now.roomId });
    if (!reply.ok) return;
    this.#messages.showDone(reply.message ?? '');
    await this.#place.read();
  }

  /** Asks the extension; a refusal is shown to the person. */
  async #ask<Name extends NameIn<PermissionProtocol['requests']>>(
    name: Name,
    input: RequestOf<PermissionProtocol, Name>,
  ): Promise<Reply<AnswerOf<PermissionProtocol, Name>>> {
    if (name !== 'read') this.#messages.clear();
    const reply = await this.#conversation.ask(name, input);
    if (!reply.ok) this.#messages.showRefusal(reply);
    return reply;
  }

  /** Another room: the plan and its results are not about it. */
  #forgetPlan(): void {
    this.#checked = undefined;
    if (this.#applying) return;
    this.#run = undefined;
    this.#pane.showPlan(undefined);
    this.#pane.showRun(undefined);
  }

  /** Brings everything to what has been read and filled in. */
  #show(): void {
    const { form } = this;
    const { connections = [], mayKeepTemplates = false } = this.#news ?? {};
    // Without a connection the line below says what there is to do.
    this.#picker.element.hidden = connections.length === 0;
    this.#picker.show({ connections, rooms: this.#place.rooms }, this.#state.now, !this.#applying && connections.length > 0);
    this.#line.show(form?.permissions, {
      asked: this.#news !== undefined,
      connections: connections.length,
      rooms: this.#place.rooms.length,
      reading: this.#place.reading,
    });
    if (form === undefined) this.#form.hide();
    else this.#form.show(form, mayKeepTemplates);
    this.#pane.element.hidden = form === undefined && this.#run === undefined;
    this.#pane.show(this.#planState(form));
  }

  #planState(form: RoomForm | undefined): PlanState {
    const busy = this.#applying ? 'applying' : this.#checking ? 'checking' : this.#place.reading ? 'reading' : undefined;
    if (form === undefined) return { impact: '', checkable: false, fresh: false, busy };
    const { draft, permissions, now, enabled } = form;
    return {
      impact: impactWords(draft, permissions, now),
      checkable: enabled && hasChanges(draft, permissions, now) && !(draft.keepOnRoom && draft.template === ''),
      fresh: enabled && this.#checked === JSON.stringify(wishOf(draft, permissions, now)),
      busy,
    };
  }
}

readPageTexts(document);
new PermissionsPage(acquireVsCodeApi()).begin(document.body);
