import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { stateFolder } from '../../../src/storage/stateFolder.ts';
import { projectFolder, workspaceFolder } from '../workbench.ts';

/** Something that can hold a secret. */
export interface Place {
  where: string;
  content: Buffer;
}

/**
 * Every file that this VS Code, the extension and what they start have written: settings, logs, storages and the state
 * folder lie below the folder that was made for this host (see `isolated` in scripts/host/environment.mjs), the workspace
 * and what the launcher heard beside it. The secret storage itself needs no exception: the server edition keeps secrets in
 * its page's memory; the desktop edition encrypts them before they reach a file.
 */
export async function hostFiles(): Promise<Place[]> {
  const host = process.env['XDG_RUNTIME_DIR'];
  if (host === undefined || relative(host, stateFolder()).split(sep)[0] === '..')
    throw new Error('This host has no folder of its own: these tests run by `npm test integration`.');
  const files = await Promise.all([host, workspaceFolder(), join(projectFolder(), 'out/logs')].map((folder) => filesBelow(folder)));
  const places: Place[] = [];
  for (const where of new Set(files.flat())) {
    const content = await readFile(where).catch(gone);
    if (content !== undefined) places.push({ where, content });
  }
  return places;
}

/** The places that hold any of the secrets: as text, as Windows and Chromium write text, or as the end of a Basic header. */
export function placesWith(places: readonly Place[], secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    ...[0, 1, 2].map((before) => Buffer.from(base64Middle(secret, before))),
  ]);
  return places.filter(({ content }) => forms.some((form) => content.includes(form))).map(({ where }) => where);
}

/** What base64 makes of a secret with so many bytes (of three) before it, without what depends on its neighbours. */
function base64Middle(secret: string, before: number): string {
  const whole = Buffer.from(secret.slice((3 - before) % 3));
  return whole.subarray(0, whole.length - (whole.length % 3)).toString('base64');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(gone)) ?? [];
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** VS Code tidies up while we look. */
function gone(thrown: unknown): undefined {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
  throw thrown;
}
