/** The invitations panel's page: makes its parts and hands between them what the extension says and the person does. */
import {
  invitationProtocol,
  type ConnectionsPicture,
  type InvitationFocus,
  type InvitationProtocol,
  type InvitationReference,
  type InvitationRun,
  type InvitationWish,
} from '../../protocol/invitationMessages.ts';
import type { RunItem } from '../../protocol/partnerMessages.ts';
import { PanelTalk } from '../partners/panelTalk.ts';
import { Recovery } from '../partners/recovery.ts';
import { connectionWords, planWords } from '../partners/words.ts';
import { Announcer } from '../ui/announcer.ts';
import type { Reply } from '../ui/conversation.ts';
import { element } from '../ui/element.ts';
import { KeptState } from '../ui/keptState.ts';
import { MessageLine } from '../ui/messageLine.ts';
import { readPageTexts, t } from '../ui/text.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';
import { InviteForm } from './invite/inviteForm.ts';
import { stillThere, type InviteState } from './invite/inviteState.ts';
import { remainingAddresses } from './invite/remainingAddresses.ts';
import { InvitationList } from './list/invitationList.ts';
import { noFilter, type ListState } from './list/invitationRows.ts';
import { unpackState, type InvitationsState } from './savedState.ts';
import { runWords } from './words.ts';

const noPicture: ConnectionsPicture = {
  connections: [],
  mayWrite: false,
  noteTemplates: [],
  mayKeepTemplates: false,
  acceptedMailDomains: [],
};

class InvitationsPanel {
  readonly #talk: PanelTalk<InvitationProtocol['requests'], InvitationProtocol['news']>;
  readonly #announcer = new Announcer();
  readonly #settings = new MessageLine();
  readonly #connected = element('p', { class: 'muted' });
  readonly #form = new InviteForm({
    change: (change) => {
      this.#changeForm(change);
    },
    check: (wish) => void this.#check(wish),
    send: (wish) => void this.#send(wish),
    loadFile: () => void this.#loadFile(),
    keepTemplate: (name, text) => void this.#keepTemplate(name, text),
  });
  readonly #list = new InvitationList({
    change: (change) => {
      this.#changeList(change);
    },
    refresh: () => void this.#refresh(),
    cancel: (invitations) => void this.#manage('cancelInvitations', invitations),
    resend: (invitations) => void this.#manage('resendInvitations', invitations),
    copyReminders: (invitations) => void this.#talk.tell(this.#talk.ask('copyReminders', { invitations })),
    openMail: (invitation) => void this.#talk.tell(this.#talk.ask('openMail', { invitation })),
  });
  readonly #state: KeptState<InvitationsState>;
  /** Undefined until the extension has said what there is. */
  #picture: ConnectionsPicture | undefined;
  #run: InvitationRun | undefined;
  #refreshing = false;
  readonly #recovery = new Recovery();
  /** A room that was made a moment ago: the form goes on with it once it is in the list. */
  #madeRoom: string | undefined;

  constructor(api: VsCodeApi) {
    this.#state = new KeptState(api, unpackState);
    this.#talk = new PanelTalk(
      api,
      invitationProtocol,
      {
        connections: ({ show, ...picture }) => {
          this.#takeConnections(picture, show);
        },
        run: (run) => {
          this.#takeRun(run);
        },
        step: ({ runId, done, total, item }) => {
          this.#takeStep(runId, done, total, item);
        },
      },
      {
        changed: () => {
          this.#show();
        },
        stop: () => void this.#talk.ask('stop', {}),
      },
    );
  }

  /** Fills the page and asks for what there is. */
  begin(page: HTMLElement): void {
    page.append(
      element(
        'main',
        {},
        element('header', {}, element('h1', { text: t('Invitations') }), this.#connected),
        this.#talk.element,
        this.#settings.element,
        element('div', { class: 'columns' }, this.#form.element, this.#list.element),
        this.#announcer.element,
      ),
    );
    this.#show();
    this.#talk.begin();
  }

  #takeConnections(picture: ConnectionsPicture, show: InvitationFocus | undefined): void {
    if (this.#recovery.take(picture.connections)) this.#talk.messages.clearError();
    this.#showSettingsProblem(picture.settingsProblem);
    this.#picture = picture;
    this.#connected.textContent = picture.connections.map(connectionWords).join(', ');
    if (show !== undefined) {
      const { connectionId, roomId = '' } = show;
      this.#state.change({
        form: { ...this.#state.now.form, connectionId, connectionChosen: true, roomId },
        list: { ...this.#state.now.list, filter: { ...noFilter, connectionId } },
      });
      this.#form.showPlan(undefined);
    }
    this.#state.change({ form: stillThere(this.#state.now.form, picture, this.#madeRoom) });
    this.#show();
  }

  /** An alert that is written anew is spoken anew. */
  #showSettingsProblem(problem: string | undefined): void {
    if (problem === this.#picture?.settingsProblem) return;
    if (problem === undefined) this.#settings.clear();
    else this.#settings.showError(problem);
  }

  #takeRun(run: InvitationRun): void {
    const ended = !run.running;
    // Of a run that ended long ago only a page that has waited for it wants to know.
    if (ended && run.runId !== this.#state.now.begun) return;
    this.#run = run;
    if (run.kind === 'send') this.#form.showRun(run);
    else this.#list.showRun(run);
    if (ended) {
      this.#state.change({ begun: undefined });
      if (run.kind === 'send') this.#takeOutSettled(run.items);
      this.#talk.messages.show(run.severity, run.message);
      this.#announcer.sayNow(run.message);
    }
    this.#show();
  }

  #takeStep(runId: string, done: number, total: number, item: RunItem): void {
    const run = this.#run;
    if (run?.runId !== runId || !run.running) return;
    this.#takeRun({ ...run, done, total, message: item.sentence, items: [...run.items, item] });
    this.#announcer.say(t('{0} of {1}', done, total));
  }

  /** What failed stays in the form to be tried again. */
  #takeOutSettled(items: readonly RunItem[]): void {
    const { form } = this.#state.now;
    const made = items.some(({ action, outcome }) => action === 'create_clean_room' && outcome !== 'failed' && outcome !== 'left_out');
    if (made) this.#madeRoom = form.room.name.trim();
    this.#state.change({ form: { ...form, addresses: remainingAddresses(form.addresses, items) } });
  }

  #changeForm(change: Partial<InviteState>): void {
    this.#state.change({ form: { ...this.#state.now.form, ...change } });
    // The plan was about something else.
    if (!this.#busy) this.#form.showPlan(undefined);
    this.#show();
  }

  #changeList(change: Partial<ListState>): void {
    this.#state.change({ list: { ...this.#state.now.list, ...change } });
    this.#show();
  }

  async #check(wish: InvitationWish): Promise<void> {
    const { form } = this.#state.now;
    this.#form.showPlan(undefined);
    const reply = await this.#talk.during(t('Making the plan…'), () => this.#talk.ask('check', { wish }));
    // What was changed meanwhile has no plan yet.
    if (!reply.ok || this.#state.now.form !== form) return;
    this.#form.showPlan(reply.answer);
    this.#show();
    this.#form.focusOutcome();
    this.#announcer.sayNow(planWords(reply.answer));
  }

  async #send(wish: InvitationWish): Promise<void> {
    await this.#write(t('VS Code asks you before anything is sent.'), (runId) => this.#talk.ask('send', { runId, wish }));
  }

  async #manage(name: 'cancelInvitations' | 'resendInvitations', invitations: InvitationReference[]): Promise<void> {
    await this.#write(t('VS Code asks you before anything is changed.'), (runId) => this.#talk.ask(name, { runId, invitations }));
  }

  /** Asks for something that writes, and follows it to its end. */
  async #write(words: string, ask: (runId: string) => Promise<Reply>): Promise<void> {
    const runId = crypto.randomUUID();
    this.#state.change({ begun: runId });
    const reply = await this.#talk.during(words, () => ask(runId));
    // Where it was refused before it began there will be no results.
    if (!reply.ok && this.#state.now.begun === runId) this.#state.change({ begun: undefined });
  }

  async #loadFile(): Promise<void> {
    const reply = await this.#talk.ask('loadAddresses', {});
    const text = reply.ok ? reply.answer.text : undefined;
    if (text !== undefined) this.#changeForm({ addresses: text });
  }

  async #keepTemplate(name: string, text: string): Promise<void> {
    const reply = await this.#talk.tell(this.#talk.ask('keepTemplate', { name, text }));
    if (reply.ok) this.#form.templateKept();
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    this.#show();
    await this.#talk.ask('refresh', {});
    this.#refreshing = false;
    this.#show();
  }

  get #busy(): boolean {
    return this.#talk.asking || this.#run?.running === true;
  }

  /** Brings everything to the connections, the form and the filter. */
  #show(): void {
    const { form, list } = this.#state.now;
    const picture = this.#picture ?? noPicture;
    const activity = { mayWrite: picture.mayWrite, busy: this.#busy };
    this.#talk.showRun(this.#run, this.#run === undefined ? '' : runWords(this.#run.kind));
    this.#form.element.hidden = picture.connections.length === 0;
    this.#form.show(form, picture, activity);
    const reading = this.#refreshing || picture.connections.some(({ state }) => state === 'reading');
    this.#list.show(list, this.#picture?.connections, { ...activity, reading });
  }
}

readPageTexts(document);
new InvitationsPanel(acquireVsCodeApi()).begin(document.body);
