/** A stand-in of a server with OpenAI's API, which answers as a test has written down and remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';

/** A tool call, its arguments in the pieces in which they are streamed. */
export interface ScriptedCall {
  id?: string;
  name?: string;
  pieces: readonly string[];
}

export type ScriptedAnswer =
  /** An answer that ends well. */
  | { kind: 'stream'; text?: readonly string[]; calls?: readonly ScriptedCall[]; finish?: string }
  /** The connection breaks off after the text. */
  | { kind: 'dropped'; text: readonly string[] }
  /** The stream ends in good order, but no chunk says that the answer is whole. */
  | { kind: 'unfinished'; text: readonly string[] }
  /** Nothing more comes after the text, and the connection stays open. */
  | { kind: 'held'; text: readonly string[] }
  /** Chunks, or what a server takes for them. */
  | { kind: 'chunks'; data: readonly string[] }
  /** Anything else: errors, pages of a proxy. */
  | { kind: 'plain'; status: number; body: unknown; headers?: Record<string, string> };

const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.nullish(z.string()) })),
});
export type AskedChat = z.infer<typeof chatBody>;

export interface ReceivedRequest {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** Comes true when the connection is gone before the answer was whole. */
  abandoned: Promise<void>;
}

export interface ScriptedOpenAi {
  baseUrl: string;
  requests: ReceivedRequest[];
  /** The key without which everything is refused; undefined: it wants none. */
  key: string | undefined;
  /** What GET /models answers: the ids of models, or something else. */
  models: readonly string[] | ScriptedAnswer;
  /** The answers to the next chats, one after the other; the last one stays. A function sees the chat. */
  answers: (ScriptedAnswer | ((chat: AskedChat) => ScriptedAnswer))[];
  close: () => Promise<void>;
}

/** Begins on a free port of this machine. */
export async function startScriptedOpenAi(...answers: ScriptedOpenAi['answers']): Promise<ScriptedOpenAi> {
  const server = createServer((request, response) => {
    void receive(request, response).then((received) => {
      scripted.requests.push(received);
      give(answerTo(received, scripted), response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('The scripted server has no port.');
  const scripted: ScriptedOpenAi = {
    baseUrl: `http://127.0.0.1:${place.port}/v1`,
    requests: [],
    key: undefined,
    models: ['scripted-1'],
    answers,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
  return scripted;
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<ReceivedRequest> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += String(piece);
  const abandoned = new Promise<void>((gone) => {
    response.on('close', () => {
      if (!response.writableFinished) gone();
    });
  });
  const { method, url: path, headers } = request;
  return { method, path, headers, body: text === '' ? undefined : JSON.parse(text), abandoned };
}

function answerTo({ path, headers, body }: ReceivedRequest, { key, models, answers }: ScriptedOpenAi): ScriptedAnswer {
  if (key !== undefined && headers.authorization !== `Bearer ${key}`)
    return { kind: 'plain', status: 401, body: { error: { message: 'Incorrect API key provided.' } } };
  if (path === '/v1/models') {
    if ('kind' in models) return models;
    return { kind: 'plain', status: 200, body: { object: 'list', data: models.map((id) => ({ id, object: 'model' })) } };
  }
  const next = answers.length > 1 ? answers.shift() : answers[0];
  if (next === undefined) return { kind: 'plain', status: 500, body: { error: { message: 'The script has no answer.' } } };
  return typeof next === 'function' ? next(chatBody.parse(body)) : next;
}

function give(answer: ScriptedAnswer, response: ServerResponse): void {
  if (answer.kind === 'plain') {
    const { status, body, headers } = answer;
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (data: string): void => {
    response.write(`data: ${data}\n\n`);
  };
  switch (answer.kind) {
    case 'chunks':
      answer.data.forEach(send);
      response.end();
      return;
    case 'stream':
      chunksOf(answer).forEach(send);
      send('[DONE]');
      response.end();
      return;
    case 'unfinished':
      answer.text.map(textChunk).forEach(send);
      response.end();
      return;
    case 'held':
      answer.text.map(textChunk).forEach(send);
      response.flushHeaders();
      return;
    case 'dropped':
      answer.text.map(textChunk).forEach(send);
      // Once what was said so far has left this machine's buffers.
      response.write(': \n\n', () => response.destroy());
      return;
  }
}

function chunksOf({ text = [], calls = [], finish }: Extract<ScriptedAnswer, { kind: 'stream' }>): string[] {
  return [
    ...text.map(textChunk),
    ...calls.flatMap(({ id, name, pieces }, index) =>
      pieces.map((piece, position) =>
        chunk({
          tool_calls: [
            {
              index,
              ...(position === 0 ? { id, type: 'function' } : {}),
              function: { ...(position === 0 ? { name } : {}), arguments: piece },
            },
          ],
        }),
      ),
    ),
    chunk({}, finish ?? (calls.length > 0 ? 'tool_calls' : 'stop')),
  ];
}

function textChunk(content: string): string {
  return chunk({ content });
}

function chunk(delta: object, finish: string | null = null): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'scripted-1',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
}
