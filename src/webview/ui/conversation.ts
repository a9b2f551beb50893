import {
  identifiedSchema,
  isAnswerTo,
  isNameIn,
  namedSchema,
  replySchema,
  type AnswerTo,
  type InputOf,
  type NameIn,
  type PanelNews,
  type PanelProtocol,
  type PanelReply,
  type PanelRequests,
} from '../../protocol/panelMessages.ts';
import * as z from 'zod/mini';
import { t } from './text.ts';
import type { VsCodeApi } from './vscodeApi.ts';

/** What became of a request: its answer, where it has one, and the extension's words, if it has any. */
export type Reply<Answer = unknown> =
  { ok: true; answer: Answer; message?: string | undefined } | { ok: false; message: string; cancelled?: boolean | undefined };

/** What the page does with each kind of news. */
export type NewsHandlers<News extends PanelNews> = { readonly [Name in NameIn<News>]: (news: z.output<News[Name]>) => void };

/** A page's side of its panel's messages: checks what comes, and gives each request its reply. */
export class Conversation<Requests extends PanelRequests, News extends PanelNews> {
  readonly #api: VsCodeApi;
  readonly #protocol: PanelProtocol<Requests, News>;
  readonly #hear: NewsHandlers<News>;
  readonly #misunderstood: (sentence: string) => void;
  readonly #waiting = new Map<string, (reply: PanelReply | undefined) => void>();

  /** @param misunderstood told where the extension sends something that is no message of this panel */
  constructor(
    api: VsCodeApi,
    protocol: PanelProtocol<Requests, News>,
    hear: NewsHandlers<News>,
    misunderstood: (sentence: string) => void,
  ) {
    this.#api = api;
    this.#protocol = protocol;
    this.#hear = hear;
    this.#misunderstood = misunderstood;
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#take(data);
    });
  }

  /** Says that the page is there. */
  begin(): void {
    this.#api.postMessage({ type: 'ready' });
  }

  /** Asks the extension, and ends when it has answered: always, and never by throwing. */
  async ask<Name extends NameIn<Requests>>(name: Name, input: InputOf<Requests[Name]>): Promise<Reply<AnswerTo<Requests[Name]>>> {
    // Not a number: a page that was thrown away and loaded anew must not take the replies of the one before for its own.
    const requestId = crypto.randomUUID();
    const replied = new Promise<PanelReply | undefined>((resolve) => this.#waiting.set(requestId, resolve));
    this.#api.postMessage({ ...input, type: name, requestId });
    const reply = await replied;
    if (reply?.ok === false) return { ok: false, message: reply.message, cancelled: reply.cancelled };
    const request: Requests[Name] = this.#protocol.requests[name];
    if (reply === undefined || !isAnswerTo(request, reply.answer)) return { ok: false, message: notUnderstood() };
    return { ok: true, answer: reply.answer, message: reply.message };
  }

  #take(message: unknown): void {
    const name = namedSchema.safeParse(message).data?.type ?? '';
    const understood = name === 'reply' ? this.#settle(message) : isNameIn(this.#protocol.news, name) && this.#tell(name, message);
    if (!understood) this.#misunderstood(notUnderstood());
  }

  /** A reply that is not as it should be ends its request all the same: whoever has asked says so. */
  #settle(message: unknown): boolean {
    const requestId = identifiedSchema.safeParse(message).data?.requestId ?? '';
    const settle = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    settle?.(replySchema.safeParse(message).data);
    return settle !== undefined;
  }

  #tell(name: NameIn<News>, message: unknown): boolean {
    const news = z.safeParse<News[NameIn<News>]>(this.#protocol.news[name], message);
    if (news.success) this.#hear[name](news.data);
    return news.success;
  }
}

function notUnderstood(): string {
  return t('The extension sent a message that this panel does not understand. Close the panel and open it again.');
}
