/** The API user of an organisation of the sandbox, as a test needs him: requests in, status and JSON out. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../../src/sandbox/json.ts';
import { startSandbox, type RunningSandbox } from '../../../../src/sandbox/startSandbox.ts';

export interface Reply {
  status: number;
  headers: Headers;
  body: Json | undefined;
}

export class LiveRampUser {
  readonly #base: string;
  readonly #token: string;

  constructor(endpoint: string, token: string) {
    this.#base = `${endpoint}/v1`;
    this.#token = token;
  }

  static async signIn({ endpoint }: RunningSandbox, clientId = 'acme-retail'): Promise<LiveRampUser> {
    const { status, body } = await askForToken(endpoint, clientId);
    assert.equal(status, 200, JSON.stringify(body));
    return new LiveRampUser(endpoint, textIn(body, 'accessToken'));
  }

  async ask(request: string, body?: Json): Promise<Reply> {
    const [method = '', path = ''] = request.split(' ');
    return replyOf(
      await fetch(`${this.#base}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  /** The result of a request that succeeds. */
  async result(request: string, body?: Json): Promise<Json | undefined> {
    const reply = await this.ask(request, body);
    assert.equal(reply.status, 200, `${request}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  async list(path: string): Promise<JsonObject[]> {
    return entries(await this.result(`GET ${path}`));
  }

  /** The path of a room by its name. */
  async room(name: string): Promise<string> {
    return `/cleanrooms/${textIn(namedIn(await this.list('/cleanrooms'), name), 'id')}`;
  }

  /** The path of a question by its name. */
  async question(room: string, name: string): Promise<string> {
    return `/cleanroom-questions/${textIn(namedIn(await this.list(`${await this.room(room)}/cleanroom-questions`), name), 'id')}`;
  }
}

/** Asks for a token with client credentials; `init` changes the request. */
export async function askForToken(endpoint: string, clientId: string, init: RequestInit = {}): Promise<Reply> {
  return replyOf(
    await fetch(`${endpoint}/v1/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:sandbox`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      ...init,
    }),
  );
}

/** A control request of the sandbox: `POST liveramp/age`. */
export async function control({ endpoint }: RunningSandbox, request: string, body?: Json): Promise<Reply> {
  const [method = '', path = ''] = request.split(' ');
  return replyOf(
    await fetch(`${endpoint}/_sandbox/${path}`, {
      method,
      headers: { 'x-sandbox-control': '1' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function replyOf(answer: Response): Promise<Reply> {
  return { status: answer.status, headers: answer.headers, body: parseJson(await answer.text()) };
}

/** Two organisations and a room of the first, `Room`, with one question; what is given changes settings, room and the first. */
export async function startSmallRoom({
  settings = {},
  room = {},
  organisation = {},
}: { settings?: JsonObject; room?: JsonObject; organisation?: JsonObject } = {}): Promise<RunningSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'liveramp-'));
  const file = join(folder, 'scenario.json');
  const users = [{ name: 'Ann', email: 'ann@nova.example' }];
  const liveramp = {
    settings,
    organisations: [
      {
        name: 'Acme',
        client_id: 'acme-retail',
        ...organisation,
        users: [{ name: 'Bob', email: 'bob@acme.example' }],
        rooms: [
          {
            name: 'Room',
            datasets: [{ name: 'Ours' }],
            questions: [{ name: 'Question', datasets: [{ macro: 'A', dataset: 'Ours' }] }],
            ...room,
          },
        ],
      },
      { name: 'Nova', client_id: 'nova-media', users },
    ],
  };
  await writeFile(file, JSON.stringify({ accounts: [{ id: '111122223333', display_name: 'Us' }], liveramp }));
  try {
    return await startSandbox({ port: 0, scenario: file });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function entries(value: Json | undefined): JsonObject[] {
  assert.ok(Array.isArray(value), `no list: ${JSON.stringify(value)}`);
  return value.filter(isJsonObject);
}

export function namedIn(list: readonly JsonObject[], name: string): JsonObject {
  const found = list.find((each) => each['name'] === name);
  assert.ok(found, `no ${name} in ${JSON.stringify(list)}`);
  return found;
}

export function textIn(value: Json | undefined, name: string): string {
  const text = isJsonObject(value) ? value[name] : undefined;
  assert.ok(typeof text === 'string', `no ${name} in ${JSON.stringify(value)}`);
  return text;
}
