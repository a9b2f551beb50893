import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An AWS profile that has a Region and no keys. */
export const profileWithoutKeys = 'without-keys';

/** For the rest of this process only a profile without keys can be found: no file and no variable of the person counts. */
export function forgetOwnCredentials(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cleanrooms-profiles-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  const [config, credentials] = ['config', 'credentials'].map((name) => join(folder, name));
  writeFileSync(config ?? '', `[profile ${profileWithoutKeys}]\nregion = us-east-1\n`);
  writeFileSync(credentials ?? '', '');
  Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_EC2_METADATA_DISABLED: 'true' });
}
