/**
 * What every panel and the extension say to each other. The page says that it is there, or asks for something; the
 * extension answers every request, or tells news of its own accord. A panel's own protocol only lists its requests and
 * its news; each side checks what it gets against that list.
 */
import * as z from 'zod/mini';

/** One thing that a page can ask for: what it says along with it, and what it gets back, where that is more than words. */
export interface PanelRequest {
  /** Its keys travel beside `type` and `requestId`, so none may be called so. */
  input: z.ZodMiniObject;
  answer?: z.ZodMiniType;
}
/** None may be named `ready`: that is what a page says first. */
export type PanelRequests = Readonly<Record<string, PanelRequest>>;
/** What the extension tells a page, by name; no key of it may be called `type`. None may be named `reply`. */
export type PanelNews = Readonly<Record<string, z.ZodMiniObject>>;

/** All that one panel's page and the extension can say. The schemas check and do not convert. */
export interface PanelProtocol<Requests extends PanelRequests = PanelRequests, News extends PanelNews = PanelNews> {
  requests: Requests;
  news: News;
}

/** The protocol of a panel, with its names and shapes known to the compiler. */
export function panelProtocol<Requests extends PanelRequests, News extends PanelNews>(
  protocol: PanelProtocol<Requests, News>,
): PanelProtocol<Requests, News> {
  return protocol;
}

/** Names of requests, or of news. */
export type NameIn<List> = Extract<keyof List, string>;
export type InputOf<Request extends PanelRequest> = z.output<Request['input']>;
/** Undefined where there is nothing but words to answer. */
export type AnswerTo<Request extends PanelRequest> = Request extends { answer: infer Answer extends z.ZodMiniType }
  ? z.output<Answer>
  : undefined;

/** What a page says along with the request of this name. */
export type RequestOf<Protocol extends PanelProtocol, Name extends NameIn<Protocol['requests']>> = InputOf<Protocol['requests'][Name]>;
/** What a page gets back for the request of this name. */
export type AnswerOf<Protocol extends PanelProtocol, Name extends NameIn<Protocol['requests']>> = AnswerTo<Protocol['requests'][Name]>;
/** The news of this name, as it is sent; without a name, any of them. */
export type NewsOf<Protocol extends PanelProtocol, Name extends NameIn<Protocol['news']> = NameIn<Protocol['news']>> = {
  [Each in Name]: Called<Each, z.output<Protocol['news'][Each]>>;
}[Name];
/** An object schema without keys stands for an object that has no key at all, `type` among them. */
type Called<Name, Fields> = Fields extends Record<string, never> ? { type: Name } : { type: Name } & Fields;

/** The answer to a request: every request gets one. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({
    type: z.literal('reply'),
    requestId: z.string(),
    ok: z.literal(true),
    /** What is to be said to the person, if anything. */
    message: z.optional(z.string()),
    answer: z.optional(z.unknown()),
  }),
  z.object({
    type: z.literal('reply'),
    requestId: z.string(),
    ok: z.literal(false),
    /** What went wrong, and the next step. */
    message: z.string(),
    /** The person has stopped it: that is no error. */
    cancelled: z.optional(z.boolean()),
  }),
]);
export type PanelReply = z.output<typeof replySchema>;

/** The page is there and wants to be filled. */
export const readySchema = z.object({ type: z.literal('ready') });
/** Whatever else a message is about: what it is called, and whose reply it waits for or is. */
export const namedSchema = z.object({ type: z.string() });
export const identifiedSchema = z.object({ requestId: z.string() });

/** Whether a protocol lists this name. */
export function isNameIn<List extends object>(list: List, name: string): name is NameIn<List> {
  return Object.hasOwn(list, name);
}

/** What a page has said along with a request, or why it does not fit. */
export function checkedInput<Request extends PanelRequest>(
  request: Request,
  message: unknown,
): z.core.util.SafeParseResult<InputOf<Request>> {
  // Not `request.input`: taken apart, it keeps the type that it has in this request.
  const { input } = request;
  return z.safeParse<Request['input']>(input, message);
}

/** Whether this is an answer to a request. */
export function isAnswerTo<Request extends PanelRequest>(request: Request, answer: unknown): answer is AnswerTo<Request> {
  return request.answer === undefined ? answer === undefined : request.answer.safeParse(answer).success;
}
