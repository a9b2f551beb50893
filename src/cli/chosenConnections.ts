import { stat } from 'node:fs/promises';
import type { Configuration } from '../core/config/schema.ts';
import { CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import type { Connection } from '../core/model/connection.ts';
import { t } from '../core/text.ts';
import type { ConfigurationFile } from '../storage/configurationFile.ts';
import { listedOrganisation, organisationCalled, type ChosenOrganisation } from './chosenOrganisation.ts';
import type { CommonOptions } from './commonOptions.ts';

/** An AWS account and Region as the command line or the configuration names it. Where requests go is the machine's business. */
export interface ChosenAccount {
  service: 'aws';
  /** What a person calls it. */
  name: string;
  profile?: string | undefined;
  region?: string | undefined;
  /** True where it stands in the configuration, and so has a name of its own. */
  listed: boolean;
}

export type ChosenConnection = ChosenAccount | ChosenOrganisation;

/** The services that a command works with. */
export type Services = readonly Connection['service'][];
export const onlyAws: Services = ['aws'];
export const onlyLiveRamp: Services = ['liveramp'];
export const anyService: Services = ['aws', 'liveramp'];

/**
 * Which connections a command is about: the one that the options name, or every one that the file lists and
 * that the command can work with; the others are named on stderr. Raises `configuration_missing`, `configuration_broken`,
 * and `invalid_input` for an organisation that nothing tells about.
 */
export async function chosenConnections(
  command: string,
  options: CommonOptions,
  configuration: ConfigurationFile,
  services: Services = onlyAws,
): Promise<ChosenConnection[]> {
  const { profile, region, organisation, config, allConnections } = options;
  // A file that was named has to exist, except for the command that makes it.
  if (config !== undefined && command !== 'init-config') await requireFile(configuration.file, config);
  const file = await configuration.read();
  if (allConnections === true) return listedFor(command, services, configuration.file, file);
  if (organisation !== undefined) return [organisationCalled(organisation, file)];
  if (!services.includes('aws'))
    throw new CleanRoomError('invalid_input', t('"cleanrooms {0}" is about a LiveRamp organisation.', command), {
      remedy: t('Name one with --organisation or LIVERAMP_ORGANISATION.'),
    });
  return [{ service: 'aws', name: profile ?? 'default', profile, region: region ?? file?.defaults?.region, listed: false }];
}

/** The connection in the words of a report: profile and Region of an account, or the organisation. */
export function reportedChoice(chosen: ChosenConnection): { name: string; profile: string; region: string; organisation?: string } {
  return chosen.service === 'liveramp'
    ? { name: chosen.name, profile: '', region: '', organisation: chosen.organisation }
    : { name: chosen.name, profile: chosen.profile ?? '', region: chosen.region ?? '' };
}

/** A heading for what one of several connections gave. */
export function headingOf(chosen: ChosenConnection): string {
  return `== ${foreignText(chosen.name)} · ${foreignText(chosen.service === 'liveramp' ? t('LiveRamp') : (chosen.region ?? ''))}`;
}

function listedFor(command: string, services: Services, path: string, file: Configuration | undefined): ChosenConnection[] {
  const all = (file?.connections ?? []).map((each): ChosenConnection =>
    each.service === 'liveramp'
      ? listedOrganisation(each)
      : { service: 'aws', name: each.name ?? each.profile, profile: each.profile, region: each.region, listed: true },
  );
  const fitting = all.filter(({ service }) => services.includes(service));
  if (fitting.length === 0)
    throw new CleanRoomError(
      file === undefined ? 'configuration_missing' : 'configuration_broken',
      file === undefined
        ? t('There is no configuration file {0}, so there are no connections.', path)
        : all.length === 0
          ? t('{0} lists no connections.', path)
          : t('{0} lists no connections that "cleanrooms {1}" is about.', path, command),
      {
        remedy: t('Add for example: {0}', '"connections": [{"name": "production", "profile": "prod", "region": "us-east-1"}]'),
        details: { file: path },
      },
    );
  for (const { name } of all.filter(({ service }) => !services.includes(service)))
    process.stderr.write(`${t('note: left out "{0}": "cleanrooms {1}" is about AWS accounts only.', foreignText(name), command)}\n`);
  return fitting;
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
