/**
 * A proxy between the program and the sandbox. It lets writes through one at a time, in the order in which they come,
 * so that a test knows exactly which of them have been done and answered at any moment.
 */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that changes something. */
export interface Write {
  method: string;
  path: string;
  body: string;
}

/** What the sandbox answered. */
interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface WriteWatcher {
  /** The sandbox has done the work; the program does not know yet. False: it never gets the answer, and nothing else passes. */
  beforeAnswer(write: Write, answer: string): Promise<boolean>;
  /** The answer has been handed to the program's connection. False: nothing else passes. */
  afterAnswer(write: Write): Promise<boolean>;
}

export class Gate {
  readonly endpoint: string;
  readonly #target: URL;
  readonly #server: ReturnType<typeof createServer>;
  readonly #agent = new Agent({ keepAlive: true });
  #watcher: WriteWatcher | undefined;
  #lastWrite: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(server: ReturnType<typeof createServer>, target: string) {
    this.#server = server;
    this.#target = new URL(target);
    this.endpoint = `http://127.0.0.1:${String(portOf(server.address()))}`;
    server.on('request', (incoming, response) => {
      void this.#serve(incoming, response).catch(() => {
        response.destroy();
      });
    });
  }

  /** Listens in front of the sandbox at `target`. */
  static async open(target: string): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Gate(server, target);
  }

  /** Lets everything through again, writes past the watcher. */
  watch(watcher: WriteWatcher): void {
    this.#watcher = watcher;
    this.#closed = false;
    this.#lastWrite = Promise.resolve();
  }

  /** Waits until no write is on its way any more, so that none reaches the sandbox later. */
  async settle(): Promise<void> {
    this.#closed = true;
    await this.#lastWrite;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
    this.#agent.destroy();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    // Of its reads Clean Rooms takes only the batch ones by anything but GET.
    const writes = method !== 'GET' && /\/cleanrooms\/aws4_request/.test(headers.authorization ?? '') && !/\/batch-/.test(url);
    if (!writes) {
      if (!this.#closed) deliver(response, await this.#forward(incoming, body));
      return;
    }
    const turn = this.#lastWrite.then(() => this.#serveWrite({ method, path: url, body: body.toString('utf8') }, incoming, body, response));
    this.#lastWrite = turn.catch(() => undefined);
    await turn;
  }

  async #serveWrite(write: Write, incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    if (this.#closed) return;
    const answer = await this.#forward(incoming, body);
    if ((await this.#watcher?.beforeAnswer(write, answer.body.toString('utf8'))) === false) {
      this.#closed = true;
      return;
    }
    await new Promise<void>((resolve) => {
      response.once('close', resolve);
      deliver(response, answer, resolve);
    });
    if ((await this.#watcher?.afterAnswer(write)) === false) this.#closed = true;
  }

  #forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port, host } = this.#target;
      const outgoing = request(
        { agent: this.#agent, hostname, port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers, host } },
        (answer) => {
          textOf(answer).then((text) => {
            resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: text });
          }, reject);
        },
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}

function deliver(response: ServerResponse, { status, headers, body }: Answer, done?: () => void): void {
  const { connection: _connection, 'keep-alive': _keepAlive, ...rest } = headers;
  response.writeHead(status, rest);
  response.end(body, done);
}

async function textOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The gate does not listen on a port.');
  return address.port;
}
