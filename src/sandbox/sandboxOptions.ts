import { ScenarioError } from './scenarios/scenarioError.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** 0: any free port. */
  port: number;
  /** A shipped scenario's name, or the path of a .json file. */
  scenario: string;
  /** Milliseconds added to every service answer; default 0. */
  latencyMs?: number;
  /** Requests per second of every operation, also what its Service Quotas answers; a fraction is possible. Default: the scenario's, else 5 (20 for GetConfiguredTable). */
  rate?: number;
}

/** An option with which no sandbox can start; whoever handles a wrong scenario handles it too. */
export class SandboxOptionError extends ScenarioError {
  constructor(message: string) {
    super(message);
    this.name = 'SandboxOptionError';
  }
}

/** Timers know no longer time: they would fire at once. */
const longestDelayMs = 2_147_483_647;

/** @throws {SandboxOptionError} with one sentence saying which option is wrong */
export function checkOptions({ port, latencyMs = 0, rate = 1 }: SandboxOptions): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SandboxOptionError(`The port must be a whole number from 0 to 65535, not ${String(port)}.`);
  }
  if (!(latencyMs >= 0 && latencyMs <= longestDelayMs)) {
    throw new SandboxOptionError(
      `The latency must be a number of milliseconds from 0 to ${String(longestDelayMs)}, not ${String(latencyMs)}.`,
    );
  }
  if (!(rate > 0 && rate < Infinity)) {
    throw new SandboxOptionError(`The rate must be a number of requests per second greater than 0, not ${String(rate)}.`);
  }
}
