import { listen } from './http/server.ts';
import { Sandbox } from './sandbox.ts';
import { checkOptions, type SandboxOptions } from './sandboxOptions.ts';
import { shippedScenarioFiles } from './scenarios/shippedScenarios.ts';

export { SandboxOptionError, type SandboxOptions } from './sandboxOptions.ts';
export { ScenarioError } from './scenarios/scenarioError.ts';

export interface RunningSandbox {
  /** `http://127.0.0.1:<port>`, for AWS_ENDPOINT_URL. */
  endpoint: string;
  scenario: string;
  /** Account ids; the first one is the scenario's main account. An account's id is its access key id. */
  accounts: string[];
  /** LiveRamp organisations with their API users' client ids; the secret of each is `sandbox`, the base URL the endpoint with `/v1`. */
  organisations: { name: string; clientId: string }[];
  /** Closes at once, whatever requests still hang. */
  stop(): Promise<void>;
}

/** Names of the scenarios that ship with the sandbox. */
export const shippedScenarios: readonly string[] = [...shippedScenarioFiles.keys()];

/**
 * Starts the sandbox on 127.0.0.1.
 * @throws {ScenarioError} where the scenario or an option cannot be used; the system's error where the port cannot
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  checkOptions(options);
  const sandbox = await Sandbox.open(options.scenario, options.rate);
  const { port, server } = await listen(sandbox, options.port, options.latencyMs ?? 0);
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    scenario: options.scenario,
    accounts: [...sandbox.world.accounts.keys()],
    organisations: sandbox.world.liveRamp.organisations.map(({ name, clientId }) => ({ name, clientId })),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
