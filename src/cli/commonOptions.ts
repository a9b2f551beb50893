import { Option, type Command } from 'commander';
import { configurationFileName } from '../core/config/schema.ts';
import { onlyAws, type Services } from './chosenConnections.ts';
import { wholeNumber } from './wholeNumber.ts';

/** The options that every command about an account has. */
export interface CommonOptions {
  profile?: string;
  region?: string;
  /** Only where a command can be about a LiveRamp organisation. */
  organisation?: string;
  /** Only where a command can be about several connections. */
  allConnections?: boolean;
  config?: string;
  json?: boolean;
  dryRun?: boolean;
  /** Only where a command deletes. */
  yes?: boolean;
  /** Seconds; only where tables become ready. */
  wait?: number;
  /** Seconds. */
  timeout: number;
}

/** Adds the options that say which connection a command is about and where its configuration lies. */
export function withConnection(
  command: Command,
  { many, services = onlyAws, waits = true }: { many: boolean; services?: Services; waits?: boolean },
): Command {
  if (services.includes('aws'))
    command
      .option('--profile <name>', 'AWS profile')
      .option('--region <region>', "AWS Region (default: the configuration's, else as AWS tools find it)");
  if (services.includes('liveramp')) {
    const organisation = new Option('--organisation <name>', 'LiveRamp organisation, of "connections" or of LIVERAMP_CLIENT_ID');
    command.addOption(services.includes('aws') ? organisation.conflicts(['profile', 'region']) : organisation);
  }
  command.option('--config <file>', `configuration file (default: ${configurationFileName})`);
  if (many)
    command.addOption(
      new Option('--all-connections', 'for every connection that "connections" in the configuration lists, side by side').conflicts([
        'profile',
        'region',
        'organisation',
      ]),
    );
  if (waits) command.option('--wait <seconds>', 'how long to wait for tables to become ready', wholeNumber, 120);
  return command.option('--timeout <seconds>', 'how long to wait for one answer of the service', wholeNumber, 20).exitOverride();
}
