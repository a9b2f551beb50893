/** What tests ask of the sandbox itself, over its control paths. */
import * as z from 'zod/mini';
import type { faultSchema } from '../../../src/sandbox/faults.ts';
import { stateSchema, type State } from './state.ts';

const callsSchema = z.object({ calls: z.record(z.string(), z.number()), throttled: z.record(z.string(), z.number()) });
const writesSchema = z.object({ writes: z.array(z.looseObject({ requestId: z.string(), operation: z.string() })) });

export type Calls = z.infer<typeof callsSchema>;

/** The control paths of the sandbox at an endpoint. */
export class Control {
  readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  async calls(): Promise<Calls> {
    return callsSchema.parse(JSON.parse(await this.#ask('GET', 'calls')));
  }

  async state(): Promise<State> {
    return stateSchema.parse(JSON.parse(await this.#ask('GET', 'state')));
  }

  /** Every change that the sandbox has made, in order. */
  async writes(): Promise<{ requestId: string; operation: string }[]> {
    return writesSchema.parse(JSON.parse(await this.#ask('GET', 'writes'))).writes;
  }

  async addFault(fault: z.input<typeof faultSchema>): Promise<void> {
    await this.#ask('POST', 'faults', JSON.stringify(fault));
  }

  async clearFaults(): Promise<void> {
    await this.#ask('DELETE', 'faults');
  }

  /** Everything, as text that `restore` takes back. */
  snapshot(): Promise<string> {
    return this.#ask('GET', 'snapshot');
  }

  async restore(snapshot: string): Promise<void> {
    await this.#ask('PUT', 'snapshot', snapshot);
  }

  async #ask(method: string, path: string, body?: string): Promise<string> {
    const answer = await fetch(`${this.endpoint}/_sandbox/${path}`, {
      method,
      headers: { 'x-sandbox-control': '1' },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return text;
  }
}
