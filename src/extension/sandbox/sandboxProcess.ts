import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { CleanRoomError } from '../../core/errors.ts';

const readyLine = z.object({
  endpoint: z.url(),
  scenario: z.string(),
  accounts: z.array(z.string()).check(z.minLength(1)),
  /** LiveRamp's side of the scenario. */
  organisations: z._default(z.array(z.object({ name: z.string(), clientId: z.string() })), []),
});
export type SandboxReady = z.infer<typeof readyLine>;

/** Milliseconds until a sandbox that says nothing counts as broken. */
const startLimitMs = 20_000;

/** The sandbox as a process of its own, which ends with this window. */
export class SandboxProcess implements vscode.Disposable {
  readonly #program: string;
  #child: ChildProcess | undefined;
  #scenario: string | undefined;
  #ready: Promise<SandboxReady> | undefined;

  /** @param program path of the built `cleanrooms` program */
  constructor(program: string) {
    this.#program = program;
  }

  /** What the sandbox with this scenario offers; starts it where it does not run. Raises `service_fault` with what it said. */
  async ready(scenario: string): Promise<SandboxReady> {
    if (this.#scenario !== scenario) this.dispose();
    if (this.#child === undefined) this.#ready = undefined;
    this.#scenario = scenario;
    this.#ready ??= this.#start(scenario);
    return this.#ready;
  }

  async #start(scenario: string): Promise<SandboxReady> {
    // VS Code's own Node runs it, so that nothing has to be installed.
    const child = spawn(process.execPath, [this.#program, 'sandbox', '--port', '0', '--scenario', scenario, '--rate', '20', '--json'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    const said: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
    });
    const lines = createInterface({ input: child.stdout });
    try {
      const signal = AbortSignal.timeout(startLimitMs);
      const line = await Promise.race([
        once(lines, 'line', { signal }).then(([first]) => String(first)),
        once(child, 'exit', { signal }).then(() => {
          throw new Error(said.join('').trim());
        }),
      ]);
      return readyLine.parse(JSON.parse(line));
    } catch (cause) {
      child.kill();
      this.#child = undefined;
      throw new CleanRoomError(
        'service_fault',
        vscode.l10n.t('The sandbox did not start: {0}', cause instanceof Error ? cause.message : String(cause)),
        { cause },
      );
    }
  }

  dispose(): void {
    this.#child?.kill();
    this.#child = undefined;
  }
}
