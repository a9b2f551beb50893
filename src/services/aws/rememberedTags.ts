/** How long tags count as known: who looks at a grid, plans a repair and looks again should not wait for them three times. */
const lifeMs = 300_000;

/** The tags of resources, each read once in a while: there is no call for many, and the rate of this one is low. */
export class RememberedTags {
  readonly #read: (arn: string, signal?: AbortSignal) => Promise<Record<string, string>>;
  readonly #now: () => number;
  readonly #known = new Map<string, { tags: Record<string, string>; at: number }>();

  /** @param now milliseconds; replaced by tests */
  constructor(read: (arn: string, signal?: AbortSignal) => Promise<Record<string, string>>, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
  }

  async of(arn: string, signal?: AbortSignal): Promise<Record<string, string>> {
    const known = this.#known.get(arn);
    if (known !== undefined && this.#now() - known.at < lifeMs) return known.tags;
    const tags = await this.#read(arn, signal);
    this.#known.set(arn, { tags, at: this.#now() });
    return tags;
  }
}
