/** HTTP for the sandbox: this machine only, and only for requests that name this address. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, SandboxRequest } from '../httpExchange.ts';
import type { Sandbox } from '../sandbox.ts';
import { control, controlHeader } from './control.ts';

/** No request of the simulated services is bigger; a snapshot can be. */
const largestBody = 64 * 1024 * 1024;

/** Listens on 127.0.0.1; `latencyMs` is added to every answer of a service, not to control answers. */
export async function listen(sandbox: Sandbox, port: number, latencyMs: number): Promise<{ port: number; server: Server }> {
  const server = createServer((request, response) => {
    serve(sandbox, latencyMs, request, response).catch((error: unknown) => {
      send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: `The sandbox failed: ${String(error)}` });
    });
  });
  // A client's pool keeps connections for long; closing them first would look like a fault.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: portOf(server.address()), server };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sandbox does not listen on a port.');
  return address.port;
}

async function serve(sandbox: Sandbox, latencyMs: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const port = request.socket.localPort ?? 0;
  const host = request.headers.host;
  // A page on another name that resolves to this address (DNS rebinding) gets nothing.
  if (host !== `127.0.0.1:${String(port)}` && host !== `localhost:${String(port)}`) {
    request.resume();
    send(response, { status: 421, headers: { 'content-type': 'text/plain' }, body: 'The sandbox answers to its own address only.' });
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    send(response, { status: 413, headers: { 'content-type': 'text/plain', connection: 'close' }, body: 'The request is too large.' });
    return;
  }
  const { method = 'GET', url = '/' } = request;
  const path = url.split('?')[0] ?? '/';
  if (path.startsWith('/_sandbox/')) {
    const header = request.headers[controlHeader];
    send(response, await control(sandbox, method, url, typeof header === 'string' ? header : undefined, body));
    return;
  }
  const outcome = sandbox.handle({ method, url, headers: singleHeaders(request), body });
  const delay = latencyMs + outcome.delayMs;
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  if (outcome.delivery === 'drop') request.socket.destroy();
  if (outcome.delivery === 'answer') send(response, outcome.answer);
}

function singleHeaders({ headers }: IncomingMessage): SandboxRequest['headers'] {
  const [target, token] = [headers['x-amz-target'], headers['x-amz-security-token']];
  return {
    authorization: headers.authorization,
    'content-type': headers['content-type'],
    'x-amz-target': typeof target === 'string' ? target : undefined,
    'x-amz-security-token': typeof token === 'string' ? token : undefined,
  };
}

/** undefined where the body is larger than any request has to be. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  // 204 must not name a length.
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
