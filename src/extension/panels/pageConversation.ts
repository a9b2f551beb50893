import * as z from 'zod/mini';
import { asCleanRoomError, CleanRoomError } from '../../core/errors.ts';
import { foreignText } from '../../core/foreignText.ts';
import { t } from '../../core/text.ts';
import {
  checkedInput,
  identifiedSchema,
  isNameIn,
  namedSchema,
  readySchema,
  type AnswerTo,
  type InputOf,
  type NameIn,
  type NewsOf,
  type PanelNews,
  type PanelProtocol,
  type PanelReply,
  type PanelRequest,
  type PanelRequests,
} from '../../protocol/panelMessages.ts';

/** To end without a word is the most frequent end of all. */
type Wordless = void | Promise<void>;
/** What a handler ends with: its answer, where the request has one, and what is to be said to the person, if anything. */
export type Handling<Request extends PanelRequest> = Request extends { answer: z.ZodMiniType }
  ? Promise<{ answer: AnswerTo<Request>; message?: string }>
  : Wordless | Promise<{ message?: string } | undefined>;
const handledSchema = z.optional(z.object({ answer: z.optional(z.unknown()), message: z.optional(z.string()) }));

/** How the extension carries out each request of a page. What is thrown is shown to the person as a sentence. */
export type PanelHandlers<Requests extends PanelRequests> = {
  /**
   * @param input checked
   * @param context its signal stops what nobody waits for any more once the panel is closed; a job that writes goes on
   */
  readonly [Name in NameIn<Requests>]: (input: InputOf<Requests[Name]>, context: { signal: AbortSignal }) => Handling<Requests[Name]>;
};

/** What a conversation needs of the panel around it. */
export interface PageConversationPort {
  /** Gives a message to the page that is there now. */
  post(message: object): void;
  /** Tells the person what the page cannot tell any more. */
  notify(ok: boolean, sentence: string): void;
  log: { warn(line: string): void; error(line: string): void };
  /** A page is there that knows nothing yet. */
  onReady(): void;
  /** Before a reply is sent: what the request has changed is to be on the screen first. */
  beforeReply(): void;
}

/**
 * The extension's side of a panel's messages: checks what the page says and answers every request. News wait for nobody:
 * while no page listens they are dropped, and the next page is filled anew when it says that it is there.
 */
export class PageConversation<Requests extends PanelRequests, News extends PanelNews> {
  readonly #requests: Requests;
  readonly #handlers: PanelHandlers<Requests>;
  readonly #port: PageConversationPort;
  readonly #closing = new AbortController();
  /** The page that listens; VS Code throws a hidden one away, and the next is another that knows none of its requests. */
  #page: symbol | undefined;

  constructor({ requests }: PanelProtocol<Requests, News>, handlers: PanelHandlers<Requests>, port: PageConversationPort) {
    this.#requests = requests;
    this.#handlers = handlers;
    this.#port = port;
  }

  /** Whether a page listens. */
  get ready(): boolean {
    return this.#page !== undefined;
  }

  send(news: NewsOf<PanelProtocol<Requests, News>>): void {
    if (this.ready) this.#port.post(news);
  }

  /** Takes whatever the page has sent. */
  hear(message: unknown): void {
    if (readySchema.safeParse(message).success) {
      this.#page = Symbol('page');
      this.#port.onReady();
      return;
    }
    void this.#answer(message);
  }

  /** The page is thrown away. */
  noteHidden(): void {
    this.#page = undefined;
  }

  /** The panel is gone for good. */
  close(): void {
    this.noteHidden();
    this.#closing.abort();
  }

  async #answer(message: unknown): Promise<void> {
    const asking = this.#page;
    const identified = identifiedSchema.safeParse(message);
    const reply = await this.#replyTo(message, identified.data?.requestId ?? '');
    // There is no telling a page what it has not asked for.
    if (!identified.success) return;
    this.#port.beforeReply();
    if (asking !== undefined && asking === this.#page) this.#port.post(reply);
    // Who has cancelled something knows it.
    else if (reply.message !== undefined && !(!reply.ok && reply.cancelled === true)) this.#port.notify(reply.ok, reply.message);
  }

  async #replyTo(message: unknown, requestId: string): Promise<PanelReply> {
    const name = namedSchema.safeParse(message).data?.type ?? '';
    try {
      if (!isNameIn(this.#requests, name)) throw this.#notUnderstood(name, 'its panel has no such request');
      return { type: 'reply', requestId, ok: true, ...(await this.#carryOut(name, message)) };
    } catch (thrown) {
      const error = asCleanRoomError(thrown);
      const cancelled = error.code === 'cancelled';
      if (!cancelled) this.#port.log.error(error.sentence);
      return { type: 'reply', requestId, ok: false, message: error.sentence, ...(cancelled ? { cancelled } : {}) };
    }
  }

  async #carryOut(name: NameIn<Requests>, message: unknown): Promise<z.output<typeof handledSchema>> {
    const request: Requests[NameIn<Requests>] = this.#requests[name];
    const input = checkedInput(request, message);
    if (!input.success) throw this.#notUnderstood(name, z.prettifyError(input.error));
    return handledSchema.parse(await this.#handlers[name](input.data, { signal: this.#closing.signal }));
  }

  #notUnderstood(name: string, why: string): CleanRoomError {
    this.#port.log.warn(`A page sent a request that is none (${foreignText(name)}): ${why}`);
    return new CleanRoomError('invalid_input', t('The extension does not understand this request.'), {
      remedy: t('Close the panel and open it again.'),
    });
  }
}
