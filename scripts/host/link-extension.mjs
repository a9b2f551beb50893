// Makes this project an installed extension: a rebuild and "Developer: Reload Window" show a change.
import { mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './project.mjs';

export async function linkExtension(extensions) {
  const { publisher, name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await mkdir(extensions, { recursive: true });
  // VS Code keeps a list of what is installed, and would not look for more.
  await rm(join(extensions, 'extensions.json'), { force: true });
  for (const old of (await readdir(extensions)).filter((each) => each.startsWith(`${publisher}.${name}-`))) {
    await rm(join(extensions, old), { recursive: true, force: true });
  }
  await symlink(root, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
