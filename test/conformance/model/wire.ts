/** Requests and answers on the wire, written apart from the sandbox: what an SDK would send. */
import { Agent, request } from 'node:http';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../src/sandbox/json.ts';
import { shapeOf, type ModelOperation, type ModelService } from '../../../src/sandbox/aws/model.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

export interface WireAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  json: Json | undefined;
  /** The error's code as the protocol gives it; undefined where the answer is a result. */
  errorCode: string | undefined;
}

export interface WireRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** The Authorization header of an account; signatures are not checked by the sandbox. */
export function authorization(service: string, account = '111122223333', region = 'us-east-1'): string {
  return `AWS4-HMAC-SHA256 Credential=${account}/20251118/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** An operation's request in its service's protocol. */
export function writeRequest(
  serviceName: string,
  service: ModelService,
  operation: string,
  model: ModelOperation,
  input: JsonObject,
): WireRequest {
  const headers = { authorization: authorization(serviceName) };
  if (service.protocol === 'query') {
    const form = new URLSearchParams({ Action: operation, Version: service.apiVersion });
    writeForm(form, '', input);
    return {
      method: 'POST',
      path: '/',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    };
  }
  if (service.protocol === 'json') {
    return {
      method: 'POST',
      path: '/',
      headers: { ...headers, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${service.targetPrefix ?? ''}.${operation}` },
      body: JSON.stringify(input),
    };
  }
  let path = model.uri;
  const query = new URLSearchParams();
  const body: JsonObject = {};
  for (const [name, member] of Object.entries(shapeOf(service, model.input ?? '').members ?? {})) {
    const value = input[name];
    const wireName = member.locationName ?? name;
    if (member.location === 'uri') path = path.replace(`{${wireName}}`, encodeURIComponent(plain(value)));
    else if (member.location === 'querystring')
      for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value]) query.append(wireName, plain(each));
    else if (value !== undefined) body[wireName] = value;
  }
  const search = query.toString();
  const bodyText = model.method === 'GET' || model.method === 'DELETE' ? '' : JSON.stringify(body);
  return {
    method: model.method,
    path: search === '' ? path : `${path}?${search}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: bodyText,
  };
}

function writeForm(form: URLSearchParams, key: string, value: Json | undefined): void {
  if (value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length === 0) form.append(key, '');
    value.forEach((each, index) => {
      writeForm(form, `${key}.member.${String(index + 1)}`, each);
    });
  } else if (isJsonObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0 && key !== '') form.append(key, '');
    for (const [name, part] of entries) writeForm(form, key === '' ? name : `${key}.${name}`, part);
  } else form.append(key, plain(value));
}

function plain(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

export function send(endpoint: string, { method, path, headers, body }: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      endpoint,
      { agent, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = text === '' ? undefined : parseJson(text);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text,
            json,
            errorCode: errorCodeOf(response.headers['x-amzn-errortype'], text, json),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function errorCodeOf(header: string | string[] | undefined, text: string, json: Json | undefined): string | undefined {
  if (typeof header === 'string') return header;
  if (isJsonObject(json) && typeof json['__type'] === 'string') return json['__type'];
  return /^<ErrorResponse .*<Code>([^<]+)<\/Code>/.exec(text)?.[1];
}
