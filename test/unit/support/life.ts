/** The life of a pretended process: at a chosen step it is killed, and nothing that belongs to it goes on. */
export class Life {
  /** Resolves when the process is killed. */
  readonly death: Promise<'killed'>;
  /** Steps so far: one before and one after everything that leaves a trace. */
  steps = 0;
  readonly #deadly: number;
  readonly #die: (how: 'killed') => void;

  constructor(deadlyStep = Infinity) {
    this.#deadly = deadlyStep;
    const { promise, resolve } = Promise.withResolvers<'killed'>();
    this.death = promise;
    this.#die = resolve;
  }

  /** Never comes back once the process is dead. */
  async step(): Promise<void> {
    this.steps += 1;
    if (this.steps < this.#deadly) return;
    this.#die('killed');
    await new Promise<never>(() => undefined);
  }

  /** Does something that leaves a trace, with a chance to be killed before and after. */
  async around<T>(work: () => T): Promise<T> {
    await this.step();
    const done = work();
    await this.step();
    return done;
  }
}
