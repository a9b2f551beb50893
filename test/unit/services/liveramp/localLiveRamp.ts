import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

/** A request as it came. */
export interface Asked {
  method: string;
  /** After the base URL. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What is answered: JSON, or a text as it is; `drop` closes the connection, `never` holds it open. */
export type Reply = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> } | 'drop' | 'never';

/** An answer of the token call. */
export const token = (accessToken: string, more: object = {}): Reply => ({
  json: { accessToken, tokenType: 'Bearer', expiresIn: 86_400, ...more },
});

/** A plain HTTP server in the place of the service, for answers that the sandbox never gives. */
export class LocalLiveRamp {
  readonly asked: Asked[] = [];
  readonly baseUrl: string;
  readonly #server: Server;

  private constructor(server: Server, port: number, asked: Asked[]) {
    this.#server = server;
    this.baseUrl = `http://127.0.0.1:${port}/v1`;
    this.asked = asked;
  }

  /** Tokens are given, `token-1` and so on, unless `reply` answers that call too. */
  static async start(reply: (asked: Asked, nth: number) => Reply | undefined): Promise<LocalLiveRamp> {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
        const path = pathname.replace(/^\/v1/, '');
        const now = { method: request.method ?? '', path, query: searchParams, headers: request.headers, body };
        asked.push(now);
        const nth = asked.filter((each) => each.path === path && each.method === now.method).length;
        const answer = reply(now, nth) ?? (path === '/oauth/token' ? token(`token-${nth}`) : { json: [] });
        if (answer === 'never') return;
        if (answer === 'drop') {
          request.socket.destroy();
          return;
        }
        const { status = 200, json, text, headers = {} } = answer;
        response.writeHead(status, headers).end(text ?? (json === undefined ? '' : JSON.stringify(json)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = server.address();
    if (place === null || typeof place === 'string') throw new Error('no port');
    return new LocalLiveRamp(server, place.port, asked);
  }

  /** Requests to a path, as METHOD /path. */
  count(path: string): number {
    return this.asked.filter((each) => each.path === path).length;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
