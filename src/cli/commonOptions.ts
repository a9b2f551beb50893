import { Option, type Command } from 'commander';
import { configurationFileName } from '../core/config/schema.ts';
import { wholeNumber } from './wholeNumber.ts';

/** The options that every command about an account has. */
export interface CommonOptions {
  profile?: string;
  region?: string;
  /** Only where a command can be about several accounts. */
  allConnections?: boolean;
  config?: string;
  json?: boolean;
  dryRun?: boolean;
  /** Only where a command deletes. */
  yes?: boolean;
  /** Seconds. */
  wait: number;
  /** Seconds. */
  timeout: number;
}

/** Adds the options that say which account a command is about and where its configuration lies. */
export function withConnection(command: Command, { many }: { many: boolean }): Command {
  command
    .option('--profile <name>', 'AWS profile')
    .option('--region <region>', "AWS Region (default: the configuration's, else as AWS tools find it)")
    .option('--config <file>', `configuration file (default: ${configurationFileName})`);
  if (many)
    command.addOption(
      new Option('--all-connections', 'for every account that "connections" in the configuration lists, side by side').conflicts([
        'profile',
        'region',
      ]),
    );
  return command
    .option('--wait <seconds>', 'how long to wait for tables to become ready', wholeNumber, 120)
    .option('--timeout <seconds>', 'how long to wait for one answer of the service', wholeNumber, 20)
    .exitOverride();
}
