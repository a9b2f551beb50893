import { stat } from 'node:fs/promises';
import { CleanRoomError } from '../core/errors.ts';
import { t } from '../core/text.ts';
import type { ConfigurationFile } from '../storage/configurationFile.ts';
import type { CommonOptions } from './commonOptions.ts';

/** A connection as the command line or the configuration names it. Where requests go is the machine's business. */
export interface ChosenConnection {
  /** What a person calls it. */
  name: string;
  profile?: string | undefined;
  region?: string | undefined;
}

/**
 * Which connections a command is about: the one that the options name, or every one that the file lists. Raises
 * `configuration_missing` and `configuration_broken`.
 */
export async function chosenConnections(
  command: string,
  { profile, region, config, allConnections }: CommonOptions,
  configuration: ConfigurationFile,
): Promise<ChosenConnection[]> {
  // A file that was named has to exist, except for the command that makes it.
  if (config !== undefined && command !== 'init-config') await requireFile(configuration.file, config);
  const file = await configuration.read();
  if (allConnections !== true) return [{ name: profile ?? 'default', profile, region: region ?? file?.defaults?.region }];
  const connections = file?.connections ?? [];
  if (connections.length === 0)
    throw new CleanRoomError(
      file === undefined ? 'configuration_missing' : 'configuration_broken',
      file === undefined
        ? t('There is no configuration file {0}, so there are no connections.', configuration.file)
        : t('{0} lists no connections.', configuration.file),
      {
        remedy: t('Add for example: {0}', '"connections": [{"name": "production", "profile": "prod", "region": "us-east-1"}]'),
        details: { file: configuration.file },
      },
    );
  return connections.map((each) => ({ name: each.name ?? each.profile, profile: each.profile, region: each.region }));
}

async function requireFile(file: string, named: string): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (!exists)
    throw new CleanRoomError('configuration_missing', t('There is no configuration file {0}.', file), {
      remedy: t('Make one with: cleanrooms init-config --config {0}.', named),
    });
}
