import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of this test only. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'cleanrooms-unit-'));
}

/** Runs something with exactly these AWS settings: no variable and no file of the person counts. */
export async function withAwsSettings<T>(
  settings: { config?: string; credentials?: string; variables?: Record<string, string> },
  work: () => Promise<T>,
): Promise<T> {
  const folder = await temporaryFolder();
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  await writeFile(join(folder, 'config'), settings.config ?? '');
  await writeFile(join(folder, 'credentials'), settings.credentials ?? '');
  Object.assign(process.env, {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...settings.variables,
  });
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await rm(folder, { recursive: true });
  }
}
