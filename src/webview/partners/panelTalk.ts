import type { AnswerTo, InputOf, NameIn, PanelNews, PanelProtocol, PanelRequests } from '../../protocol/panelMessages.ts';
import type { PanelRun } from '../../protocol/partnerMessages.ts';
import { Conversation, type NewsHandlers, type Reply } from '../ui/conversation.ts';
import { element } from '../ui/element.ts';
import { MessageLine } from '../ui/messageLine.ts';
import type { VsCodeApi } from '../ui/vscodeApi.ts';
import { RunLine } from './runLine.ts';

/** What a page has to do with its talk. */
export interface TalkListener {
  /** Something has begun or ended that keeps everything else from being begun. */
  changed(): void;
  /** The run that is under way is to be stopped. */
  stop(): void;
}

/** What a page asks of the extension: shows that something is under way, and says what came of it. */
export class PanelTalk<Requests extends PanelRequests, News extends PanelNews> {
  readonly messages = new MessageLine();
  readonly work: RunLine;
  /** Both, and always on the screen: whatever was pressed is answered where the person looks. */
  readonly element = element('div', { class: 'status-bar' });
  readonly #conversation: Conversation<Requests, News>;
  readonly #listener: TalkListener;
  #asking = false;

  constructor(api: VsCodeApi, protocol: PanelProtocol<Requests, News>, hear: NewsHandlers<News>, listener: TalkListener) {
    this.#listener = listener;
    this.work = new RunLine(() => {
      listener.stop();
    });
    this.element.append(this.messages.element, this.work.element);
    this.#conversation = new Conversation(api, protocol, hear, (sentence) => {
      this.messages.showError(sentence);
    });
  }

  /** A plan is being made, or a question is on the screen. */
  get asking(): boolean {
    return this.#asking;
  }

  begin(): void {
    this.#conversation.begin();
  }

  /** Asks the extension; a refusal is shown to the person. */
  async ask<Name extends NameIn<Requests>>(name: Name, input: InputOf<Requests[Name]>): Promise<Reply<AnswerTo<Requests[Name]>>> {
    this.messages.clear();
    const reply = await this.#conversation.ask(name, input);
    if (!reply.ok) this.messages.showRefusal(reply);
    return reply;
  }

  /** Waits for something that ends with a sentence for the person, if with any. */
  async tell(asked: Promise<Reply>): Promise<Reply> {
    const reply = await asked;
    if (reply.ok && reply.message !== undefined) this.messages.showDone(reply.message);
    return reply;
  }

  /** Shows that something is under way, while nothing else can be begun. */
  async during<T>(words: string, work: () => Promise<T>): Promise<T> {
    this.#asking = true;
    this.work.showWork(words);
    this.#listener.changed();
    const ended = await work();
    this.#asking = false;
    this.#listener.changed();
    return ended;
  }

  /** Shows how far a run is, where one is under way. @param words what it does */
  showRun(run: PanelRun | undefined, words: string): void {
    if (run?.running === true) this.work.showRun(run, words);
    else if (!this.#asking) this.work.hide();
  }
}
