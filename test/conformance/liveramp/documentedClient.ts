/** A client that goes by the OpenAPI document: it calls by operationId and holds every answer to what is written there. */
import assert from 'node:assert/strict';
import type { Json } from '../../../src/sandbox/json.ts';
import { isJsonObject, parseJson } from '../../../src/sandbox/json.ts';
import type { DocumentedOperation } from './openApi.ts';

/** What a call brings along: labels in the path, query parameters (JSON where a value is no text), a body. */
export interface Asked {
  labels?: Record<string, string>;
  query?: Record<string, Json>;
  body?: Json;
}

export interface Answered {
  status: number;
  body: Json | undefined;
}

export class DocumentedClient {
  /** Operations whose results were held to the document. */
  readonly checked = new Set<string>();
  readonly #base: string;
  readonly #document: ReadonlyMap<string, DocumentedOperation>;
  #token = '';

  constructor(endpoint: string, document: ReadonlyMap<string, DocumentedOperation>) {
    this.#base = `${endpoint}/v1`;
    this.#document = document;
  }

  /** Takes a token; every call after it is this client's. */
  async signIn(clientId: string): Promise<void> {
    const answer = await fetch(`${this.#base}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:sandbox`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const token = parseJson(await answer.text());
    assert.ok(isJsonObject(token) && typeof token['accessToken'] === 'string', JSON.stringify(token));
    this.#token = token['accessToken'];
  }

  /** The answer, error or not; the request itself has to be one that the document knows. */
  async attempt(operation: string, { labels = {}, query = {}, body }: Asked = {}): Promise<Answered> {
    const documented = this.#document.get(operation);
    assert.ok(documented, `${operation} is not in the document`);
    for (const name of Object.keys(query))
      assert.ok(
        documented.parameters.some((each) => each.in === 'query' && each.name === name),
        `${operation} takes no ${name}`,
      );
    const path = documented.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(labels[name] ?? `no-${name}`));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    const answer = await fetch(`${this.#base}${path}?${search.toString()}`, {
      method: documented.method,
      headers: { authorization: `Bearer ${this.#token}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: parseJson(await answer.text()) };
  }

  /** The result, which has to be one; request and result have to be as the document says, save for what `differs`. */
  async call(operation: string, asked: Asked = {}, differs: (result: Json) => Json = (result) => result): Promise<Json> {
    const documented = this.#document.get(operation);
    assert.ok(documented, `${operation} is not in the document`);
    for (const each of documented.parameters)
      if (each.required) assert.ok((each.in === 'path' ? asked.labels : asked.query)?.[each.name], `${operation} wants ${each.name}`);
    if (asked.body !== undefined) assert.deepEqual(documented.bodyProblems(asked.body), [], `the request of ${operation}`);
    const { status, body } = await this.attempt(operation, asked);
    assert.equal(status, 200, `${operation}: ${JSON.stringify(body)}`);
    assert.ok(body !== undefined);
    assert.deepEqual(documented.resultProblems(differs(body)), [], `${operation}: ${JSON.stringify(body)}`);
    this.checked.add(operation);
    return body;
  }
}
