/** The onboarding panel's page: makes its parts and hands between them what the extension says and the person does. */
import {
  onboardingProtocol,
  type OnboardingProtocol,
  type OnboardingDeed,
  type OnboardingFocus,
  type OnboardingPicture,
  type OnboardingStep,
  type OnboardingWish,
  type PanelEngagement,
} from '../../protocol/onboardingMessages.ts';
import type { RunItem, RunPlan, PanelRun } from '../../protocol/partnerMessages.ts';
import { OutcomeList } from '../partners/outcomeList.ts';
import { PanelTalk } from '../partners/panelTalk.ts';
import { Recovery } from '../partners/recovery.ts';
import { planWords } from '../partners/words.ts';
import { Announcer } from '../ui/announcer.ts';
import type { Reply } from '../ui/conversation.ts';
import { element } from '../ui/element.ts';
import { KeptState } from '../ui/keptState.ts';
import { readPageTexts, t } from '../ui/text.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';
import { EngagementDetail } from './detail/engagementDetail.ts';
import { EngagementList } from './list/engagementList.ts';
import { keyOf, noFilter } from './list/engagementRows.ts';
import { NoticeList } from './noticeList.ts';
import { unpackState, type OnboardingState, type Open } from './savedState.ts';
import type { FormState } from './setup/formState.ts';
import { remainingPartners } from './setup/remainingPartners.ts';
import { SetupForm } from './setup/setupForm.ts';

class OnboardingPanel {
  readonly #talk: PanelTalk<OnboardingProtocol['requests'], OnboardingProtocol['news']>;
  readonly #announcer = new Announcer();
  readonly #notices = new NoticeList();
  readonly #outcome = new OutcomeList('h2');
  readonly #list = new EngagementList({
    change: (change) => {
      this.#state.change({ list: { ...this.#state.now.list, ...change } });
      this.#show();
    },
    open: (key) => {
      this.#open({ kind: 'engagement', key, reason: '' });
      this.#detail.focus();
    },
    begin: () => {
      this.#open({ kind: 'form' });
      this.#form.focus();
    },
    refresh: () => void this.#refresh(),
    advance: (action, engagements) => void this.#advance({ action, engagements: engagements.map(referenceOf) }),
  });
  readonly #form = new SetupForm({
    change: (change) => {
      this.#changeForm(change);
    },
    check: (wish) => void this.#plan(() => this.#talk.ask('check', { wish })),
    start: (wish) => void this.#start(wish),
  });
  readonly #detail = new EngagementDetail({
    showStep: (step) => {
      this.#showStep(step);
    },
    check: (action) => void this.#plan(() => this.#talk.ask('checkStep', { action, engagements: this.#opened })),
    advance: (action, more) => void this.#advance({ action, engagements: this.#opened, ...more }),
    mend: (checkId, remedy) => void this.#mend(checkId, remedy),
    copy: (text) => void this.#talk.tell(this.#talk.ask('copy', { text })),
    openMail: (text, toPartner) => {
      for (const engagement of this.#opened) void this.#talk.tell(this.#talk.ask('openMail', { engagement, text, toPartner }));
    },
    openFile: () => {
      for (const engagement of this.#opened) void this.#talk.tell(this.#talk.ask('openFile', { engagement }));
    },
    refresh: () => void this.#refresh(),
    reason: (reason) => {
      const { open } = this.#state.now;
      if (open.kind === 'engagement') this.#state.change({ open: { ...open, reason } });
      this.#show();
    },
  });
  readonly #state: KeptState<OnboardingState>;
  /** Undefined until the extension has said what there is. */
  #picture: OnboardingPicture | undefined;
  #run: PanelRun | undefined;
  #refreshing = false;
  readonly #recovery = new Recovery();
  /** The run that begins a batch: what has been begun leaves the form. */
  #starting: string | undefined;

  constructor(api: VsCodeApi) {
    this.#state = new KeptState(api, unpackState);
    this.#talk = new PanelTalk(
      api,
      onboardingProtocol,
      {
        picture: ({ show, ...picture }) => {
          if (this.#recovery.take(picture.connections)) this.#talk.messages.clearError();
          this.#picture = picture;
          if (show !== undefined) this.#focusOn(show, picture);
          this.#show();
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
        element('h1', { text: t('Onboarding') }),
        this.#talk.element,
        this.#notices.element,
        element(
          'div',
          { class: 'columns' },
          this.#list.element,
          element('div', { class: 'beside' }, this.#form.element, this.#detail.element, this.#outcome.element),
        ),
        this.#announcer.element,
      ),
    );
    this.#show();
    this.#talk.begin();
  }

  #focusOn({ connectionId, roomId, engagementId }: OnboardingFocus, { engagements }: OnboardingPicture): void {
    const found = engagements.find((each) => each.connectionId === connectionId && each.id === engagementId);
    if (engagementId !== undefined) {
      this.#state.change({ list: { ...this.#state.now.list, filter: { ...noFilter, shown: 'all' } } });
      this.#open({ kind: 'engagement', key: found === undefined ? keyOf({ connectionId, id: engagementId }) : keyOf(found), reason: '' });
      return;
    }
    this.#state.change({ form: { ...this.#state.now.form, connectionId, roomId: roomId ?? '' } });
    this.#open({ kind: 'form' });
  }

  #open(open: Open): void {
    this.#state.change({ open });
    this.#hidePlan();
    this.#show();
  }

  #showStep(step: OnboardingStep): void {
    const { open } = this.#state.now;
    if (open.kind !== 'engagement') return;
    this.#open({ ...open, step });
    this.#detail.focusStep();
  }

  #changeForm(change: Partial<FormState>): void {
    this.#state.change({ form: { ...this.#state.now.form, ...change } });
    // The plan was about something else.
    this.#hidePlan();
    this.#show();
  }

  #hidePlan(): void {
    if (!this.#busy) this.#outcome.hide();
  }

  #takeRun(run: PanelRun): void {
    // Of a run that ended long ago only a page that has waited for it wants to know.
    if (!run.running && run.runId !== this.#state.now.begun) return;
    this.#run = run;
    this.#outcome.showRun(run);
    if (!run.running) {
      this.#state.change({ begun: undefined });
      if (run.runId === this.#starting) {
        const { form } = this.#state.now;
        this.#state.change({ form: { ...form, partners: remainingPartners(form.partners, run.items) } });
      }
      this.#talk.messages.show(run.severity, run.message);
      // What went as asked for is told above, and shown in its own place.
      if (run.items.some(({ outcome }) => outcome !== 'done')) this.#outcome.reveal();
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

  /** Shows what would be done. */
  async #plan(ask: () => Promise<Reply<RunPlan>>): Promise<void> {
    const { form, open } = this.#state.now;
    this.#outcome.hide();
    const reply = await this.#talk.during(t('Making the plan…'), ask);
    // What was changed meanwhile has no plan yet.
    if (!reply.ok || this.#state.now.form !== form || this.#state.now.open !== open) return;
    this.#outcome.showPlan(reply.answer);
    this.#outcome.focus();
    this.#announcer.sayNow(planWords(reply.answer));
  }

  async #start(wish: OnboardingWish): Promise<void> {
    await this.#write((runId) => {
      this.#starting = runId;
      return this.#talk.ask('start', { runId, wish });
    });
  }

  async #advance(deed: OnboardingDeed): Promise<void> {
    if (deed.engagements.length > 0) await this.#write((runId) => this.#talk.ask('advance', { runId, ...deed }));
  }

  async #mend(checkId: string, remedy: number): Promise<void> {
    const [engagement] = this.#opened;
    if (engagement !== undefined) await this.#write((runId) => this.#talk.ask('mend', { runId, engagement, checkId, remedy }));
  }

  /** Asks for something that writes, and follows it to its end. */
  async #write(ask: (runId: string) => Promise<Reply>): Promise<void> {
    const runId = crypto.randomUUID();
    this.#state.change({ begun: runId });
    this.#run = undefined;
    const reply = await this.#talk.during(t('Working…'), () => ask(runId));
    // Where it was refused before it began there will be no results.
    if (!reply.ok && this.#state.now.begun === runId) this.#state.change({ begun: undefined });
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

  /** The engagement that stands beside the list, if any. */
  get #shownEngagement(): PanelEngagement | undefined {
    const { open } = this.#state.now;
    return open.kind === 'engagement' ? this.#picture?.engagements.find((each) => keyOf(each) === open.key) : undefined;
  }

  get #opened(): OnboardingDeed['engagements'] {
    const shown = this.#shownEngagement;
    return shown === undefined ? [] : [referenceOf(shown)];
  }

  /** Brings everything to what there is, the form and the filter. */
  #show(): void {
    const { form, list, open } = this.#state.now;
    const picture = this.#picture;
    const activity = { mayWrite: picture?.mayWrite === true, busy: this.#busy };
    this.#talk.showRun(this.#run, t('Working…'));
    const reading = this.#refreshing || (picture?.connections.some(({ state }) => state === 'reading') ?? true);
    this.#notices.show(picture);
    this.#list.show(list, picture, { ...activity, reading, open: open.kind === 'engagement' ? open.key : undefined });
    const engagement = this.#shownEngagement;
    this.#form.element.hidden = open.kind !== 'form' || picture === undefined;
    this.#detail.element.hidden = engagement === undefined;
    if (picture === undefined) return;
    if (open.kind === 'form') this.#form.show(form, picture, activity);
    if (engagement === undefined || open.kind !== 'engagement') return;
    const connection = picture.connections.find(({ connectionId }) => connectionId === engagement.connectionId);
    this.#detail.show(
      { engagement, picture, activity, readAt: connection?.readAt, reading: connection?.state === 'reading', reason: open.reason },
      open.step ?? engagement.current ?? 'activation',
    );
  }
}

function referenceOf({ connectionId, id }: PanelEngagement): OnboardingDeed['engagements'][number] {
  return { connectionId, id };
}

readPageTexts(document);
new OnboardingPanel(acquireVsCodeApi()).begin(document.body);
