/** A small client for tests: calls by operation name, checks every result against the model. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '../../../src/sandbox/json.ts';
import { models } from '../../../src/sandbox/aws/model.ts';
import { problemsOf } from './conforms.ts';
import { authorization, send, writeRequest, type WireAnswer } from './wire.ts';
import { child, parseXml, readByShape } from './xml.ts';

export class Client {
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  readonly sessionToken: string | undefined;
  /** Operations whose results were checked. */
  static readonly checked = new Set<string>();

  constructor(endpoint: string, account = '111122223333', region = 'us-east-1', sessionToken?: string) {
    this.endpoint = endpoint;
    this.account = account;
    this.region = region;
    this.sessionToken = sessionToken;
  }

  /** The answer as it comes, error or not. */
  attempt(operation: string, input: JsonObject = {}): Promise<WireAnswer> {
    const [serviceName, service] = serviceOf(operation);
    const model = service.operations[operation];
    assert.ok(model);
    const request = writeRequest(serviceName, service, operation, model, input);
    const headers = { ...request.headers, authorization: authorization(serviceName, this.account, this.region) };
    return send(this.endpoint, {
      ...request,
      headers: this.sessionToken === undefined ? headers : { ...headers, 'x-amz-security-token': this.sessionToken },
    });
  }

  /** The result, which has to be one and to conform to the model. */
  async call(operation: string, input: JsonObject = {}): Promise<JsonObject> {
    const [, service] = serviceOf(operation);
    const model = service.operations[operation];
    const answer = await this.attempt(operation, input);
    assert.equal(answer.errorCode, undefined, `${operation}: ${answer.body}`);
    assert.equal(answer.status, model?.status, operation);
    let output: Json | undefined = answer.json ?? {};
    if (service.protocol === 'query')
      output = readByShape(service, model?.output ?? '', child(parseXml(answer.body), model?.resultWrapper ?? ''));
    assert.deepEqual(problemsOf(service, model?.output ?? '', output), [], `${operation} ${answer.body}`);
    assert.ok(isJsonObject(output));
    Client.checked.add(operation);
    return output;
  }

  /** Asserts that the call is refused with this error (and reason), and gives the error's body. */
  async refused(operation: string, input: JsonObject, code: string, reason?: string): Promise<JsonObject> {
    const answer = await this.attempt(operation, input);
    assert.equal(answer.errorCode, code, `${operation}: ${answer.body}`);
    const body = isJsonObject(answer.json) ? answer.json : {};
    if (reason !== undefined) assert.equal(body['reason'], reason, `${operation}: ${answer.body}`);
    return body;
  }

  /** A control request of the sandbox. */
  async control(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
    const answer = await send(this.endpoint, {
      method,
      path: `/_sandbox/${path}`,
      headers: { 'x-sandbox-control': '1' },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    assert.equal(answer.status, 200, answer.body);
    assert.ok(isJsonObject(answer.json));
    return answer.json;
  }
}

function serviceOf(operation: string): [string, (typeof models)[string]] {
  const found = Object.entries(models).find(([, service]) => service.operations[operation] !== undefined);
  assert.ok(found, `${operation} is not routed`);
  return found;
}

/** A text inside a result, by the names on the way to it. */
export function textAt(value: Json | undefined, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  assert.ok(typeof found === 'string', `no text at ${path.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

export function listAt(value: Json | undefined, ...path: (string | number)[]): JsonObject[] {
  const found = at(value, ...path);
  assert.ok(Array.isArray(found), `no list at ${path.join('.')} in ${JSON.stringify(value)}`);
  return found.filter(isJsonObject);
}

export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let part = value;
  for (const step of path) part = Array.isArray(part) ? part[Number(step)] : isJsonObject(part) ? part[step] : undefined;
  return part;
}
