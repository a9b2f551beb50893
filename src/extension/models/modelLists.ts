import { listModels, type ListedModel } from './openAiModelList.ts';
import type { ModelServer } from './openAiClient.ts';

/** How long a list is believed, and a server that gave none is left alone: VS Code asks often and waits for every answer. */
const believedMs = 10 * 60_000;
const leftAloneMs = 60_000;

interface Remembered {
  models: Promise<ListedModel[]>;
  until: number;
}

/** The chat models of servers, as they last listed them. */
export class ModelLists {
  readonly #life = new AbortController();
  readonly #remembered = new Map<string, Remembered>();
  readonly #now: () => number;

  /** @param now milliseconds since some beginning */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Raises what `listModels` does, also the error of before as long as the server is left alone. */
  async of(server: ModelServer): Promise<ListedModel[]> {
    const place = `${server.name}|${server.baseUrl}`;
    const known = this.#remembered.get(place);
    if (known !== undefined && this.#now() < known.until) return known.models;
    const remembered: Remembered = { models: listModels(server, this.#life.signal), until: Infinity };
    this.#remembered.set(place, remembered);
    try {
      const models = await remembered.models;
      remembered.until = this.#now() + believedMs;
      return models;
    } catch (thrown) {
      remembered.until = this.#now() + leftAloneMs;
      throw thrown;
    }
  }

  /** The next question is answered by the servers. */
  forget(): void {
    this.#remembered.clear();
  }

  dispose(): void {
    this.#life.abort();
  }
}
