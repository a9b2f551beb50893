import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

/** A profile of the shared AWS configuration files. */
export interface Profile {
  name: string;
  region?: string;
  /** The profile's own `endpoint_url`. */
  endpoint?: string;
  /** How it signs in, in a word for a list. */
  kind: 'sso' | 'assume role' | 'process' | 'keys' | 'other';
}

/** Every profile of ~/.aws/config and ~/.aws/credentials (or where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE point), by name. */
export async function listProfiles(): Promise<Profile[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])].filter(
    (name) => !/^(sso-session|services)[ .]/.test(name),
  );
  return names.sort().map((name) => {
    const settings = { ...configFile[name], ...credentialsFile[name] };
    return {
      name,
      kind: kindOf(settings),
      ...(settings['region'] === undefined ? {} : { region: settings['region'] }),
      ...(settings['endpoint_url'] === undefined ? {} : { endpoint: settings['endpoint_url'] }),
    };
  });
}

function kindOf(settings: Partial<Record<string, string>>): Profile['kind'] {
  if (settings['sso_session'] !== undefined || settings['sso_start_url'] !== undefined) return 'sso';
  if (settings['role_arn'] !== undefined) return 'assume role';
  if (settings['credential_process'] !== undefined) return 'process';
  return settings['aws_access_key_id'] === undefined ? 'other' : 'keys';
}
