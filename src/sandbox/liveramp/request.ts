import type * as z from 'zod/mini';
import { complaintOf } from '../complaint.ts';
import type { SandboxRequest } from '../httpExchange.ts';
import { parseJson, type Json } from '../json.ts';
import { badRequest, LiveRampError } from './liveRampError.ts';

/** A request to a LiveRamp operation: its labels in the path, its query and its body, checked as they are read. */
export class LiveRampRequest {
  readonly labels: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly #contentType: string | undefined;
  readonly #body: string;

  constructor(request: SandboxRequest, labels: ReadonlyMap<string, string>) {
    this.labels = labels;
    this.query = new URLSearchParams(request.url.split('?')[1] ?? '');
    this.#contentType = request.headers['content-type'];
    this.#body = request.body;
  }

  /** A label of the operation's own path. */
  label(name: string): string {
    const value = this.labels.get(name);
    if (value === undefined) throw new TypeError(`The path has no {${name}}.`);
    return value;
  }

  /** @throws {LiveRampError} 400 where the parameter is missing or empty */
  required(name: string): string {
    const value = this.query.get(name);
    if (value === null || value === '') throw badRequest(`Required request parameter '${name}' is not present`);
    return value;
  }

  optional(name: string): string | undefined {
    return this.query.get(name) ?? undefined;
  }

  /** @throws {LiveRampError} 400 where the parameter is no whole number within its limits */
  wholeNumber(name: string, { least, most = Infinity, otherwise }: { least: number; most?: number; otherwise: number }): number {
    const text = this.query.get(name);
    if (text === null) return otherwise;
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) throw badRequest(`Invalid value '${text}' for parameter '${name}'`);
    return value;
  }

  /** @throws {LiveRampError} 400 where the parameter is neither `true` nor `false` */
  flag(name: string): boolean | undefined {
    const text = this.query.get(name);
    if (text === null) return undefined;
    if (text !== 'true' && text !== 'false') throw badRequest(`Invalid value '${text}' for parameter '${name}'`);
    return text === 'true';
  }

  /** A day such as 2025-06-02, in milliseconds since 1970. @throws {LiveRampError} 400 where it is none */
  day(name: string): number | undefined {
    const text = this.query.get(name);
    return text === null || text === '' ? undefined : readDay(name, text);
  }

  /** A query parameter whose value is JSON, as two operations of the OpenAPI document have one. @throws {LiveRampError} 400 */
  jsonParameter<S extends z.ZodMiniType>(name: string, schema: S): z.infer<S> {
    return checked(schema, parseJson(this.required(name)), name);
  }

  get hasBody(): boolean {
    return this.#body !== '';
  }

  /** The JSON body. @throws {LiveRampError} 415 where it says to be something else, 400 where it does not fit */
  body<S extends z.ZodMiniType>(schema: S): z.infer<S> {
    if (!this.hasBody) throw badRequest('Required request body is missing');
    if (!/^application\/([\w.-]+\+)?json\b/i.test(this.#contentType ?? ''))
      throw new LiveRampError(415, `Content type '${this.#contentType ?? ''}' not supported`);
    return checked(schema, parseJson(this.#body), 'the body');
  }
}

/** @throws {LiveRampError} 400 where the text is no day of the form yyyy-MM-dd */
export function readDay(name: string, text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw badRequest(`'${name}' must be a date of the form yyyy-MM-dd`);
  return time;
}

function checked<S extends z.ZodMiniType>(schema: S, value: Json | undefined, whole: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw badRequest(`Invalid request: ${complaintOf(result.error, whole)}`);
  return result.data;
}
