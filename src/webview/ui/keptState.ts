import type { VsCodeApi } from './vscodeApi.ts';

/** How long the person has to pause before what was set up is kept. */
const pauseMs = 200;

/** A panel's state, and its copy with VS Code. */
export class KeptState<State extends object> {
  readonly #api: VsCodeApi;
  readonly #pack: (state: State) => unknown;
  #now: State;
  #saving: number | undefined;

  /**
   * @param unpack makes the state of what was kept, whatever that is
   * @param pack makes of it what JSON can hold
   */
  constructor(api: VsCodeApi, unpack: (saved: unknown) => State, pack: (state: State) => unknown = (state) => state) {
    this.#api = api;
    this.#pack = pack;
    this.#now = unpack(api.getState());
    window.addEventListener('pagehide', () => {
      this.#save();
    });
  }

  get now(): State {
    return this.#now;
  }

  change(change: Partial<State>): void {
    this.#now = { ...this.#now, ...change };
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.#save();
    }, pauseMs);
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#api.setState(this.#pack(this.#now));
  }
}
