import { dirname, join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { configurationFileName } from '../core/config/schema.ts';
import { JobRunner } from '../core/jobs/runner.ts';
import { engagementFolderName } from '../core/onboarding/engagementStore.ts';
import { partnerSettingsFileName } from '../core/partners/partnerSettings.ts';
import type { McpConnection } from '../mcp/mcpHost.ts';
import { CallCounter } from '../services/callCounter.ts';
import { pause } from '../services/pause.ts';
import { RateBudgets } from '../services/aws/rateBudgets.ts';
import { ApiUserStateFile } from '../storage/apiUserStateFile.ts';
import { AuditLogFile } from '../storage/auditLogFile.ts';
import { AuditTrailFiles } from '../storage/auditTrailFiles.ts';
import { ConfigurationFile } from '../storage/configurationFile.ts';
import { EngagementFolder } from '../storage/engagementFolder.ts';
import { PartnerSettingsFile } from '../storage/partnerSettingsFile.ts';
import { stateFolder } from '../storage/stateFolder.ts';
import { userName } from '../storage/userName.ts';
import { anyService, chosenConnections, type ChosenConnection } from './chosenConnections.ts';
import { organisationOfEnvironment } from './chosenOrganisation.ts';
import type { CommonOptions } from './commonOptions.ts';
import { openConnection, type ConnectionMeans } from './openConnection.ts';

export interface McpOptions extends CommonOptions {
  /** What changes something may be carried out; otherwise it is only planned. */
  allowWrites?: boolean;
}

/** Serves the tools to an agent on stdin and stdout until it goes. Raises `configuration_missing`, `configuration_broken`. */
export async function runMcp(options: McpOptions, signal: AbortSignal): Promise<void> {
  const [{ serveTools }, { handedConnections }, { inputSchemasOf }] = await Promise.all([
    import('../mcp/mcpServer.ts'),
    import('../mcp/handedConnections.ts'),
    import('../mcp/inputSchemas.ts'),
  ]);
  const state = stateFolder();
  const user = userName();
  const auditLog = new AuditLogFile(state);
  const configuration = new ConfigurationFile(resolve(options.config ?? configurationFileName));
  const means = { timeoutMs: options.timeout * 1000, budgets: new RateBudgets(), apiUsers: new ApiUserStateFile(state) };
  const connections =
    handedConnections(process.env, means) ?? (await chosen(options, configuration)).map((each) => connectionOf(each, means));
  await serveTools(
    {
      version: packageJson.version,
      connections,
      inputSchemas: inputSchemasOf(packageJson),
      allowWrites: options.allowWrites === true,
      runner: (consent) => new JobRunner({ user, auditLog, allows: () => true, consent }),
      context: {
        configuration,
        partnerSettings: new PartnerSettingsFile(join(dirname(configuration.file), partnerSettingsFileName)),
        engagements: new EngagementFolder(join(dirname(configuration.file), engagementFolderName)),
        auditTrail: new AuditTrailFiles(state),
        user,
        pause,
        readinessLimitMs: (options.wait ?? 0) * 1000,
      },
    },
    signal,
  );
}

/** Those that the options name; else all that the configuration lists and the environment's organisation; else as AWS tools find it. */
async function chosen(options: McpOptions, configuration: ConfigurationFile): Promise<ChosenConnection[]> {
  const { profile, region, organisation, allConnections } = options;
  const usual = await chosenConnections('mcp', options, configuration, anyService);
  if (profile !== undefined || region !== undefined || organisation !== undefined || allConnections === true) return usual;
  const file = await configuration.read();
  const hasListed = (file?.connections ?? []).length > 0;
  const listed = hasListed ? await chosenConnections('mcp', { ...options, allConnections: true }, configuration, anyService) : [];
  const own = organisationOfEnvironment(file);
  const all = own === undefined || listed.some((each) => isSame(each, own)) ? listed : [...listed, own];
  return all.length > 0 ? all : usual;
}

function isSame(one: ChosenConnection, other: ChosenConnection): boolean {
  return (
    one.service === 'liveramp' && other.service === 'liveramp' && one.clientId === other.clientId && one.organisation === other.organisation
  );
}

function connectionOf(each: ChosenConnection, means: ConnectionMeans): McpConnection {
  return {
    name: each.name,
    service: each.service,
    account: each.service === 'aws' ? each.profile : each.organisation,
    region: each.service === 'aws' ? each.region : undefined,
    sandbox: false,
    open: (signal) => openConnection(each, means, new CallCounter(), signal),
  };
}
