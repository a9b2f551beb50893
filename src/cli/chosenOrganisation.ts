import type { ListedConnection } from '../core/config/listedConnection.ts';
import type { Configuration } from '../core/config/schema.ts';
import { CleanRoomError } from '../core/errors.ts';
import { foreignText } from '../core/foreignText.ts';
import { t } from '../core/text.ts';

/** A LiveRamp organisation as the command line, the environment or the configuration names it. */
export interface ChosenOrganisation {
  service: 'liveramp';
  /** What a person calls it. */
  name: string;
  /** As LiveRamp shows it. */
  organisation: string;
  /** Its API user. */
  clientId: string;
  /** The environment variable that holds the API user's secret. */
  secretVariable: string;
}

const standardSecretVariable = 'LIVERAMP_CLIENT_SECRET';

type ListedOrganisation = Extract<ListedConnection, { service: 'liveramp' }>;

/** An organisation that stands in the configuration. */
export function listedOrganisation({ name, organisation, client_id, secret_env }: ListedOrganisation): ChosenOrganisation {
  return {
    service: 'liveramp',
    name: name ?? organisation,
    organisation,
    clientId: client_id,
    secretVariable: secret_env ?? standardSecretVariable,
  };
}

/** The organisation that LIVERAMP_ORGANISATION names; undefined where nothing is set. Raises `invalid_input`. */
export function organisationOfEnvironment(file: Configuration | undefined): ChosenOrganisation | undefined {
  const named = variable('LIVERAMP_ORGANISATION');
  return named === undefined ? undefined : organisationCalled(named, file);
}

/**
 * The organisation of that name: one that the configuration lists, by its own or by the organisation's name, else the one
 * of the environment (LIVERAMP_ORGANISATION, LIVERAMP_CLIENT_ID). Raises `invalid_input` where there is none or several.
 */
export function organisationCalled(wanted: string, file: Configuration | undefined): ChosenOrganisation {
  const listed = (file?.connections ?? []).flatMap((each) => (each.service === 'liveramp' ? [listedOrganisation(each)] : []));
  const named = listed.filter(({ name }) => same(name, wanted));
  const found = named.length > 0 ? named : listed.filter(({ organisation }) => same(organisation, wanted));
  const [only, ...more] = found;
  if (more.length > 0)
    throw new CleanRoomError('invalid_input', t('There are several connections for "{0}".', foreignText(wanted)), {
      remedy: t('Name one by its own name: {0}.', found.map(({ name, clientId }) => `${name} (${clientId})`).join(', ')),
    });
  return only ?? unlisted(wanted, listed);
}

function unlisted(wanted: string, listed: readonly ChosenOrganisation[]): ChosenOrganisation {
  const clientId = variable('LIVERAMP_CLIENT_ID');
  const organisation = variable('LIVERAMP_ORGANISATION');
  if (clientId !== undefined && organisation !== undefined && same(organisation, wanted))
    return { service: 'liveramp', name: organisation, organisation, clientId, secretVariable: standardSecretVariable };
  const known = listed.length === 0 ? '' : `${t('The configuration lists: {0}.', listed.map(({ name }) => name).join(', '))} `;
  const missing = [
    ...(organisation === undefined ? ['LIVERAMP_ORGANISATION'] : []),
    ...(clientId === undefined ? ['LIVERAMP_CLIENT_ID'] : []),
  ];
  const why = [
    t('no entry of "connections" in the configuration has that name'),
    ...(missing.length === 0 ? [] : [t('not set: {0}', missing.join(', '))]),
    ...(organisation === undefined || same(organisation, wanted)
      ? []
      : [t('LIVERAMP_ORGANISATION names "{0}"', foreignText(organisation))]),
  ].join('; ');
  throw new CleanRoomError(
    'invalid_input',
    t('There is no connection for the LiveRamp organisation "{0}": {1}.', foreignText(wanted), why),
    {
      remedy: `${known}${t(
        'List it under "connections" as {0}, or set LIVERAMP_ORGANISATION and LIVERAMP_CLIENT_ID.',
        '{"service": "liveramp", "organisation": "…", "client_id": "…"}',
      )}`,
    },
  );
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A variable that is set to something. */
function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
